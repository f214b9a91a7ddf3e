// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/client/network_client.h"

#include <optional>

#include "http/client/exchange.h"
#include "http/client/route.h"

namespace igp::http {
namespace {

Status check_request(const HttpRequest& request) {
  if (!is_token(request.method)) {
    return fail(ErrorCode::kUsage, "{} is not an HTTP method", quote(request.method));
  }
  for (const HeaderField& field : request.headers) {
    if (!is_token(field.name) || !is_field_value(field.value)) {
      // The value may be a secret.
      return fail(ErrorCode::kUsage, "the header {} has a name or value that cannot be sent",
                  quote(field.name));
    }
  }
  return {};
}

bool is_credential(std::string_view name) {
  return equals_ignoring_case(name, "Authorization") || equals_ignoring_case(name, "Cookie") ||
         equals_ignoring_case(name, "Proxy-Authorization");
}

/// What the client says itself, because the connection depends on it.
bool is_framing(std::string_view name) {
  return equals_ignoring_case(name, "Content-Length") ||
         equals_ignoring_case(name, "Transfer-Encoding") ||
         equals_ignoring_case(name, "Connection") || equals_ignoring_case(name, "Host");
}

/// The request line and the fields (RFC 9112 sections 2 and 3).
std::string encode_head(const HttpRequest& request, const Url& url, bool credentials,
                        bool absolute_form) {
  std::string head = fmt::format("{} {} HTTP/1.1\r\nHost: {}\r\n", request.method,
                                 absolute_form ? url.str() : url.target(), url.authority());
  if (!request.headers.has("User-Agent")) head += "User-Agent: igpack\r\n";
  if (!request.headers.has("Accept")) head += "Accept: */*\r\n";
  for (const HeaderField& field : request.headers) {
    if (is_framing(field.name) || (!credentials && is_credential(field.name))) continue;
    head += fmt::format("{}:{}{}\r\n", field.name, field.value.empty() ? "" : " ", field.value);
  }
  if (!request.body.empty() || (request.method != "GET" && request.method != "HEAD")) {
    head += fmt::format("Content-Length: {}\r\n", request.body.size());
  }
  return head + "\r\n";
}

Result<Url> redirect_target(const Url& from, std::string_view location) {
  auto target = from.resolve(location);
  if (!target) {
    return fail(ErrorCode::kRedirectRefused, "{} redirects to {}, where igpack does not go",
                quote(from.display()), quote(redact_url(location)));
  }
  if (from.secure() && !target->secure()) {
    return fail(ErrorCode::kRedirectRefused, "{} redirects from https to http",
                quote(from.display()));
  }
  return target;
}

class NetworkClient final : public HttpClient {
 public:
  using HttpClient::send;
  Result<HttpAnswer> send(const HttpRequest& request, const BodyStream* stream) override;

 private:
  /// One exchange, without following where it leads.
  Result<HttpAnswer> exchange_once(const HttpRequest& request, const Url& url, bool credentials,
                                   const BodyStream* stream, IoLimits& limits);
  Result<const TlsContext*> tls_of(const Route& route);

  std::unique_ptr<ByteStream> idle_;  ///< to where idle_route_ leads
  std::optional<Route> idle_route_;
  std::optional<TlsContext> tls_;  ///< made for tls_route_
  std::optional<Route> tls_route_;
};

Result<HttpAnswer> NetworkClient::send(const HttpRequest& request, const BodyStream* stream) {
  IGP_CHECK(check_request(request));
  IoLimits limits(request.timeouts, request.cancel);
  Url url = request.url;
  const bool may_follow = request.method == "GET" || request.method == "HEAD";
  bool credentials = true;
  for (int redirects = 0;; ++redirects) {
    // A server near by may answer without a wait, which would look at this.
    IGP_CHECK(limits.check_cancel());
    auto answer = exchange_once(request, url, credentials, stream, limits);
    if (!answer) return Fail(std::move(answer).error().in(quote(url.display())));
    answer->url = url.str();
    const auto location = answer->headers.find("Location");
    const bool redirect = answer->status > 300 && answer->status < 400 && answer->status != 304;
    if (!redirect || !location || !may_follow || request.max_redirects == 0) return answer;
    if (redirects == request.max_redirects) {
      return fail(ErrorCode::kRedirectRefused, "{} redirects more than {} times",
                  quote(request.url.display()), request.max_redirects);
    }
    Url target = IGP_TRY(redirect_target(url, *location));
    credentials = credentials && url.origin() == target.origin();
    url = std::move(target);
  }
}

Result<HttpAnswer> NetworkClient::exchange_once(const HttpRequest& request, const Url& url,
                                                bool credentials, const BodyStream* stream,
                                                IoLimits& limits) {
  const Route route{.scheme = url.scheme(),
                    .host = url.host(),
                    .port = url.port(),
                    .unix_socket = request.unix_socket,
                    .proxy = request.proxy,
                    .as_ourselves = credentials,
                    .tls = request.tls};
  const std::string head = encode_head(request, url, credentials, route.absolute_form());
  std::unique_ptr<ByteStream> connection;
  if (idle_ && idle_route_ == route && idle_->quiet()) connection = std::move(idle_);
  idle_.reset();
  for (;;) {
    const bool used_before = connection != nullptr;
    if (!used_before) {
      const TlsContext* tls = route.secure() ? IGP_TRY(tls_of(route)) : nullptr;
      connection = IGP_TRY(open_route(route, tls, limits));
    }
    Transfer transfer(request, stream);
    const auto reusable = exchange(*connection, head, request.body, transfer, limits);
    if (reusable) {
      if (*reusable) {
        idle_ = std::move(connection);
        idle_route_ = route;
      }
      return std::move(transfer.answer());
    }
    connection.reset();
    // The server may have hung up just when the connection was used again.
    const bool repeatable = request.method == "GET" || request.method == "HEAD";
    const bool went_stale = reusable.error().code == ErrorCode::kNetwork && !transfer.begun();
    if (!used_before || !repeatable || !went_stale) return Fail(reusable.error());
  }
}

Result<const TlsContext*> NetworkClient::tls_of(const Route& route) {
  if (!tls_ || tls_route_->tls != route.tls || tls_route_->as_ourselves != route.as_ourselves) {
    tls_ = IGP_TRY(TlsContext::make(route.tls, route.as_ourselves));
    tls_route_ = route;
  }
  return &*tls_;
}

}  // namespace

std::unique_ptr<HttpClient> make_network_client() { return std::make_unique<NetworkClient>(); }

}  // namespace igp::http
