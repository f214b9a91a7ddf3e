// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "verify/detached.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/json.h"
#include "base/limits.h"
#include "crypto/pem.h"
#include "http/url.h"

namespace igp {
namespace {

std::string without_line_ends(std::string text) {
  std::erase_if(text, [](char c) { return c == '\n' || c == '\r'; });
  return text;
}

/// openssl and `cosign --b64=false` write the bytes. These hold some that base64 never does.
Result<Bytes> parse_signature(std::string text) {
  const auto is_printable = [](char c) { return c >= ' ' && c <= '~'; };
  const std::string line = without_line_ends(text);
  if (!std::ranges::all_of(line, is_printable)) return to_bytes(text);
  return parse_base64(line);
}

/// cosign 2 writes the base64 of the PEM.
Result<Bytes> parse_certificate(std::string text) {
  if (auto pem = parse_base64(without_line_ends(text))) text = to_string(*pem);
  crypto::PemBlock block = IGP_TRY(crypto::parse_single_pem(text));
  if (block.label == "CERTIFICATE") return std::move(block.bytes);
  return fail(ErrorCode::kCertificateMalformed, "PEM block is {}, not a certificate",
              quote(block.label));
}

/// cosign writes {"SignedRFC3161Timestamp": base64}.
Result<Bytes> parse_timestamp(const std::string& text) {
  if (!text.starts_with('{')) return to_bytes(text);
  const Json json = IGP_TRY(parse_json(text, {.bytes = limits::kKeyFileBytes}));
  return parse_base64(IGP_TRY(json_string(json, "SignedRFC3161Timestamp", "timestamp")));
}

template <class Parse>
Result<Bytes> read_part(const std::string& name, const InputReader& inputs, Parse parse) {
  auto bytes = parse(IGP_TRY(inputs.read(name, limits::kKeyFileBytes)));
  if (!bytes) return Fail(std::move(bytes).error().in(quote(http::redact_url(name))));
  return bytes;
}

}  // namespace

Result<sigstore::Bundle> read_detached(const DetachedSignature& detached,
                                       const InputReader& inputs) {
  sigstore::Bundle bundle;
  bundle.format = sigstore::BundleFormat::kLegacyCosign;
  Bytes signature = IGP_TRY(read_part(detached.signature, inputs, parse_signature));
  bundle.content =
      sigstore::MessageSignature{.digest = std::nullopt, .signature = std::move(signature)};
  if (!detached.certificate.empty()) {
    bundle.certificates.push_back(
        IGP_TRY(read_part(detached.certificate, inputs, parse_certificate)));
  }
  if (!detached.timestamp.empty())
    bundle.timestamps.push_back(IGP_TRY(read_part(detached.timestamp, inputs, parse_timestamp)));
  return bundle;
}

}  // namespace igp
