// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/sign/ambient_token.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/limits.h"
#include "sigstore/sign/login_common.h"

namespace igp::sigstore {
namespace {

constexpr int kAnswerDepth = 4;

/// Where a CI system or a cluster has its tokens; nothing when the process does not run in it.
using Provider = Result<std::optional<std::string>> (*)(const AmbientHost& host,
                                                        std::string_view audience,
                                                        ServiceClient& client);

/// A job asks its runner, with a secret of its own
/// (docs.github.com, "About security hardening with OpenID Connect").
Result<std::optional<std::string>> ask_github(const AmbientHost& host, std::string_view audience,
                                              ServiceClient& client) {
  const auto where = host.env("ACTIONS_ID_TOKEN_REQUEST_URL");
  const auto secret = host.env("ACTIONS_ID_TOKEN_REQUEST_TOKEN");
  if (!where || !secret) return std::optional<std::string>();
  const char* joint = where->find('?') == std::string::npos ? "?" : "&";
  const auto url = IGP_TRY(http::Url::parse(
      fmt::format("{}{}audience={}", *where, joint, encode_query_value(audience))));
  if (!url.secure() && !url.is_loopback()) {
    return fail(ErrorCode::kTokenExposed, "the job's secret would travel unencrypted to {}",
                quote(url.display()));
  }
  http::HttpRequest request = client.request(url);
  request.headers.set("Authorization", "Bearer " + *secret);
  request.headers.set("Accept", "application/json");
  const std::string text = IGP_TRY(client.fetch(request));
  const auto json = parse_json(text, {.bytes = limits::kServiceAnswerBytes, .depth = kAnswerDepth});
  const Json* value = json && json->is_object() ? json_find(*json, "value") : nullptr;
  if (value == nullptr || !value->is_string()) {
    return fail(ErrorCode::kHttpAnswerInvalid, "the runner's answer has no token");
  }
  return std::optional<std::string>(value->get<std::string>());
}

Result<std::optional<std::string>> ask_buildkite(const AmbientHost& host, std::string_view audience,
                                                 ServiceClient& /*client*/) {
  if (host.env("BUILDKITE") != "true") return std::optional<std::string>();
  const std::vector<std::string> command = {"buildkite-agent", "oidc", "request-token",
                                            "--audience", std::string(audience)};
  return std::optional<std::string>(IGP_TRY(host.run(command)));
}

Result<std::optional<std::string>> read_projected(const AmbientHost& host,
                                                  std::string_view /*audience*/,
                                                  ServiceClient& /*client*/) {
  auto text = host.read_file(kProjectedTokenFile);
  if (text) return std::optional<std::string>(std::move(*text));
  if (text.error().code == ErrorCode::kFileNotFound) return std::optional<std::string>();
  return Fail(std::move(text).error());
}

constexpr struct {
  std::string_view name;
  Provider ask;
} kProviders[] = {
    {"GitHub Actions", ask_github},
    {"Buildkite", ask_buildkite},
    {"service account", read_projected},
};

std::string_view trim(std::string_view text) {
  while (!text.empty() && std::string_view(" \t\r\n").contains(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

Result<std::optional<AmbientToken>> find_ambient_token(const AmbientHost& host,
                                                       std::string_view audience,
                                                       ServiceClient& client) {
  for (const auto& provider : kProviders) {
    auto token = provider.ask(host, audience, client);
    if (!token) return Fail(std::move(token).error().in(std::string(provider.name)));
    if (*token) {
      return AmbientToken{.provider = std::string(provider.name),
                          .text = std::string(trim(**token))};
    }
  }
  return std::optional<AmbientToken>();
}

}  // namespace igp::sigstore
