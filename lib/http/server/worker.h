// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Worker: a thread with its event loop, listener and connections. Internal to lib/http/server.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <string>
#include <thread>

#include "http/server/connection.h"

namespace igp::http {

class Worker {
 public:
  /// `id_prefix` makes the request ids of this worker unique.
  Worker(ServerContext& context, std::string id_prefix);

  /// Binds and listens. With `shared`, several workers may listen on one port (SO_REUSEPORT).
  Status listen(const boost::asio::ip::tcp::endpoint& endpoint, bool shared);
  [[nodiscard]] boost::asio::ip::tcp::endpoint endpoint() const;
  /// Runs the event loop on a thread of its own.
  void start();
  /// From any thread: stops accepting and cuts connections that are left at `deadline`.
  void drain(Steady::time_point deadline);
  /// Waits until the last connection is gone; true when none had to be cut.
  bool join();

  // For connections, on the worker's thread.
  [[nodiscard]] boost::asio::io_context& io() { return io_; }
  [[nodiscard]] ServerContext& context() { return context_; }
  std::list<Connection*>::iterator enter(Connection& connection);
  void leave(std::list<Connection*>::iterator place);
  [[nodiscard]] std::string next_request_id();
  /// The Date field line, formatted once a second.
  [[nodiscard]] const std::string& date_line();

 private:
  boost::asio::awaitable<void> accept();
  boost::asio::awaitable<void> sweep();

  ServerContext& context_;
  std::string id_prefix_;
  std::uint64_t requests_ = 0;
  std::int64_t date_second_ = -1;
  std::string date_line_;
  boost::asio::io_context io_{1};
  boost::asio::ip::tcp::acceptor acceptor_{io_};
  boost::asio::steady_timer timer_{io_};
  std::list<Connection*> connections_;
  Steady::time_point drain_deadline_ = Steady::time_point::max();
  bool cut_ = false;
  std::thread thread_;
};

}  // namespace igp::http
