// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// HttpClient: one request, one answer. The interface that everything above codes against; the real
// one is in network_client.h, the one for tests in tests/support/fake_http.h.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "base/bytes.h"
#include "base/io/file.h"
#include "base/limits.h"
#include "base/result.h"
#include "http/headers.h"
#include "http/url.h"

namespace igp::http {

using std::chrono::milliseconds;

/// How long a request may take; zero means without limit.
struct Timeouts {
  milliseconds connect{10'000};  ///< until the connection stands, TLS included
  milliseconds total{60'000};    ///< all of one request, redirects included
  milliseconds stall{20'000};    ///< without a byte of the body arriving
};

/// Whom to trust over TLS (1.2 or later, always verified) and who we are.
struct TlsFiles {
  std::string ca_file = {};      ///< PEM; replaces the system's authorities
  std::string client_cert = {};  ///< PEM
  std::string client_key = {};   ///< PEM

  friend bool operator==(const TlsFiles&, const TlsFiles&) = default;
};

/// A request. The environment changes nothing: no proxy variable, no .netrc, no cookies.
struct HttpRequest {
  std::string method = "GET";
  Url url;
  Headers headers = {};
  std::string body = {};
  Timeouts timeouts = {};
  std::uint64_t max_body_bytes = limits::kHttpAnswerBodyBytes;
  /// GET and HEAD follow this many redirects, never from https to http. Authorization, cookies and
  /// client certificate stay behind when the origin changes. Other methods never follow.
  int max_redirects = 5;
  TlsFiles tls = {};
  std::string proxy = {};                     ///< "http://host:port" of a proxy; empty: direct
  std::string unix_socket = {};               ///< connect here, whatever host the URL names
  const std::atomic<bool>* cancel = nullptr;  ///< becomes true: give up within a second
};

/// What came back.
struct HttpAnswer {
  int status = 0;
  Headers headers = {};
  std::string body = {};  ///< empty when it was streamed
  std::string url = {};   ///< where it came from after redirects; its query may hold a secret

  [[nodiscard]] bool ok() const { return status >= 200 && status <= 299; }
};

/// Takes a 2xx answer as it arrives. Either function may stop the transfer with an error.
struct BodyStream {
  std::function<Status(const HttpAnswer& head)> head;  ///< once, before the first byte
  ByteSink body;
};

/// Sends requests, one at a time; connections may be kept for the next one.
class HttpClient {
 public:
  virtual ~HttpClient() = default;

  /// Any status is an answer; check_status (status.h) turns it into an error where only success
  /// will do. The body of an answer other than 2xx is cut at limits::kHttpErrorBodyBytes.
  /// With `stream`, the body of a 2xx answer goes there instead of into the answer.
  /// Fails with kUsage (method, header or TLS file), kNetwork (also timeouts and bodies shorter
  /// than announced), kTlsUntrusted, kRedirectRefused, kHttpAnswerInvalid, kLimitExceeded,
  /// kInterrupted, kUnavailable.
  virtual Result<HttpAnswer> send(const HttpRequest& request, const BodyStream* stream) = 0;

  Result<HttpAnswer> send(const HttpRequest& request) { return send(request, nullptr); }
};

}  // namespace igp::http
