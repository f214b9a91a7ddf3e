// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <cstdlib>

#include "base/bytes.h"
#include "sigstore/sign/convert.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace igp::sigstore;
  const auto bundle = parse_bundle(igp::as_text({data, size}));
  if (!bundle) return 0;
  for (const BundleFormat format : {BundleFormat::kLegacyCosign, BundleFormat::kV03}) {
    const auto converted = convert_bundle(*bundle, format, {});
    if (!converted) continue;
    // What is converted can be written, and read again as what it is said to be.
    const auto text = encode_bundle(*converted, format);
    const auto again = text ? parse_bundle(*text) : bundle;
    if (!text || !again || again->format != format) std::abort();
    if (again->signature() != bundle->signature()) std::abort();
  }
  return 0;
}
