// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Answers and errors are those of OPA 1.22.2.
#include <doctest/doctest.h>

#include "call.h"

namespace igp::rego {
namespace {

TEST_CASE("jwt: decodes as OPA does") {
  check_calls({
      {"io.jwt.decode", R"(["eyJhbGciOiAiSFMyNTYifQ.eyJhIjogMX0.c2ln"])",
       R"([{"alg": "HS256"}, {"a": 1}, "736967"])"},
      // Of equal members the last stands; the signature may be empty, the parts padded.
      {"io.jwt.decode", R"(["eyJhbGciOiJhIiwiYWxnIjoiYiJ9.eyJ4IjoxLCJ4IjoyfQ."])",
       R"([{"alg": "b"}, {"x": 2}, ""])"},
      {"io.jwt.decode", R"(["e30=.e30=.AAA="])", R"([{}, {}, "0000"])"},
      {"io.jwt.decode",
       R"(["eyJjdHkiOiAiSldUIn0.IidleUpoYkdjaU9pQWlTRk15TlRZaWZRLmV5SnhJam9nTVgwLmMybG4nIg.c2ln"])",
       R"([{"alg": "HS256"}, {"q": 1}, "736967"])"},
  });
}

TEST_CASE("jwt: says what is wrong with a token") {
  check_calls({
      {"io.jwt.decode", "[1]", "eval_type_error: operand 1 must be string but got number"},
      {"io.jwt.decode", R"(["abc"])", "eval_builtin_error: encoded JWT had no period separators"},
      {"io.jwt.decode", R"(["a.b.c.d"])",
       "eval_builtin_error: encoded JWT must have 3 sections, found 4"},
      {"io.jwt.decode", R"(["a.b.c"])",
       "eval_builtin_error: JWT header had invalid encoding: illegal base64url string: a"},
      {"io.jwt.decode", R"(["e+/=.e30.AAA"])",
       "eval_builtin_error: JWT header had invalid encoding: illegal base64 data at input byte 1"},
      {"io.jwt.decode", R"(["e30.!.AAA"])",
       "eval_builtin_error: JWT payload had invalid encoding: illegal base64url string: !"},
      {"io.jwt.decode", R"(["e30.e30.!"])",
       "eval_builtin_error: JWT signature had invalid encoding: illegal base64url string: !"},
      {"io.jwt.decode", R"(["WzFd.e30.c2ln"])",
       "eval_builtin_error: bad JWT header: decoded JSON type was not an Object"},
      {"io.jwt.decode", R"(["..c2ln"])", "eval_builtin_error: bad JWT header: invalid JSON: EOF"},
      {"io.jwt.decode", R"(["e30.e30geA.c2ln"])",
       "eval_builtin_error: invalid JSON: invalid character 'x' looking for beginning of value"},
      {"io.jwt.decode", R"(["eyJhbGciOiAiSFMyNTYiLCAiZW5jIjogIngifQ.e30.c2ln"])",
       "eval_builtin_error: JWT is a JWE object, which is not supported"},
      // OPA panics at this one.
      {"io.jwt.decode", R"(["eyJjdHkiOiAxfQ.eyJxIjogMX0.c2ln"])",
       "eval_builtin_error: cty: must be a string"},
  });
}

}  // namespace
}  // namespace igp::rego
