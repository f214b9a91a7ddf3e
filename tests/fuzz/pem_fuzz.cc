// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/bytes.h"
#include "crypto/pem.h"
#include "crypto/pubkey.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = igp::as_text({data, size});
  if (const auto blocks = igp::crypto::parse_pem(text)) {
    for (const auto& block : *blocks) {
      static_cast<void>(igp::crypto::PublicKey::from_spki(block.bytes));
      static_cast<void>(igp::crypto::PublicKey::from_pkcs1(block.bytes));
    }
  }
  return 0;
}
