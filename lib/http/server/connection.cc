// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/server/connection.h"

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "base/limits.h"
#include "http/server/precheck.h"
#include "http/server/worker.h"
#include "http/url.h"

namespace igp::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using TlsStream = asio::ssl::stream<tcp::socket>;
using Parser = beast::http::request_parser<beast::http::string_body>;

constexpr auto kNoThrow = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kReadBytes = 8 * limits::kKiB;
/// How long, and for how many bytes, an answer given early waits for the client to stop sending:
/// closing at once would reset the connection and take the answer with it.
constexpr std::chrono::seconds kLingerTime{2};
constexpr std::size_t kLingerBytes = 1 * limits::kMiB;

/// RFC 8446 section 5.1: what a TLS client's first record begins with.
constexpr std::uint8_t kTlsHandshake = 22;

bool is_loopback(const tcp::socket& socket) {
  boost::system::error_code problem;
  const asio::ip::address address = socket.remote_endpoint(problem).address();
  if (problem) return false;
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).is_loopback();
  }
  return address.is_loopback();
}

/// The first byte that waits in a readable socket; none when the client has closed it.
std::optional<std::uint8_t> peek(tcp::socket& socket) {
  std::uint8_t first = 0;
  boost::system::error_code problem;
  const auto count = socket.receive(asio::buffer(&first, 1), tcp::socket::message_peek, problem);
  return problem || count == 0 ? std::nullopt : std::optional(first);
}

/// What a handler gets to see of a parsed head.
Request to_request(const Parser::value_type& message, bool from_loopback) {
  Request request;
  request.method = message.method_string();
  request.from_loopback = from_loopback;
  const std::string_view target(message.target().data(), message.target().size());
  if (target.starts_with('/')) {
    const std::size_t question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string_view::npos) request.query = target.substr(question + 1);
  } else if (const auto url = Url::parse(target)) {
    request.path = url->path();
    request.query = url->query();
  }
  for (const auto& field : message) {
    request.headers.add(field.name_string(), field.value());
  }
  return request;
}

std::optional<Refusal> refusal_of(const boost::system::error_code& problem) {
  if (!problem || problem == beast::http::error::need_more) return std::nullopt;
  if (problem == beast::http::error::body_limit) return Refusal{413, "request body too large"};
  return Refusal{400, "malformed request"};
}

/// `Stream` is a plain or a TLS socket.
template <class Stream>
class StreamConnection final : public Connection {
 public:
  template <class... Args>
  StreamConnection(Worker& worker, bool from_loopback, Args&&... args)
      : worker_(worker),
        timeouts_(worker.context().options.timeouts),
        from_loopback_(from_loopback),
        stream_(std::forward<Args>(args)...),
        place_(worker.enter(*this)) {}
  ~StreamConnection() override { worker_.leave(place_); }
  StreamConnection(const StreamConnection&) = delete;
  StreamConnection& operator=(const StreamConnection&) = delete;

  void expire() override {
    expired_ = true;
    boost::system::error_code ignored;
    socket().cancel(ignored);
  }
  void abort() override {
    boost::system::error_code ignored;
    socket().close(ignored);
  }

  asio::awaitable<void> run() {
    // GCC 12 miscompiles co_await within the condition of a loop.
    bool open = co_await shake_hands();
    while (open) open = co_await exchange();
    co_await close();
  }

 private:
  enum class Head : std::uint8_t { kComplete, kRefused, kClosed };

  void arm(std::chrono::milliseconds time) {
    expired_ = false;
    deadline_ = Steady::now() + time;
  }
  void disarm() { deadline_ = Steady::time_point::max(); }

  tcp::socket& socket() {
    if constexpr (std::is_same_v<Stream, TlsStream>) {
      return stream_.next_layer();
    } else {
      return stream_;
    }
  }

  [[nodiscard]] std::string_view received() const {
    return {static_cast<const char*>(buffer_.data().data()), buffer_.size()};
  }

  asio::awaitable<bool> shake_hands() {
    if constexpr (std::is_same_v<Stream, TlsStream>) {
      arm(timeouts_.header);
      const auto [silent] = co_await socket().async_wait(tcp::socket::wait_read, kNoThrow);
      if (silent) co_return false;
      const std::optional<std::uint8_t> first = peek(socket());
      if (first != kTlsHandshake) {
        if (first) co_await refuse_plain_text();
        co_return false;
      }
      const auto [problem] =
          co_await stream_.async_handshake(asio::ssl::stream_base::server, kNoThrow);
      co_return !problem;
    }
    co_return true;
  }

  /// Somebody who left the "s" out of https:// gets an answer to read, not a broken connection.
  asio::awaitable<void> refuse_plain_text() {
    begin_record();
    linger_ = true;
    const Response response = make_error(400, "this port speaks TLS: use https");
    const std::string text = *response.head + worker_.date_line() + "X-Request-Id: " + record_id_ +
                             "\r\nConnection: close\r\n\r\n" + *response.body;
    co_await asio::async_write(socket(), asio::buffer(text), kNoThrow);
    boost::system::error_code ignored;
    socket().shutdown(tcp::socket::shutdown_send, ignored);
    finish_record(Request(), response.status, response.body->size());
  }

  /// One request and its answer; false when the connection is to be closed.
  asio::awaitable<bool> exchange() {
    const Head head = co_await read_head();
    if (head == Head::kClosed) co_return false;
    begin_record();
    Request request;
    if (head == Head::kRefused) co_return co_await refuse(request, refusal_);
    Parser parser;
    parser.eager(true);
    parser.header_limit(limits::kHttpHeaderBytes);
    parser.body_limit(limits::kHttpRequestBodyBytes);
    const std::optional<Refusal> bad_head = parse_head(parser);
    if (bad_head) co_return co_await refuse(request, *bad_head);
    request = to_request(parser.get(), from_loopback_);
    keep_alive_ = parser.get().version() == 11 && parser.get().keep_alive();

    auto routed = worker_.context().services.router.route(request);
    if (const Response* response = std::get_if<Response>(&routed)) {
      if (!parser.is_done()) keep_alive_ = false;
      co_return co_await write(request, *response);
    }
    const std::optional<Refusal> bad_body = co_await read_body(parser);
    if (bad_body) co_return co_await refuse(request, *bad_body);
    request.body = std::move(parser.get().body());
    const Response response = co_await answer(*std::get<Handler*>(routed), request);
    co_return co_await write(request, response);
  }

  /// Waits for a complete head at the front of the buffer.
  asio::awaitable<Head> read_head() {
    scanner_ = HeadScanner();
    idle_ = buffer_.size() == 0;
    arm(idle_ && served_ > 0 ? timeouts_.idle : timeouts_.header);
    for (bool first_line_skipped = false;;) {
      // RFC 9112 section 2.2: one empty line ahead of a request is to be ignored.
      if (!first_line_skipped && received().starts_with("\r\n")) {
        buffer_.consume(2);
        scanner_ = HeadScanner();
        first_line_skipped = true;
      }
      const HeadScanner::State state = scanner_.scan(received());
      if (state == HeadScanner::State::kComplete) co_return Head::kComplete;
      if (state == HeadScanner::State::kRefused) {
        refusal_ = scanner_.refusal();
        co_return Head::kRefused;
      }
      const auto [problem, count] =
          co_await stream_.async_read_some(buffer_.prepare(kReadBytes), kNoThrow);
      if (problem) {
        refusal_ = {408, "request header not received in time"};
        co_return expired_ && !idle_ ? Head::kRefused : Head::kClosed;
      }
      buffer_.commit(count);
      if (idle_) arm(timeouts_.header);
      idle_ = false;
    }
  }

  std::optional<Refusal> parse_head(Parser& parser) {
    const std::string_view head = received().substr(0, scanner_.length());
    if (auto refusal = check_request_head(head)) return refusal;
    boost::system::error_code problem;
    parser.put(asio::buffer(head), problem);
    buffer_.consume(head.size());
    if (auto refusal = refusal_of(problem)) return refusal;
    const auto expect = parser.get().find(beast::http::field::expect);
    if (expect != parser.get().end() && !equals_ignoring_case(expect->value(), "100-continue")) {
      return Refusal{417, "unknown expectation"};
    }
    return std::nullopt;
  }

  asio::awaitable<std::optional<Refusal>> read_body(Parser& parser) {
    if (parser.is_done()) co_return std::nullopt;
    arm(timeouts_.body);
    if (parser.get().version() == 11 && parser.get().count(beast::http::field::expect) > 0) {
      static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      const auto [problem, count] =
          co_await asio::async_write(stream_, asio::buffer(kContinue), kNoThrow);
      if (problem) co_return Refusal{408, "connection lost"};
    }
    // Chunk headers and extensions count too, or a body of empty extensions would never end.
    std::size_t allowance = 2 * limits::kHttpRequestBodyBytes;
    for (;;) {
      boost::system::error_code problem;
      const std::size_t used = parser.put(buffer_.data(), problem);
      buffer_.consume(used);
      if (auto refusal = refusal_of(problem)) co_return refusal;
      if (parser.is_done()) co_return std::nullopt;
      if (used > allowance || buffer_.size() > limits::kHttpHeaderBytes) {
        co_return Refusal{413, "request body too large"};
      }
      allowance -= used;
      const auto [failed, count] =
          co_await stream_.async_read_some(buffer_.prepare(kReadBytes), kNoThrow);
      if (failed) co_return Refusal{408, "request body not received in time"};
      buffer_.commit(count);
    }
  }

  asio::awaitable<Response> answer(Handler& handler, const Request& request) {
    disarm();
    try {
      std::optional<Response> now = handler.respond_now(request);
      if (now) co_return *std::move(now);
      co_return co_await asio::co_spawn(
          worker_.context().pool,
          [&]() -> asio::awaitable<Response> { co_return handler.respond(request); },
          asio::use_awaitable);
    } catch (const std::exception&) {
      // Out of memory, or a bug: this client's loss, not the others'.
    }
    keep_alive_ = false;
    co_return make_error(500, "internal error");
  }

  asio::awaitable<bool> refuse(const Request& request, Refusal refusal) {
    keep_alive_ = false;
    linger_ = true;
    const Response response = make_error(refusal.status, refusal.why);
    co_return co_await write(request, response);
  }

  asio::awaitable<bool> write(const Request& request, const Response& response) {
    ++served_;
    if (worker_.context().draining.load(std::memory_order_relaxed)) keep_alive_ = false;
    const std::string tail = worker_.date_line() + "X-Request-Id: " + record_id_ +
                             (keep_alive_ ? "\r\n\r\n" : "\r\nConnection: close\r\n\r\n");
    std::string_view body;
    if (response.body && request.method != "HEAD") body = *response.body;
    std::string_view slice = body.substr(0, limits::kHttpWriteSliceBytes);
    const std::array<asio::const_buffer, 3> first = {asio::buffer(*response.head),
                                                     asio::buffer(tail), asio::buffer(slice)};
    arm(timeouts_.write);
    auto [problem, count] = co_await asio::async_write(stream_, first, kNoThrow);
    const std::size_t head_size = response.head->size() + tail.size();
    std::size_t sent = count > head_size ? count - head_size : 0;
    while (!problem && sent < body.size()) {
      arm(timeouts_.write);
      slice = body.substr(sent, limits::kHttpWriteSliceBytes);
      std::tie(problem, count) = co_await asio::async_write(stream_, asio::buffer(slice), kNoThrow);
      sent += count;
    }
    finish_record(request, response.status, sent);
    co_return !problem && keep_alive_;
  }

  void begin_record() {
    record_time_ = worker_.context().services.clock.now();
    record_start_ = Steady::now();
    record_id_ = worker_.next_request_id();
    keep_alive_ = false;
  }

  void finish_record(const Request& request, int status, std::size_t bytes) {
    const auto elapsed = Steady::now() - record_start_;
    worker_.context().services.log_access(
        {.time = record_time_,
         .method = request.method,
         .path = request.path,
         .status = status,
         .bytes = bytes,
         .micros = std::chrono::duration_cast<std::chrono::microseconds>(elapsed).count(),
         .request_id = record_id_});
  }

  asio::awaitable<void> close() {
    arm(kLingerTime);
    boost::system::error_code ignored;
    if constexpr (std::is_same_v<Stream, TlsStream>) {
      co_await stream_.async_shutdown(kNoThrow);
    } else {
      socket().shutdown(tcp::socket::shutdown_send, ignored);
    }
    for (std::size_t dropped = 0; linger_ && dropped < kLingerBytes;) {
      buffer_.clear();
      const auto [problem, count] =
          co_await socket().async_read_some(buffer_.prepare(kReadBytes), kNoThrow);
      if (problem) break;
      dropped += count;
    }
    socket().close(ignored);
  }

  Worker& worker_;
  const ServerTimeouts& timeouts_;
  const bool from_loopback_;
  Stream stream_;
  beast::flat_buffer buffer_;
  HeadScanner scanner_;
  Refusal refusal_;
  std::uint64_t served_ = 0;
  bool expired_ = false;
  bool keep_alive_ = false;
  bool linger_ = false;
  UnixNanos record_time_ = 0;
  Steady::time_point record_start_;
  std::string record_id_;
  std::list<Connection*>::iterator place_;
};

template <class Stream, class... Args>
void spawn(Worker& worker, Args&&... args) {
  auto connection = std::make_shared<StreamConnection<Stream>>(worker, std::forward<Args>(args)...);
  asio::co_spawn(worker.io(), [connection] { return connection->run(); }, asio::detached);
}

}  // namespace

void serve_connection(tcp::socket socket, Worker& worker) {
  boost::system::error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  const bool from_loopback = is_loopback(socket);
  if (worker.context().tls) {
    spawn<TlsStream>(worker, from_loopback, std::move(socket), *worker.context().tls);
  } else {
    spawn<tcp::socket>(worker, from_loopback, std::move(socket));
  }
}

}  // namespace igp::http
