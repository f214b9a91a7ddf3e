// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/sign/signing_config.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/join.h"
#include "base/limits.h"
#include "base/rfc3339.h"

using namespace igp;
using namespace igp::sigstore;

namespace {

const UnixNanos kNow = *parse_rfc3339("2026-06-01T00:00:00Z");

/// A config with these transparency logs and this rule.
Result<SigningConfig> with_logs(std::string_view logs, std::string_view rule) {
  return parse_signing_config(fmt::format(
      R"({{"mediaType":"application/vnd.dev.sigstore.signingconfig.v0.2+json","rekorTlogUrls":[{}],"rekorTlogConfig":{}}})",
      logs, rule));
}

std::string log(std::string_view url, int version, std::string_view of,
                std::string_view valid = R"({"start":"2025-01-01T00:00:00Z"})") {
  return fmt::format(R"({{"url":"https://{}","majorApiVersion":{},"validFor":{},"operator":"{}"}})",
                     url, version, valid, of);
}

/// Hosts of the logs that are used now.
std::string selected(std::string_view logs, std::string_view rule) {
  const auto config = with_logs(logs, rule);
  REQUIRE_MESSAGE(config, config.error().text());
  const auto chosen = select_services(config->logs, config->log_policy, {1, 2}, kNow, "logs");
  if (!chosen) return std::string(info(chosen.error().code).name);
  std::string out;
  for (const Service& one : *chosen) out += one.url.host() + " ";
  return out;
}

constexpr std::string_view kAny = R"({"selector":"ANY"})";
constexpr std::string_view kAll = R"({"selector":"ALL"})";

}  // namespace

TEST_CASE("signing_config: the built-in one") {
  const auto config = parse_signing_config(public_good_signing_config());
  REQUIRE(config);
  CHECK(config->certificate_authorities[0].url.str() == "https://fulcio.sigstore.dev/");
  CHECK(config->identity_providers[0].url.str() == "https://oauth2.sigstore.dev/auth");
  CHECK(config->logs[0].url.str() == "https://rekor.sigstore.dev/");
  CHECK(config->timestamp_authorities[0].url.str() ==
        "https://timestamp.sigstore.dev/api/v1/timestamp");
  CHECK(select_services(config->logs, config->log_policy, {1, 2}, kNow, "logs"));
}

TEST_CASE("signing_config: services that are used") {
  const std::string a1 = log("a1", 1, "a");
  const std::string a2 = log("a2", 2, "a");
  const std::string a9 = log("a9", 9, "a");
  const std::string b1 = log("b1", 1, "b");
  const std::string b2 = log("b2", 2, "b");
  const std::string a2_newer = log("a2n", 2, "a", R"({"start":"2026-01-01T00:00:00Z"})");
  const std::string old =
      log("old", 2, "o", R"({"start":"2024-01-01T00:00:00Z","end":"2025-01-01T00:00:00Z"})");
  const std::string ending =
      log("end", 2, "e", R"({"start":"2024-01-01T00:00:00Z","end":"2026-06-01T00:00:00Z"})");
  const std::string future = log("new", 2, "f", R"({"start":"2027-01-01T00:00:00Z"})");
  const auto list = [](std::initializer_list<std::string> logs) { return join(logs, ","); };
  CHECK(selected(list({a1, a2}), kAny) == "a2 ");
  CHECK(selected(list({a1, a2, b1}), kAny) == "a2 ");
  // One version of the API only.
  CHECK(selected(list({a1, a2, b1}), kAll) == "a2 ");
  CHECK(selected(list({a1, a2, b1, b2}), kAll) == "a2 b2 ");
  CHECK(selected(list({a1, b1, old, future}), kAll) == "a1 b1 ");
  // 0 says that a service has not been released.
  CHECK(selected(list({a1, log("a0", 0, "a")}), kAll) == "a1 ");
  CHECK(selected(log("a0", 0, "a"), kAny) == "service_missing");
  CHECK(selected(list({a2, a2_newer}), kAny) == "a2n ");
  CHECK(selected(list({a1, a9}), kAny) == "a1 ");
  CHECK(selected(list({a9}), kAny) == "service_missing");
  CHECK(selected(list({old, future}), kAny) == "service_missing");
  CHECK(selected(list({old, future, a1}), kAll) == "a1 ");
  CHECK(selected(list({ending}), kAny) == "end ");
  CHECK(selected(list({a1, a2, b2}), R"({"selector":"EXACT","count":2})") == "a2 b2 ");
  CHECK(selected(list({a1, a2, b1}), R"({"selector":"EXACT","count":2})") == "service_missing");
  CHECK(selected(list({a1, a2, b1}), R"({"selector":"EXACT","count":1})") == "a2 ");
  CHECK(selected(list({a1, a2}), R"({"selector":"EXACT","count":2})") == "service_missing");
}

TEST_CASE("signing_config: what is malformed") {
  const std::string good = log("a", 1, "a");
  CHECK(with_logs(good, kAny));
  CHECK(with_logs("", kAny));
  for (const std::string_view rule :
       {R"({})", R"({"selector":"SOME"})", R"({"selector":"EXACT"})", R"({"selector":1})",
        R"({"selector":"EXACT","count":0})", R"({"selector":"EXACT","count":65})", "null"}) {
    CAPTURE(rule);
    CHECK(with_logs(good, rule).error().code == ErrorCode::kSigningConfigMalformed);
  }
  for (const std::string& bad :
       {std::string("1"), std::string("{}"), log("a", -1, "a"), log("u@a", 1, "a"),
        log("a", 1, "a", "{}"), log("a", 1, "a", R"({"start":"yesterday"})")}) {
    CAPTURE(bad);
    CHECK(with_logs(bad, kAny).error().code == ErrorCode::kSigningConfigMalformed);
  }
  CHECK(parse_signing_config("{}").error().code == ErrorCode::kSigningConfigMalformed);
  CHECK(parse_signing_config("{").error().code == ErrorCode::kJsonMalformed);
}

TEST_CASE("signing_config: limits") {
  const auto of = [](std::size_t count) {
    return with_logs(join(std::vector(count, log("a", 1, "a")), ","), kAny);
  };
  CHECK(of(limits::kSigningConfigServices));
  CHECK(of(limits::kSigningConfigServices + 1).error().code == ErrorCode::kLimitExceeded);
  std::string text = R"({"mediaType":"application/vnd.dev.sigstore.signingconfig.v0.2+json"})";
  text.append(limits::kSigningConfigBytes - text.size(), ' ');
  CHECK(parse_signing_config(text));
  CHECK(parse_signing_config(text + ' ').error().code == ErrorCode::kLimitExceeded);
}
