// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/server/worker.h"

#include <fmt/format.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "http/date.h"

namespace igp::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

constexpr auto kNoThrow = asio::as_tuple(asio::use_awaitable);
/// How exact timeouts are; a timer per operation would cost more than the requests do.
constexpr std::chrono::milliseconds kSweepInterval{100};
constexpr std::chrono::milliseconds kAcceptPause{50};

}  // namespace

Worker::Worker(ServerContext& context, std::string id_prefix)
    : context_(context), id_prefix_(std::move(id_prefix)) {}

Status Worker::listen(const tcp::endpoint& endpoint, bool shared) {
  boost::system::error_code problem;
  const auto failed = [&] {
    return fail(ErrorCode::kIo, "cannot listen on port {}: {}", endpoint.port(), problem.message());
  };
  if (acceptor_.open(endpoint.protocol(), problem)) return failed();
  if (acceptor_.set_option(tcp::acceptor::reuse_address(true), problem)) return failed();
  if (shared && acceptor_.set_option(ReusePort(true), problem)) return failed();
  if (acceptor_.bind(endpoint, problem)) return failed();
  if (acceptor_.listen(asio::socket_base::max_listen_connections, problem)) return failed();
  return {};
}

tcp::endpoint Worker::endpoint() const { return acceptor_.local_endpoint(); }

void Worker::start() {
  asio::co_spawn(io_, accept(), asio::detached);
  asio::co_spawn(io_, sweep(), asio::detached);
  thread_ = std::thread([this] { io_.run(); });
}

void Worker::drain(Steady::time_point deadline) {
  asio::post(io_, [this, deadline] {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    drain_deadline_ = deadline;
    timer_.cancel();
  });
}

bool Worker::join() {
  if (thread_.joinable()) thread_.join();
  return !cut_;
}

std::list<Connection*>::iterator Worker::enter(Connection& connection) {
  context_.connections.fetch_add(1, std::memory_order_relaxed);
  return connections_.insert(connections_.end(), &connection);
}

void Worker::leave(std::list<Connection*>::iterator place) {
  connections_.erase(place);
  context_.connections.fetch_sub(1, std::memory_order_relaxed);
  if (connections_.empty() && !acceptor_.is_open()) timer_.cancel();
}

std::string Worker::next_request_id() { return fmt::format("{}-{:x}", id_prefix_, ++requests_); }

const std::string& Worker::date_line() {
  const UnixNanos now = context_.services.clock.now();
  if (now / kNanosPerSecond != date_second_) {
    date_second_ = now / kNanosPerSecond;
    date_line_ = "Date: " + format_http_date(now) + "\r\n";
  }
  return date_line_;
}

asio::awaitable<void> Worker::accept() {
  asio::steady_timer pause(io_);
  while (acceptor_.is_open()) {
    auto [problem, socket] = co_await acceptor_.async_accept(kNoThrow);
    if (problem == asio::error::operation_aborted) break;
    if (problem) {
      // Out of descriptors: a connection has to end before the next can be taken.
      pause.expires_after(kAcceptPause);
      co_await pause.async_wait(kNoThrow);
      continue;
    }
    if (context_.connections.load(std::memory_order_relaxed) >= context_.options.max_connections) {
      continue;
    }
    serve_connection(std::move(socket), *this);
  }
}

asio::awaitable<void> Worker::sweep() {
  while (acceptor_.is_open() || !connections_.empty()) {
    timer_.expires_after(kSweepInterval);
    co_await timer_.async_wait(kNoThrow);
    const auto now = Steady::now();
    const bool draining = !acceptor_.is_open();
    for (Connection* connection : connections_) {
      if (now >= drain_deadline_) {
        cut_ = true;
        connection->abort();
      } else if (connection->overdue(now) || (draining && connection->idle())) {
        connection->expire();
      }
    }
  }
}

}  // namespace igp::http
