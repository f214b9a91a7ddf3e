// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/server/server.h"

#include <algorithm>
#include <array>
#include <boost/asio/ip/address.hpp>
#include <vector>

#include "base/hex.h"
#include "http/server/tls_context.h"
#include "http/server/worker.h"

namespace igp::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

/// Threads for handlers that may block (a build, the evidence store).
constexpr unsigned kPoolThreads = 4;

Result<tcp::endpoint> parse_endpoint(const ServerOptions& options) {
  const std::string host = options.host == "localhost" ? "127.0.0.1" : options.host;
  boost::system::error_code problem;
  const auto address = asio::ip::make_address(host, problem);
  if (problem) {
    return fail(ErrorCode::kUsage, "cannot listen on {}: not an IP address", quote(options.host));
  }
  return tcp::endpoint(address, options.port);
}

/// SO_REUSEPORT lets a second server take half of our connections, or us half of its. Whoever binds
/// without it first finds out.
Status require_free(const tcp::endpoint& endpoint) {
  asio::io_context io;
  tcp::acceptor probe(io);
  boost::system::error_code problem;
  if (probe.open(endpoint.protocol(), problem) ||
      probe.set_option(tcp::acceptor::reuse_address(true), problem) ||
      probe.bind(endpoint, problem)) {
    return fail(ErrorCode::kIo, "cannot listen on port {}: {}", endpoint.port(), problem.message());
  }
  return {};
}

std::string random_prefix(Rng& rng) {
  std::array<std::uint8_t, 6> bytes{};
  rng.fill(bytes);
  return encode_hex(bytes);
}

}  // namespace

struct Server::State {
  State(ServerOptions options, ServerServices services)
      : context{.options = std::move(options),
                .services = std::move(services),
                .tls = nullptr,
                .pool = asio::thread_pool(kPoolThreads)} {}

  ServerContext context;
  std::vector<std::unique_ptr<Worker>> workers;
  bool stopped = false;
};

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, ServerServices services) {
  tcp::endpoint endpoint = IGP_TRY(parse_endpoint(options));
  auto state = std::make_unique<State>(std::move(options), std::move(services));
  ServerContext& context = state->context;
  if (context.options.tls) context.tls = IGP_TRY(make_tls_context(*context.options.tls));
  if (endpoint.port() != 0) IGP_CHECK(require_free(endpoint));

  const unsigned threads = std::max(1U, context.options.threads);
  const std::string prefix = random_prefix(context.services.rng);
  for (unsigned i = 0; i < threads; ++i) {
    auto worker = std::make_unique<Worker>(context, prefix + "-" + std::to_string(i));
    IGP_CHECK(worker->listen(endpoint, threads > 1));
    endpoint = worker->endpoint();  // from the first on, the port that 0 stood for
    state->workers.push_back(std::move(worker));
  }
  for (const auto& worker : state->workers) worker->start();
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

Server::~Server() { stop(std::chrono::milliseconds(0)); }

std::uint16_t Server::port() const { return state_->workers.front()->endpoint().port(); }

bool Server::stop(std::chrono::milliseconds deadline) {
  if (std::exchange(state_->stopped, true)) return true;
  state_->context.draining.store(true, std::memory_order_relaxed);
  const auto end = Steady::now() + deadline;
  for (const auto& worker : state_->workers) worker->drain(end);
  bool clean = true;
  for (const auto& worker : state_->workers) clean = worker->join() && clean;
  state_->context.pool.join();
  return clean;
}

}  // namespace igp::http
