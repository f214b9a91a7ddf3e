// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/groups/http.h"

#include <algorithm>

#include "base/io/file.h"

namespace igp::cli {
namespace {

constexpr std::string_view kGroup = "Connection";
constexpr double kLongestTimeout = 86'400;
constexpr std::int64_t kMostRetries = 100;

http::milliseconds from_seconds(double seconds) {
  return std::chrono::ceil<http::milliseconds>(std::chrono::duration<double>(seconds));
}

}  // namespace

void HttpFlags::describe(FlagSet& flags, bool with_token, const Patience& patience) {
  timeout_ = patience.timeout;
  deadline_ = patience.deadline;
  if (with_token) {
    flags.add({.name = "token-file",
               .label = "FILE",
               .help = "Send the bearer token in FILE.",
               .complete = Complete::kFile,
               .into = &token_file_,
               .group = kGroup});
  }
  flags.add({.name = "ca-file",
             .label = "FILE",
             .help = "Trust the certificate authorities in FILE (PEM), no others.",
             .complete = Complete::kFile,
             .into = &ca_file_,
             .group = kGroup});
  flags.add({.name = "client-cert",
             .label = "FILE",
             .help = "Client certificate (PEM).",
             .complete = Complete::kFile,
             .into = &client_cert_,
             .group = kGroup});
  flags.add({.name = "client-key",
             .label = "FILE",
             .help = "Private key of the client certificate (PEM).",
             .complete = Complete::kFile,
             .into = &client_key_,
             .group = kGroup});
  flags.add({.name = "proxy",
             .label = "URL",
             .help = "Connect through this HTTP proxy; no environment variable sets one.",
             .into = &proxy_,
             .group = kGroup});
  flags.add({.name = "timeout",
             .label = "SECONDS",
             .help = "Give up on an answer after this time.",
             .into = &timeout_,
             .group = kGroup});
  flags.add({.name = "retries",
             .label = "N",
             .help = "Try again this often after a failure that may pass.",
             .into = &retries_,
             .group = kGroup});
  if (deadline_ == 0) return;
  flags.add({.name = "deadline",
             .label = "SECONDS",
             .help = "End after this time at the latest, with all further attempts.",
             .into = &deadline_,
             .group = kGroup});
}

Result<std::function<http::HttpRequest(http::Url)>> HttpFlags::request_maker() const {
  if (!(timeout_ > 0 && timeout_ <= kLongestTimeout)) {
    return fail(ErrorCode::kUsage, "--timeout must be between 0 and {:.0f} seconds",
                kLongestTimeout);
  }
  if (deadline_ < 0 || deadline_ > kLongestTimeout || (deadline_ != 0 && deadline_ < timeout_)) {
    return fail(ErrorCode::kUsage, "--deadline must be between --timeout and {:.0f} seconds",
                kLongestTimeout);
  }
  if (retries_ < 0 || retries_ > kMostRetries) {
    return fail(ErrorCode::kUsage, "--retries must be between 0 and {}", kMostRetries);
  }
  return [this](http::Url url) {
    http::HttpRequest request{.url = std::move(url)};
    const http::milliseconds total = from_seconds(timeout_);
    request.timeouts = {.connect = std::min(total, request.timeouts.connect),
                        .total = total,
                        .stall = std::min(total, request.timeouts.stall)};
    request.tls = {.ca_file = ca_file_, .client_cert = client_cert_, .client_key = client_key_};
    request.proxy = proxy_;
    return request;
  };
}

Result<http::HttpRequest> HttpFlags::make_request(const std::string& url, Diag& diag) const {
  const auto make = IGP_TRY(request_maker());
  http::HttpRequest request = make(IGP_TRY(http::Url::parse(url)));
  if (!token_file_.empty()) {
    request.headers.set("Authorization", "Bearer " + IGP_TRY(load_token(token_file_)));
    if (!request.url.secure() && !request.url.is_loopback()) {
      diag.warn("the token is sent without encryption: use https");
    }
  }
  return request;
}

http::RetryPolicy HttpFlags::retry_policy() const {
  http::RetryPolicy policy;
  policy.retries = static_cast<int>(retries_);
  // No attempt starts after it, and the last has its own time to end.
  policy.deadline = from_seconds(deadline_ == 0 ? timeout_ : deadline_ - timeout_);
  return policy;
}

Result<std::string> load_token(const std::string& path) {
  const std::string text = IGP_TRY(read_file(path, limits::kKeyFileBytes));
  std::string_view token = text;
  while (!token.empty() && std::string_view(" \t\r\n").contains(token.back())) {
    token.remove_suffix(1);
  }
  const auto visible = [](char c) { return c > ' ' && c < '\x7f'; };
  if (token.empty() || !std::ranges::all_of(token, visible)) {
    return fail(ErrorCode::kUsage, "{} does not hold a token: one line of visible ASCII",
                quote(path));
  }
  return std::string(token);
}

}  // namespace igp::cli
