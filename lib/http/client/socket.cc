// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/client/socket.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/un.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "base/io/fd.h"
#include "http/client/resolver.h"

namespace igp::http {
namespace {

/// The "Connection Attempt Delay" of RFC 8305 section 5.
constexpr milliseconds kNextAddressAfter{250};

class Socket final : public ByteStream {
 public:
  explicit Socket(UniqueFd fd) : fd_(std::move(fd)) {}

  Result<std::size_t> read_some(std::span<std::uint8_t> into, IoLimits& limits) override {
    for (;;) {
      const ssize_t got = ::recv(fd_.get(), into.data(), into.size(), 0);
      if (got >= 0) return static_cast<std::size_t>(got);
      IGP_CHECK(wait_or_fail("receive", POLLIN, limits));
    }
  }

  Status write_all(ByteView bytes, IoLimits& limits) override {
    while (!bytes.empty()) {
      const ssize_t put = ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (put >= 0) {
        bytes = bytes.subspan(static_cast<std::size_t>(put));
      } else {
        IGP_CHECK(wait_or_fail("send", POLLOUT, limits));
      }
    }
    return {};
  }

  [[nodiscard]] bool quiet() const override {
    pollfd one{.fd = fd_.get(), .events = POLLIN, .revents = 0};
    return ::poll(&one, 1, 0) == 0;
  }

 private:
  Status wait_or_fail(const char* what, short events, IoLimits& limits) const {
    if (errno == EINTR) return {};
    if (errno == EAGAIN || errno == EWOULDBLOCK) return limits.wait(fd_.get(), events);
    return fail(ErrorCode::kNetwork, "cannot {}: {}", what, std::strerror(errno));
  }

  UniqueFd fd_;
};

/// Attempts to connect that run side by side.
class Race {
 public:
  /// Starts an attempt; a connection when it stands at once.
  UniqueFd start(const Address& address) {
    UniqueFd fd(::socket(address.family(), SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!fd.valid() || (::connect(fd.get(), address.get(), address.size) != 0 &&
                        errno != EINPROGRESS && errno != EINTR)) {
      problem_ = errno;
      return {};
    }
    waiting_.push_back({.fd = fd.get(), .events = POLLOUT, .revents = 0});
    attempts_.push_back(std::move(fd));
    return settle_if_connected();
  }

  /// The connection that has come to stand, if one has; failed attempts are dropped.
  UniqueFd settle_if_connected() {
    ::poll(waiting_.data(), waiting_.size(), 0);
    for (std::size_t i = 0; i < attempts_.size();) {
      if (waiting_[i].revents == 0) {
        ++i;
        continue;
      }
      int problem = 0;
      socklen_t size = sizeof problem;
      ::getsockopt(attempts_[i].get(), SOL_SOCKET, SO_ERROR, &problem, &size);
      if (problem == 0) return std::move(attempts_[i]);
      problem_ = problem;
      const auto place = static_cast<std::ptrdiff_t>(i);
      attempts_.erase(attempts_.begin() + place);
      waiting_.erase(waiting_.begin() + place);
    }
    return {};
  }

  [[nodiscard]] std::span<pollfd> waiting() { return waiting_; }
  [[nodiscard]] int problem() const { return problem_; }

 private:
  std::vector<UniqueFd> attempts_;
  std::vector<pollfd> waiting_;
  int problem_ = 0;
};

Result<UniqueFd> connect_any(const std::vector<Address>& addresses, const std::string& name,
                             IoLimits& limits) {
  Race race;
  for (std::size_t next = 0; next < addresses.size() || !race.waiting().empty();) {
    UniqueFd fd;
    if (next < addresses.size()) fd = race.start(addresses[next++]);
    if (!fd.valid() && !race.waiting().empty()) {
      const bool last = next == addresses.size();
      IGP_CHECK(
          limits.wait(race.waiting(), last ? std::nullopt : std::optional(kNextAddressAfter)));
      fd = race.settle_if_connected();
    }
    if (fd.valid()) return fd;
  }
  return fail(ErrorCode::kNetwork, "cannot connect to {}: {}", quote(name),
              std::strerror(race.problem()));
}

}  // namespace

Result<std::unique_ptr<ByteStream>> connect_tcp(const std::string& host, std::uint16_t port,
                                                IoLimits& limits) {
  const std::vector<Address> addresses = IGP_TRY(resolve(host, port, limits));
  UniqueFd fd = IGP_TRY(connect_any(addresses, fmt::format("{}:{}", host, port), limits));
  // A request leaves in one piece; waiting for more of it would only delay it.
  const int on = 1;
  ::setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return std::make_unique<Socket>(std::move(fd));
}

Result<std::unique_ptr<ByteStream>> connect_unix(const std::string& path, IoLimits& limits) {
  Address address{.size = sizeof(sockaddr_un)};
  auto* name = reinterpret_cast<sockaddr_un*>(&address.storage);
  if (path.size() >= sizeof name->sun_path) {
    return fail(ErrorCode::kUsage, "the socket path {} is longer than {} bytes", quote(path),
                sizeof name->sun_path - 1);
  }
  name->sun_family = AF_UNIX;
  std::memcpy(name->sun_path, path.data(), path.size());
  return std::make_unique<Socket>(IGP_TRY(connect_any({address}, path, limits)));
}

}  // namespace igp::http
