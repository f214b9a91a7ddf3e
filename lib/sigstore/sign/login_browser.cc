// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <nlohmann/json.hpp>

#include "sigstore/sign/login.h"
#include "sigstore/sign/login_common.h"

namespace igp::sigstore {
namespace {

/// The code in the query that the browser came back with. Another page may have sent it here, so
/// that nothing of it counts without our state (RFC 6749 section 10.12).
Result<std::string> authorization_code(std::string_view query, std::string_view state) {
  const auto fields = parse_form(query);
  if (!fields || form_value(*fields, "state") != state)
    return fail(ErrorCode::kLoginFailed, "the browser came back from another login");
  if (const std::string error = form_value(*fields, "error"); !error.empty())
    return fail(ErrorCode::kLoginFailed, "the identity provider refused: {}", quote(error));
  std::string code = form_value(*fields, "code");
  if (code.empty()) return fail(ErrorCode::kLoginFailed, "the browser came back without a code");
  return code;
}

}  // namespace

Result<std::string> log_in_with_browser(const IdentityProvider& provider,
                                        std::string_view client_id, LoginHost& host,
                                        ServiceClient& client) {
  const CodeChallenge challenge(client.rng());
  const std::string state = random_text(client.rng());
  const std::string nonce = random_text(client.rng());
  const std::string question = encode_form({{"response_type", "code"},
                                            {"client_id", std::string(client_id)},
                                            {"redirect_uri", host.redirect_uri()},
                                            {"scope", kLoginScope},
                                            {"state", state},
                                            {"nonce", nonce},
                                            {"code_challenge", challenge.challenge},
                                            {"code_challenge_method", "S256"}});
  const char* joint = provider.authorization.query().empty() ? "?" : "&";
  const std::string query = IGP_TRY(host.browse(provider.authorization.str() + joint + question,
                                                client.request(provider.token).cancel));
  const std::string code = IGP_TRY(authorization_code(query, state));
  const Json json = IGP_TRY(post_form(provider.token,
                                      {{"grant_type", "authorization_code"},
                                       {"code", code},
                                       {"redirect_uri", host.redirect_uri()},
                                       {"client_id", std::string(client_id)},
                                       {"code_verifier", challenge.verifier}},
                                      client));
  return id_token_of(json, provider.issuer, nonce);
}

}  // namespace igp::sigstore
