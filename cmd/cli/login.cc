// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/login.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/io/file.h"
#include "base/limits.h"
#include "base/utf8.h"

namespace igp::cli {
namespace {

constexpr std::string_view kPath = "/auth/callback";
constexpr int kLongestLoginMs = 300'000;
constexpr int kStepMs = 200;
constexpr int kRequestMs = 5'000;
/// Browsers also ask for icons.
constexpr int kRequests = 32;

constexpr std::string_view kThanks =
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\nCache-Control: "
    "no-store\r\n"
    "Content-Length: 62\r\n\r\nYou are logged in. You can close this window and go on signing";
constexpr std::string_view kNotFound =
    "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

/// Starts the desktop's program for URLs; nothing is lost where there is none.
void open_browser(const std::string& url) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", O_RDWR, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  std::string program = "xdg-open";
  std::string argument = url;
  char* argv[] = {program.data(), argument.data(), nullptr};
  pid_t pid = 0;
  static_cast<void>(::posix_spawnp(&pid, argv[0], &actions, &attributes, argv, environ));
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
}

/// A request's head, or what came of it in time.
std::string read_head(int connection) {
  std::string head;
  char piece[1024];
  while (head.size() < limits::kHttpRequestLineBytes && !head.contains("\r\n\r\n")) {
    pollfd waiting{.fd = connection, .events = POLLIN, .revents = 0};
    if (::poll(&waiting, 1, kRequestMs) <= 0) break;
    const ssize_t size = ::read(connection, piece, sizeof piece);
    if (size <= 0) break;
    head.append(piece, static_cast<std::size_t>(size));
  }
  return head;
}

}  // namespace

std::optional<std::string> redirect_query(std::string_view request_head) {
  constexpr std::string_view kMethod = "GET ";
  const std::string_view line = request_head.substr(0, request_head.find("\r\n"));
  const std::size_t end = line.rfind(' ');
  if (!line.starts_with(kMethod) || end < kMethod.size() || !line.substr(end).starts_with(" HTTP/"))
    return std::nullopt;
  const std::string_view target = line.substr(kMethod.size(), end - kMethod.size());
  if (!target.starts_with(kPath) || !target.substr(kPath.size()).starts_with('?'))
    return std::nullopt;
  return std::string(target.substr(kPath.size() + 1));
}

TerminalLogin::TerminalLogin(UniqueFd terminal, UniqueFd listener, std::uint16_t port)
    : terminal_(std::move(terminal)),
      listener_(std::move(listener)),
      redirect_uri_(fmt::format("http://localhost:{}{}", port, kPath)) {}

Result<TerminalLogin> TerminalLogin::open() {
  UniqueFd terminal(::open("/dev/tty", O_WRONLY | O_CLOEXEC | O_NOCTTY));
  if (!terminal.valid()) return fail(ErrorCode::kUsage, "no terminal to log in at");
  UniqueFd listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (!listener.valid() || ::bind(listener.get(), generic, size) != 0 ||
      ::listen(listener.get(), kRequests) != 0 ||
      ::getsockname(listener.get(), generic, &size) != 0) {
    return Fail(errno_error("listen on", "127.0.0.1"));
  }
  return TerminalLogin(std::move(terminal), std::move(listener), ntohs(address.sin_port));
}

Status TerminalLogin::tell(std::string_view text) {
  return write_all(terminal_.get(), "/dev/tty", as_bytes(text));
}

Status TerminalLogin::show_code(std::string_view url, std::string_view code) {
  return tell(fmt::format("To log in, open {} and enter the code {}\n", escape_for_terminal(url),
                          escape_for_terminal(code)));
}

Result<UniqueFd> TerminalLogin::accept_one(const std::atomic<bool>* cancel) {
  while (waited_ms_ < kLongestLoginMs) {
    if (cancel != nullptr && cancel->load(std::memory_order_relaxed))
      return fail(ErrorCode::kInterrupted, "interrupted while waiting for the login");
    pollfd waiting{.fd = listener_.get(), .events = POLLIN, .revents = 0};
    if (::poll(&waiting, 1, kStepMs) <= 0) {
      waited_ms_ += kStepMs;
      continue;
    }
    UniqueFd connection(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (connection.valid()) return connection;
  }
  return fail(ErrorCode::kLoginFailed, "the browser did not come back within {} seconds",
              kLongestLoginMs / 1000);
}

Result<std::string> TerminalLogin::browse(const std::string& url, const std::atomic<bool>* cancel) {
  IGP_CHECK(tell(fmt::format("To log in, open this page if no browser does so by itself:\n{}\n",
                             escape_for_terminal(url))));
  open_browser(url);
  for (int request = 0; request < kRequests; ++request) {
    const UniqueFd connection = IGP_TRY(accept_one(cancel));
    auto query = redirect_query(read_head(connection.get()));
    // The browser may have gone away; that takes nothing from what it said.
    static_cast<void>(
        write_all(connection.get(), "browser", as_bytes(query ? kThanks : kNotFound)));
    if (query) return std::move(*query);
  }
  return fail(ErrorCode::kLoginFailed, "{} requests, and none from the identity provider's page",
              kRequests);
}

}  // namespace igp::cli
