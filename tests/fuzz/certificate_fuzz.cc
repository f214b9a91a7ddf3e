// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/identity.h"
#include "sigstore/sct_list.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static_cast<void>(igp::sigstore::parse_sct_extension({data, size}));
  const auto certificate = igp::crypto::Certificate::from_der({data, size});
  if (!certificate) return 0;
  static_cast<void>(igp::sigstore::read_claims(*certificate));
  static_cast<void>(certificate->public_key());
  static_cast<void>(certificate->tbs_without("1.3.6.1.4.1.11129.2.4.2"));
  return 0;
}
