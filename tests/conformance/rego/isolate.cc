// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "isolate.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdlib>

namespace igp::conformance {

namespace {

constexpr std::size_t kLongestResult = 4000;

bool write_exactly(int fd, const void* data, std::size_t size) {
  const char* at = static_cast<const char*>(data);
  while (size > 0) {
    const ssize_t done = ::write(fd, at, size);
    if (done <= 0) return false;
    at += done;
    size -= static_cast<std::size_t>(done);
  }
  return true;
}

bool read_exactly(int fd, void* data, std::size_t size, int seconds) {
  char* at = static_cast<char*>(data);
  while (size > 0) {
    pollfd ready{fd, POLLIN, 0};
    if (::poll(&ready, 1, seconds * 1000) <= 0) return false;
    const ssize_t done = ::read(fd, at, size);
    if (done <= 0) return false;
    at += done;
    size -= static_cast<std::size_t>(done);
  }
  return true;
}

[[noreturn]] void child(int fd, std::size_t from, std::size_t count,
                        const std::function<std::string(std::size_t)>& run) {
  for (std::size_t i = from; i < count; ++i) {
    const std::string result = run(i).substr(0, kLongestResult);
    const auto size = static_cast<std::uint32_t>(result.size());
    if (!write_exactly(fd, &size, sizeof size) || !write_exactly(fd, result.data(), size)) break;
  }
  ::_exit(0);
}

}  // namespace

std::vector<std::string> run_isolated(std::size_t count, int seconds,
                                      const std::function<std::string(std::size_t)>& run) {
  std::vector<std::string> results;
  while (results.size() < count) {
    int ends[2];
    if (::pipe(ends) != 0) std::abort();
    const pid_t pid = ::fork();
    if (pid < 0) std::abort();
    if (pid == 0) {
      ::close(ends[0]);
      child(ends[1], results.size(), count, run);
    }
    ::close(ends[1]);
    std::uint32_t size = 0;
    while (results.size() < count && read_exactly(ends[0], &size, sizeof size, seconds)) {
      std::string result(size, '\0');
      if (!read_exactly(ends[0], result.data(), size, seconds)) break;
      results.push_back(std::move(result));
    }
    ::kill(pid, SIGKILL);
    ::close(ends[0]);
    int status = 0;
    ::waitpid(pid, &status, 0);
    if (results.size() == count) break;
    const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    results.push_back(signal == SIGKILL ? fmt::format("no answer within {} s", seconds)
                                        : fmt::format("process died (signal {})", signal));
  }
  return results;
}

}  // namespace igp::conformance
