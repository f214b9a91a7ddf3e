// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/bytes.h"
#include "crypto/cosign_key.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Stops before the key derivation, which is slow by design and sees no structure of the input.
  const auto no_password = []() -> igp::Result<igp::crypto::SecretBytes> {
    return igp::fail(igp::ErrorCode::kKeyPassword, "none");
  };
  static_cast<void>(igp::crypto::parse_private_key(igp::as_text({data, size}), no_password));
  return 0;
}
