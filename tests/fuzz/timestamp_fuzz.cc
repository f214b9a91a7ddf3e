// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// A timestamp response, read and held against the authorities of the built-in trust root.
#include "crypto/timestamp.h"
#include "sigstore/trust_root.h"
#include "sigstore/verify/timestamp.h"

using namespace igp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto root = sigstore::parse_trust_root(sigstore::public_good_trust_root());
  const auto timestamp = crypto::Timestamp::from_der({data, size});
  if (!timestamp) return 0;
  for (const sigstore::Authority& authority : root->timestamp_authorities)
    static_cast<void>(timestamp->verify(*authority.certificates()));
  static_cast<void>(sigstore::verify_timestamp({data, size}, as_bytes("signature"), *root));
  return 0;
}
