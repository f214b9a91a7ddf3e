// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Server: HTTP/1.1 over TCP or TLS, one listener and event loop per thread.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "http/server/access_log.h"
#include "http/server/router.h"

namespace igp::http {

/// PEM files; both are read once, when the server starts.
struct ServerCertificate {
  std::string certificate_chain;
  std::string private_key;
};

/// Each phase of a connection has its own clock, so that a slow client cannot hold it for ever.
struct ServerTimeouts {
  std::chrono::milliseconds header{10'000};  ///< TLS handshake; first to last byte of a head
  std::chrono::milliseconds body{30'000};    ///< the whole body of a request
  std::chrono::milliseconds idle{60'000};    ///< between two requests
  std::chrono::milliseconds write{30'000};   ///< each piece (kHttpWriteSliceBytes) of an answer
};

struct ServerOptions {
  std::string host = "127.0.0.1";  ///< an IP address, or "localhost"
  std::uint16_t port = 0;          ///< 0: any free one
  unsigned threads = 1;
  std::size_t max_connections = 4096;  ///< one more is closed at once
  ServerTimeouts timeouts;
  std::optional<ServerCertificate> tls;
};

/// What a server works with. All of it is used from several threads at once.
struct ServerServices {
  const Router& router;
  const Clock& clock;
  Rng& rng;  ///< only used while starting: the first part of request ids
  std::function<void(const AccessRecord&)> log_access;
};

/// A running server; stops when destroyed.
class Server {
 public:
  /// Binds and starts the threads. Fails with kUsage for an address or TLS file that cannot be
  /// used, and kIo when the address is taken. `services` must outlive the server.
  static Result<std::unique_ptr<Server>> start(ServerOptions options, ServerServices services);
  ~Server();

  /// The port that is listened on.
  [[nodiscard]] std::uint16_t port() const;

  /// Stops accepting, closes idle connections, lets running requests finish for up to `deadline`
  /// and then cuts them. True when none had to be cut.
  bool stop(std::chrono::milliseconds deadline);

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace igp::http
