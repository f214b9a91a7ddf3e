// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "sigstore/sign/login.h"
#include "sigstore/sign/login_common.h"

namespace igp::sigstore {
namespace {

using std::chrono::seconds;

constexpr seconds kInterval{5};  ///< where the provider says none (RFC 8628 section 3.2)
constexpr seconds kLongestInterval{60};
constexpr seconds kSlowDown{5};  ///< section 3.5
constexpr seconds kLongestLogin{900};

/// What section 3.2 calls the device authorization response.
struct DeviceCode {
  std::string device_code;
  std::string user_code;
  std::string url;
  seconds interval;
  seconds lifetime;
};

seconds seconds_of(const Json& json, const char* key, seconds otherwise, seconds longest) {
  const Json* found = json_find(json, key);
  if (found == nullptr || !found->is_number()) return otherwise;
  const double value = found->get<double>();
  return seconds(
      static_cast<std::int64_t>(std::clamp(value, 1.0, static_cast<double>(longest.count()))));
}

Result<DeviceCode> request_code(const http::Url& url, FormFields fields, ServiceClient& client) {
  const Json json = IGP_TRY(post_form(url, fields, client));
  if (json.contains("error")) return refusal_of(json);
  DeviceCode out;
  out.device_code = IGP_TRY(answer_text(json, "device_code"));
  out.user_code = IGP_TRY(answer_text(json, "user_code"));
  const bool complete = json.contains("verification_uri_complete");
  out.url = IGP_TRY(answer_text(json, complete ? "verification_uri_complete" : "verification_uri"));
  if (!http::Url::parse(out.url))
    return fail(ErrorCode::kHttpAnswerInvalid, "the identity provider's page is no URL");
  out.interval = seconds_of(json, "interval", kInterval, kLongestInterval);
  out.lifetime = seconds_of(json, "expires_in", kLongestLogin, kLongestLogin);
  return out;
}

bool is_error(const Json& json, std::string_view name) {
  const Json* found = json_find(json, "error");
  return found != nullptr && *found == Json(name);
}

}  // namespace

Result<std::string> log_in_with_code(const IdentityProvider& provider, std::string_view client_id,
                                     LoginHost& host, ServiceClient& client) {
  if (!provider.device) {
    return fail(ErrorCode::kLoginFailed, "the identity provider has no login by code");
  }
  const CodeChallenge challenge(client.rng());
  DeviceCode code = IGP_TRY(request_code(*provider.device,
                                         {{"client_id", std::string(client_id)},
                                          {"scope", kLoginScope},
                                          {"code_challenge", challenge.challenge},
                                          {"code_challenge_method", "S256"}},
                                         client));
  IGP_CHECK(host.show_code(code.url, code.user_code));
  const FormFields fields = {{"grant_type", "urn:ietf:params:oauth:grant-type:device_code"},
                             {"device_code", code.device_code},
                             {"client_id", std::string(client_id)},
                             {"code_verifier", challenge.verifier}};
  const std::atomic<bool>* cancel = client.request(provider.token).cancel;
  const http::milliseconds end = client.waiter().elapsed() + code.lifetime;
  while (client.waiter().elapsed() + code.interval < end) {
    client.waiter().wait(code.interval, cancel);
    if (cancel != nullptr && cancel->load(std::memory_order_relaxed))
      return fail(ErrorCode::kInterrupted, "interrupted while waiting for the login");
    const Json json = IGP_TRY(post_form(provider.token, fields, client));
    if (is_error(json, "slow_down")) code.interval += kSlowDown;
    if (!is_error(json, "slow_down") && !is_error(json, "authorization_pending"))
      return id_token_of(json, provider.issuer, /*nonce=*/"");
  }
  return fail(ErrorCode::kLoginFailed, "nobody logged in within {} seconds", code.lifetime.count());
}

}  // namespace igp::sigstore
