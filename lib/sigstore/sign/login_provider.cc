// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/limits.h"
#include "sigstore/sign/login.h"
#include "sigstore/sign/login_common.h"

namespace igp::sigstore {
namespace {

constexpr int kDiscoveryDepth = 8;

Status check_encrypted(const http::Url& url) {
  if (url.secure() || url.is_loopback()) return {};
  return fail(ErrorCode::kTokenExposed, "a login would travel unencrypted to {}",
              quote(url.display()));
}

Result<http::Url> endpoint(const Json& json, const char* key) {
  auto url = http::Url::parse(IGP_TRY(answer_text(json, key)));
  if (!url) return bad_answer("the identity provider", url.error());
  IGP_CHECK(check_encrypted(*url));
  return std::move(*url);
}

}  // namespace

Result<IdentityProvider> discover_provider(const http::Url& issuer, ServiceClient& client) {
  IGP_CHECK(check_encrypted(issuer));
  const std::string text = IGP_TRY(
      client.fetch(client.request(issuer.with_path_suffix("/.well-known/openid-configuration"))));
  const auto json =
      parse_json(text, {.bytes = limits::kServiceAnswerBytes, .depth = kDiscoveryDepth});
  if (!json) return bad_answer("the identity provider", json.error());
  if (!json->is_object())
    return fail(ErrorCode::kHttpAnswerInvalid, "the identity provider answered no JSON object");
  std::string name = IGP_TRY(answer_text(*json, "issuer"));
  const auto named = http::Url::parse(name);
  if (!named || *named != issuer) {
    return fail(ErrorCode::kHttpAnswerInvalid, "{} says that it is another identity provider",
                quote(issuer.display()));
  }
  http::Url authorization = IGP_TRY(endpoint(*json, "authorization_endpoint"));
  http::Url token = IGP_TRY(endpoint(*json, "token_endpoint"));
  IdentityProvider out{.issuer = std::move(name),
                       .authorization = std::move(authorization),
                       .token = std::move(token),
                       .device = std::nullopt};
  if (json->contains("device_authorization_endpoint"))
    out.device = IGP_TRY(endpoint(*json, "device_authorization_endpoint"));
  return out;
}

}  // namespace igp::sigstore
