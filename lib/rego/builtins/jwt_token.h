// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// JSON Web Tokens (RFC 7519) in JWS compact serialization (RFC 7515 section 3.1), read as OPA reads
// them. Errors carry OPA's words.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "rego/value/value.h"

namespace igp::rego {

/// The three encoded parts of a token; views into its text.
struct JwtParts {
  std::string_view header;
  std::string_view payload;
  std::string_view signature;
  std::string_view signing_input;  ///< the first two and the period between them
};

/// Fails with kFieldInvalid unless `token` has three parts.
Result<JwtParts> split_jwt(std::string_view token);

/// The bytes of an encoded part. Fails with kEncodingMalformed.
Result<std::string> decode_jwt_part(std::string_view part);

/// What Go's streaming decoder says of `json` where read_json() says `message`.
std::string go_json_reason(std::string_view json, std::string_view message);

/// The JSON object of a decoded part; of equal members the last stands.
/// Fails with kJsonMalformed or kFieldInvalid.
Result<Value> read_jwt_object(Arena& arena, std::string_view json);

/// The JSON object of the encoded header. One of an encrypted token (RFC 7516), which has "enc", is
/// refused. Fails with kEncodingMalformed, kJsonMalformed or kFieldInvalid.
Result<Value> read_jwt_header(Arena& arena, std::string_view part);

/// What a header says that matters to verification. Absent members are empty.
struct JwtHeader {
  std::string alg;
  std::string kid;
  std::string cty;
  bool critical_unknown = false;  ///< "crit" names a member of the header that nobody here knows
};

/// Fails with kFieldInvalid when a member that is known has the wrong type.
Result<JwtHeader> parse_jwt_header(const Value& header);

}  // namespace igp::rego
