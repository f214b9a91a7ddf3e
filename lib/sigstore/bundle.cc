// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/bundle.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/limits.h"
#include "sigstore/bundle_formats.h"

namespace igp::sigstore {
namespace {

constexpr int kBundleDepth = 16;

}  // namespace

std::string_view name_of(BundleFormat format) {
  switch (format) {
    case BundleFormat::kLegacyCosign:
      return "cosign";
    case BundleFormat::kV01:
      return "sigstore-v0.1";
    case BundleFormat::kV02:
      return "sigstore-v0.2";
    case BundleFormat::kV03:
      return "sigstore-v0.3";
  }
  return "";
}

const Bytes& Bundle::signature() const {
  return std::visit([](const auto& c) -> const Bytes& { return c.signature; }, content);
}

Result<Bundle> parse_bundle(std::string_view text) {
  const Json json =
      IGP_TRY(parse_json(text, {.bytes = limits::kBundleBytes, .depth = kBundleDepth}));
  if (json_find(json, "base64Signature") != nullptr) return parse_legacy_bundle(json);
  return parse_proto_bundle(json);
}

Result<std::string> encode_bundle(const Bundle& bundle, BundleFormat format) {
  if (format == BundleFormat::kLegacyCosign) return encode_legacy_bundle(bundle);
  if (format != BundleFormat::kV03) {
    return fail(ErrorCode::kBundleUnsupported, "bundles are not written as {}", name_of(format));
  }
  return encode_proto_bundle(bundle);
}

}  // namespace igp::sigstore
