// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/prompt.h"

#include <fcntl.h>
#include <termios.h>

#include "base/io/fd.h"
#include "base/io/file.h"
#include "base/limits.h"

namespace igp::cli {
namespace {

/// Turns the terminal's echo off for its life.
class NoEcho {
 public:
  explicit NoEcho(int terminal) : terminal_(terminal) {
    if (::tcgetattr(terminal_, &before_) != 0) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    quiet.c_lflag |= ECHONL;
    active_ = ::tcsetattr(terminal_, TCSAFLUSH, &quiet) == 0;
  }
  NoEcho(const NoEcho&) = delete;
  NoEcho& operator=(const NoEcho&) = delete;
  ~NoEcho() {
    if (active_) ::tcsetattr(terminal_, TCSAFLUSH, &before_);
  }
  [[nodiscard]] bool active() const { return active_; }

 private:
  int terminal_;
  termios before_{};
  bool active_ = false;
};

}  // namespace

Result<crypto::SecretBytes> prompt_password(std::string_view question) {
  const UniqueFd terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
  const NoEcho no_echo(terminal.get());
  if (!terminal.valid() || !no_echo.active()) {
    return Fail(error(ErrorCode::kUsage, "no terminal to ask for the password on")
                    .with_hint("set COSIGN_PASSWORD or give --password-file"));
  }
  IGP_CHECK(write_all(terminal.get(), "/dev/tty", as_bytes(question)));
  crypto::SecretBytes buffer(limits::kPasswordBytes);
  std::size_t size = 0;
  // In the terminal's line mode one read is one line, but a long one comes in pieces.
  while (size < buffer.size()) {
    const ssize_t got = ::read(terminal.get(), buffer.data() + size, buffer.size() - size);
    if (got <= 0) break;
    size += static_cast<std::size_t>(got);
    if (buffer.data()[size - 1] == '\n') {
      return crypto::SecretBytes(buffer.text().substr(0, size - 1));
    }
  }
  return fail(ErrorCode::kUsage, "no password was given");
}

Result<bool> confirm(std::string_view question) {
  const UniqueFd terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
  if (!terminal.valid()) return fail(ErrorCode::kUsage, "no terminal to ask on");
  IGP_CHECK(write_all(terminal.get(), "/dev/tty", as_bytes(question)));
  char answer[16] = {};  // a longer line is no yes
  const ssize_t size = ::read(terminal.get(), answer, sizeof answer);
  std::string_view text(answer, size > 0 ? static_cast<std::size_t>(size) : 0);
  if (text.ends_with('\n')) text.remove_suffix(1);
  return text == "y" || text == "Y" || text == "yes";
}

}  // namespace igp::cli
