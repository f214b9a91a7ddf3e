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

TEST_CASE("jwt: decode_verify holds tokens against the constraints") {
  check_calls({
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiSFMyNTYifQ.eyJhIjogMX0.HrHXeJt5TFGg0V9BzXd452ikbYRVrAL0r_6svY7su_4",{"secret": "k"}])",
       R"([true, {"alg": "HS256"}, {"a": 1}])"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiSFMyNTYifQ.eyJhIjogMX0.HrHXeJt5TFGg0V9BzXd452ikbYRVrAL0r_6svY7su_4",{"secret": "l"}])",
       R"([false, {}, {}])"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiSFMyNTYifQ.eyJhIjogMX0.HrHXeJt5TFGg0V9BzXd452ikbYRVrAL0r_6svY7su_4",{"secret": "k", "alg": "HS512"}])",
       R"([false, {}, {}])"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAibm9uZSJ9.eyJhIjogMX0.3efoUgl9t2jTYfr5q6kVBL0qxrfbHqfmdGWuKPy7dHA",{"secret": "k"}])",
       R"([false, {}, {}])"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiUlMyNTYifQ.eyJhIjogMX0.KZ3PoEe3eEPUXWH1NRQ6DAXHRf-YP20ncWMy89VDw_8",{"secret": "k"}])",
       R"([false, {}, {}])"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiSFMyNTYifQ.eyJleHAiOiAxNzk1MzYxNzc2fQ.ppiJb_CeafLuAeNTBuPvE1wI0HTS2llk3gKGJ1me92U",{"secret": "k"}])",
       R"([false, {}, {}])"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiSFMyNTYifQ.eyJleHAiOiAxNzk1MzYxNzc3fQ.x3lxp2LD1p_02vcBxxGfjhKROkow_h67iLMvnrsYWVg",{"secret": "k"}])",
       R"([true, {"alg": "HS256"}, {"exp": 1795361777}])"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiSFMyNTYifQ.eyJleHAiOiAxNzk1MzYxNzc2LjV9.hKyK-v766NFh47jfo9pApOfmv99e3CU6KZAUWOxxYdA",{"secret": "k"}])",
       R"([false, {}, {}])"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiSFMyNTYifQ.eyJuYmYiOiAxNzk1MzYxNzc2LjV9.pxIFyMovKMWANsMj86IZxomTtRAIpuT9tXevNuEcJ-I",{"secret": "k"}])",
       R"([true, {"alg": "HS256"}, {"nbf": 1795361776.5}])"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiSFMyNTYifQ.eyJuYmYiOiAxNzk1MzYxNzc3fQ.7gpq1VMv700c1x6SINlTcD2o3j-EwriNWQ51V5YLM2M",{"secret": "k"}])",
       R"([false, {}, {}])"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiSFMyNTYifQ.eyJuYmYiOiAxNzk1MzYxNzc3fQ.7gpq1VMv700c1x6SINlTcD2o3j-EwriNWQ51V5YLM2M",{"secret": "k", "time": 1795361777000000000}])",
       R"([true, {"alg": "HS256"}, {"nbf": 1795361777}])"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiSFMyNTYifQ.eyJleHAiOiAiMSJ9.BbrtdADdsIOwev0ALbmqHOoG950QfO4dlDTGsefG3UA",{"secret": "k"}])",
       R"(eval_builtin_error: exp value must be a number)"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiSFMyNTYifQ.eyJpc3MiOiAiYSJ9.wTbKjuaYlKdnRjnQdbvV_EJP-GgQw4cJpl-qOiz7iX0",{"secret": "k", "iss": "a"}])",
       R"([true, {"alg": "HS256"}, {"iss": "a"}])"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiSFMyNTYifQ.eyJpc3MiOiAiYiJ9.XtLDslOZkwUUjq1dGKTfeN4jNTiWL_kjuymyb_B8GD0",{"secret": "k", "iss": "a"}])",
       R"([false, {}, {}])"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiSFMyNTYifQ.eyJpc3MiOiAxfQ.SpSRtmG5SsGnrmgD84MGPh1r3A8xw6HI-hk8e8pmNIM",{"secret": "k", "iss": "a"}])",
       R"([false, {}, {}])"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiSFMyNTYifQ.e30.9ns_qVsaCDje7NoOKKE_DoyLBVZqErLsxBL_g04QUlM",{"secret": "k", "iss": "a"}])",
       R"([false, {}, {}])"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiSFMyNTYifQ.eyJhdWQiOiBbImIiLCAiYSJdfQ.X4aPlNpwcR977HqWBZfq18Sj-TcxCQw4rsZzLKhUZaA",{"secret": "k", "aud": "a"}])",
       R"([true, {"alg": "HS256"}, {"aud": ["b", "a"]}])"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiSFMyNTYifQ.eyJhdWQiOiAiYSJ9.k0eledk7vg8owIPOH5FJ6S2yj2jNU56rSZ5vbmSFhI4",{"secret": "k"}])",
       R"([false, {}, {}])"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiSFMyNTYifQ.e30.9ns_qVsaCDje7NoOKKE_DoyLBVZqErLsxBL_g04QUlM",{"secret": "k", "aud": "a"}])",
       R"([false, {}, {}])"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiSFMyNTYifQ.eyJhdWQiOiAxfQ.Gt_H4G5AOfHoGVLO5algFzeBZzv58xLvyQrqLWKTjfQ",{"secret": "k", "aud": "a"}])",
       R"([false, {}, {}])"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiSFMyNTYiLCAiY3JpdCI6IFsieCJdLCAieCI6IDF9.eyJhIjogMX0.1gK6PoXpYmSqcTcwssQSRPxLL84KmteS79c21Hl4864",{"secret": "k"}])",
       R"([false, {}, {}])"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiSFMyNTYiLCAiY3JpdCI6IFsia2lkIl0sICJraWQiOiAieCJ9.eyJhIjogMX0.OpSCinALdzNPNG8wZOMu9xgAOzaD16yyXqhYFzSXNz0",{"secret": "k"}])",
       R"([true, {"alg": "HS256", "crit": ["kid"], "kid": "x"}, {"a": 1}])"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiSFMyNTYiLCAiY3R5IjogImp3dCJ9.ZXlKaGJHY2lPaUFpU0ZNeU5UWWlmUS5leUpoSWpvZ01YMC5IckhYZUp0NVRGR2cwVjlCelhkNDUyaWtiWVJWckFMMHJfNnN2WTdzdV80.drIDrGNDKnaB5C-KZbx1iTpuQr8ZBTJyk-Pz1LXaqOE",{"secret": "k"}])",
       R"([true, {"alg": "HS256"}, {"a": 1}])"},
      {"io.jwt.decode_verify",
       R"(["eyJhbGciOiAiSFMyNTYiLCAiY3R5IjogIkpXVCJ9.ZXlKaGJHY2lPaUFpU0ZNeU5UWWlmUS5leUpoSWpvZ01YMC5uMXA1enE2WE1SbS1tbVpQVEZDZzZqeVdZSjNPTUUxUFFad3VwNEtpblpv.tKaTcFI0L32hdarGvaLzkLkOu01ffLWbDbl9pbh6s8Y",{"secret": "k"}])",
       R"([false, {}, {}])"},
      {"io.jwt.decode_verify", R"(["a.b.c",{}])", R"(eval_builtin_error: no key constraint)"},
      {"io.jwt.decode_verify", R"(["a.b.c",{"secret": "k", "cert": "{\"keys\":[]}"}])",
       R"(eval_builtin_error: duplicate key constraints)"},
      {"io.jwt.decode_verify", R"(["a.b.c",{"secret": 1}])",
       R"(eval_builtin_error: secret constraint: must be a string)"},
      {"io.jwt.decode_verify", R"(["a.b.c",{"foo": 1}])",
       R"(eval_builtin_error: unknown token validation constraint: foo)"},
      {"io.jwt.decode_verify", R"(["a.b.c",{"secret": "k", "time": -1}])",
       R"(eval_builtin_error: token time constraint: must not be negative)"},
  });
}

}  // namespace
}  // namespace igp::rego
