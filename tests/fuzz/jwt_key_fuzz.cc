// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/bytes.h"
#include "rego/builtins/jwt_keys.h"
#include "rego/builtins/jwt_verify.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace igp::rego;
  const auto keys = parse_jwt_keys(igp::as_text({data, size}));
  if (!keys) return 0;
  // No key may verify an empty signature.
  for (const std::string_view name : {"HS256", "RS256", "PS256", "ES256", "EdDSA"}) {
    const JwtHeader header{.alg = std::string(name)};
    if (verify_jwt_signature(*find_jwt_algorithm(name), *keys, header, {"e30.e30", ""})) {
      __builtin_trap();
    }
  }
  return 0;
}
