// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Connection: one client, request after request. Internal to lib/http/server (Boost).
#pragma once

#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <list>
#include <memory>
#include <string>

#include "http/server/server.h"

namespace igp::http {

using Steady = std::chrono::steady_clock;

/// What the connections of a server share; outlives them.
struct ServerContext {
  ServerOptions options;
  ServerServices services;
  std::unique_ptr<boost::asio::ssl::context> tls;  ///< null: plain HTTP
  boost::asio::thread_pool pool;                   ///< for handlers that may block
  std::atomic<std::size_t> connections{0};
  std::atomic<bool> draining{false};
};

class Worker;

/// The part of a connection that its worker's timer looks at. Everything but `draining` happens on
/// the worker's thread.
class Connection {
 public:
  virtual ~Connection() = default;
  /// Ends what the connection waits for, as its deadline has passed.
  virtual void expire() = 0;
  /// Closes without further ado.
  virtual void abort() = 0;

  [[nodiscard]] bool overdue(Steady::time_point now) const { return now >= deadline_; }
  [[nodiscard]] bool idle() const { return idle_; }

 protected:
  Steady::time_point deadline_ = Steady::time_point::max();
  bool idle_ = false;  ///< between two requests
};

/// Serves `socket` on the worker's event loop until it closes; `worker` keeps track of it
/// meanwhile.
void serve_connection(boost::asio::ip::tcp::socket socket, Worker& worker);

}  // namespace igp::http
