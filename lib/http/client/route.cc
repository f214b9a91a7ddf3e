// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/client/route.h"

#include "http/client/exchange.h"
#include "http/client/socket.h"

namespace igp::http {
namespace {

Result<std::unique_ptr<ByteStream>> connect_proxy(const std::string& text, IoLimits& limits) {
  const Url proxy = IGP_TRY(Url::parse(text));
  if (proxy.secure()) {
    return fail(ErrorCode::kUrlInvalid, "the proxy {} is not an http URL", quote(redact_url(text)));
  }
  auto stream = connect_tcp(proxy.host(), proxy.port(), limits);
  if (!stream) return Fail(std::move(stream).error().in("proxy"));
  return stream;
}

/// After this the bytes of `stream` are the server's.
Status open_tunnel(ByteStream& stream, const Route& route, IoLimits& limits) {
  const bool v6 = route.host.contains(':');
  const std::string server =
      fmt::format("{}{}{}:{}", v6 ? "[" : "", route.host, v6 ? "]" : "", route.port);
  Url url = IGP_TRY(Url::parse("http://" + server));
  const HttpRequest request{.method = "CONNECT", .url = std::move(url)};
  Transfer transfer(request, nullptr);
  const std::string head = fmt::format("CONNECT {0} HTTP/1.1\r\nHost: {0}\r\n\r\n", server);
  IGP_CHECK(exchange(stream, head, {}, transfer, limits));
  if (!transfer.answer().ok()) {
    return fail(ErrorCode::kNetwork, "the proxy opens no tunnel to {}: status {}", quote(server),
                transfer.answer().status);
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<ByteStream>> open_route(const Route& route, const TlsContext* tls,
                                               IoLimits& limits) {
  limits.connecting();
  std::unique_ptr<ByteStream> stream;
  if (!route.unix_socket.empty()) {
    stream = IGP_TRY(connect_unix(route.unix_socket, limits));
  } else if (!route.proxy.empty()) {
    stream = IGP_TRY(connect_proxy(route.proxy, limits));
    if (route.secure()) IGP_CHECK(open_tunnel(*stream, route, limits));
  } else {
    stream = IGP_TRY(connect_tcp(route.host, route.port, limits));
  }
  if (route.secure()) stream = IGP_TRY(tls->connect(std::move(stream), route.host, limits));
  limits.connected();
  return stream;
}

}  // namespace igp::http
