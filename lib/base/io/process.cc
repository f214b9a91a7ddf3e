// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/io/process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>

#include <array>
#include <csignal>

#include "base/io/fd.h"

namespace igp {
namespace {

struct Pipe {
  UniqueFd read;
  UniqueFd write;
};

Result<Pipe> make_pipe(std::string_view program) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return Fail(errno_error("open a pipe to", program));
  return Pipe{.read = UniqueFd(ends[0]), .write = UniqueFd(ends[1])};
}

/// Fires once, after `time`. The kernel keeps the time, so that nothing here reads a clock.
Result<UniqueFd> make_timer(std::chrono::milliseconds time) {
  UniqueFd timer(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC));
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
  const auto rest = std::chrono::duration_cast<std::chrono::nanoseconds>(time - seconds);
  itimerspec when{};
  when.it_value.tv_sec = seconds.count();
  when.it_value.tv_nsec = rest.count();
  if (!timer.valid() || ::timerfd_settime(timer.get(), 0, &when, nullptr) != 0)
    return Fail(errno_error("set", "timer"));
  return timer;
}

std::vector<char*> pointers_to(const std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (const std::string& text : texts) out.push_back(const_cast<char*>(text.c_str()));
  out.push_back(nullptr);
  return out;
}

/// A child that is never left behind: what still runs when this goes is killed.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    static_cast<void>(wait());
  }

  /// A descriptor that is readable once the child has ended.
  [[nodiscard]] Result<UniqueFd> watch(std::string_view program) const {
    UniqueFd fd(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)));
    if (!fd.valid()) return Fail(errno_error("watch", program));
    return fd;
  }

  /// Its exit status, or nothing when a signal ended it.
  std::optional<int> wait() {
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) continue;
    pid_ = 0;
    return WIFEXITED(status) ? std::optional(WEXITSTATUS(status)) : std::nullopt;
  }

 private:
  pid_t pid_;
};

Result<pid_t> spawn(const ProcessOptions& options, int input, int output) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawnattr_init(&attributes);
  ::posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  // An ignored SIGPIPE is inherited, and few programs expect that.
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  ::posix_spawnattr_setsigdefault(&attributes, &defaults);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  pid_t pid = 0;
  errno = ::posix_spawnp(&pid, options.argv.front().c_str(), &actions, &attributes,
                         pointers_to(options.argv).data(), pointers_to(options.environment).data());
  const int cause = errno;
  ::posix_spawn_file_actions_destroy(&actions);
  ::posix_spawnattr_destroy(&attributes);
  errno = cause;
  if (cause != 0) return Fail(errno_error("start", options.argv.front()));
  return pid;
}

/// Both directions at once, until the program closes its output or the time is over.
class Conversation {
 public:
  Conversation(const ProcessOptions& options, UniqueFd to, UniqueFd from, ByteView input)
      : options_(options), to_(std::move(to)), from_(std::move(from)), input_(input) {
    ::fcntl(to_.get(), F_SETFL, O_NONBLOCK);
  }

  /// True when the program has said all; false when the time is over.
  Result<bool> run(int timer) {
    while (from_.valid()) {
      if (input_.empty()) to_.reset();
      std::array<pollfd, 3> fds = {pollfd{.fd = timer, .events = POLLIN, .revents = 0},
                                   pollfd{.fd = from_.get(), .events = POLLIN, .revents = 0},
                                   pollfd{.fd = to_.get(), .events = POLLOUT, .revents = 0}};
      if (::poll(fds.data(), fds.size(), -1) < 0 && errno != EINTR)
        return Fail(errno_error("wait for", program()));
      if (fds[0].revents != 0) return false;
      if (fds[1].revents != 0) IGP_CHECK(read_some());
      if (fds[2].revents != 0) IGP_CHECK(write_some());
    }
    return true;
  }

  std::string take_output() { return std::move(output_); }

 private:
  [[nodiscard]] const std::string& program() const { return options_.argv.front(); }

  Status read_some() {
    char buffer[4096];
    const ssize_t got = ::read(from_.get(), buffer, sizeof buffer);
    if (got < 0) return errno == EINTR ? Status() : Fail(errno_error("read from", program()));
    if (got == 0) from_.reset();
    output_.append(buffer, static_cast<std::size_t>(got));
    if (output_.size() <= options_.output_bytes) return {};
    return fail(ErrorCode::kLimitExceeded, "{} writes more than {} bytes", quote(program()),
                options_.output_bytes);
  }

  Status write_some() {
    const ssize_t put = ::write(to_.get(), input_.data(), input_.size());
    if (put >= 0) {
      input_ = input_.subspan(static_cast<std::size_t>(put));
      return {};
    }
    if (errno == EINTR || errno == EAGAIN) return {};
    if (errno != EPIPE) return Fail(errno_error("write to", program()));
    input_ = {};  // it has read what it wanted
    return {};
  }

  const ProcessOptions& options_;
  UniqueFd to_;
  UniqueFd from_;
  ByteView input_;
  std::string output_;
};

/// Whether the child ended in time.
Result<bool> ends_in_time(const Child& child, int timer, std::string_view program) {
  const UniqueFd end = IGP_TRY(child.watch(program));
  std::array<pollfd, 2> fds = {pollfd{.fd = timer, .events = POLLIN, .revents = 0},
                               pollfd{.fd = end.get(), .events = POLLIN, .revents = 0}};
  while (::poll(fds.data(), fds.size(), -1) < 0) {
    if (errno != EINTR) return Fail(errno_error("wait for", program));
  }
  return fds[1].revents != 0;
}

}  // namespace

Result<ProcessOutcome> run_process(const ProcessOptions& options, ByteView input) {
  const std::string& program = options.argv.front();
  Pipe in = IGP_TRY(make_pipe(program));
  Pipe out = IGP_TRY(make_pipe(program));
  const UniqueFd timer = IGP_TRY(make_timer(options.time_limit));
  Child child(IGP_TRY(spawn(options, in.read.get(), out.write.get())));
  in.read.reset();
  out.write.reset();
  Conversation conversation(options, std::move(in.write), std::move(out.read), input);
  ProcessOutcome outcome;
  const bool finished =
      IGP_TRY(conversation.run(timer.get())) && IGP_TRY(ends_in_time(child, timer.get(), program));
  outcome.timed_out = !finished;
  outcome.output = conversation.take_output();
  if (finished) outcome.exit_status = child.wait();
  return outcome;
}

}  // namespace igp
