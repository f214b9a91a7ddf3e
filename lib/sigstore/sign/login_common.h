// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Private to lib/sigstore/sign: what both ways to log in need.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "sigstore/sign/service_client.h"

namespace igp::sigstore {

using FormFields = std::vector<std::pair<std::string, std::string>>;

/// The scopes that put the e-mail address into the token.
inline constexpr const char* kLoginScope = "openid email";

/// `text` with everything but letters, digits and "-._~" escaped (RFC 3986 section 2.3).
std::string encode_query_value(std::string_view text);

/// application/x-www-form-urlencoded.
std::string encode_form(const FormFields& fields);

/// The reverse, for a query. Fails with kUrlInvalid.
Result<FormFields> parse_form(std::string_view text);

/// The first value of the name, or "".
std::string form_value(const FormFields& fields, std::string_view name);

/// 256 random bits as text.
std::string random_text(Rng& rng);

/// A secret and the text that commits to it (RFC 7636 section 4, S256).
struct CodeChallenge {
  explicit CodeChallenge(Rng& rng);
  std::string verifier;
  std::string challenge;
};

/// The JSON object that POSTing `fields` is answered with: of a 2xx answer, or of a 400 one, which
/// then has a text "error" (RFC 6749 section 5.2). Fails with kHttpAnswerInvalid or as
/// ServiceClient.
Result<Json> post_form(const http::Url& url, const FormFields& fields, ServiceClient& client);

/// The text member `key` of `json`. Fails with kHttpAnswerInvalid.
Result<std::string> answer_text(const Json& json, const char* key);

/// The error of an answer that has one: kLoginFailed with its own words.
[[nodiscard]] Fail refusal_of(const Json& json);

/// The login's end: the text "id_token", a token of `issuer` that answers the login with `nonce`
/// (which may be empty: any). Fails with kLoginFailed, kHttpAnswerInvalid, kIdentityTokenRefused.
Result<std::string> id_token_of(const Json& json, std::string_view issuer, std::string_view nonce);

}  // namespace igp::sigstore
