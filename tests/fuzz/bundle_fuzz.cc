// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/bytes.h"
#include "sigstore/bundle.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using igp::sigstore::BundleFormat;
  const auto bundle = igp::sigstore::parse_bundle(igp::as_text({data, size}));
  if (!bundle) return 0;
  // Whatever was read can be written, and reads back.
  const auto text = igp::sigstore::encode_bundle(*bundle, BundleFormat::kV03);
  if (!text || !igp::sigstore::parse_bundle(*text)) __builtin_trap();
  static_cast<void>(igp::sigstore::encode_bundle(*bundle, BundleFormat::kLegacyCosign));
  return 0;
}
