// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/bytes.h"
#include "sigstore/sign/identity_token.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = igp::as_text({data, size});
  const auto token = igp::sigstore::IdentityToken::parse(text);
  if (token && token->subject().empty()) __builtin_trap();
  if (token) static_cast<void>(token->check_certified(token->issuer(), token->subject()));
  return 0;
}
