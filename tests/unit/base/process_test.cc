// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/io/process.h"

#include <doctest/doctest.h>

#include <csignal>

using namespace igp;
using namespace std::chrono_literals;

namespace {

ProcessOptions shell(std::string script) {
  // As main() does: a program that does not read its input must not end this process.
  std::signal(SIGPIPE, SIG_IGN);
  return {.argv = {"sh", "-c", std::move(script)},
          .environment = {"PATH=/usr/bin:/bin", "WORD=given"},
          .time_limit = 30s,
          .output_bytes = 1024 * 1024};
}

}  // namespace

TEST_CASE("process: input, output, environment and status") {
  const auto outcome = run_process(shell("cat; echo $WORD; exit 3"), as_bytes("in "));
  REQUIRE(outcome);
  CHECK(outcome->output == "in given\n");
  CHECK(outcome->exit_status == 3);
  CHECK_FALSE(outcome->timed_out);
}

TEST_CASE("process: more input than a pipe holds, echoed while it is written") {
  const std::string large(1024 * 1024, 'x');
  const auto outcome = run_process(shell("cat"), as_bytes(large));
  REQUIRE(outcome);
  CHECK(outcome->output == large);
}

TEST_CASE("process: input that nobody reads is no error") {
  const std::string large(1024 * 1024, 'x');
  const auto outcome = run_process(shell("exec 0<&-; echo done"), as_bytes(large));
  REQUIRE(outcome);
  CHECK(outcome->output == "done\n");
  CHECK(outcome->exit_status == 0);
}

TEST_CASE("process: a signal is no exit status") {
  const auto outcome = run_process(shell("kill -9 $$"), {});
  REQUIRE(outcome);
  CHECK_FALSE(outcome->exit_status);
  CHECK_FALSE(outcome->timed_out);
}

TEST_CASE("process: the child gets the default SIGPIPE back") {
  const auto outcome = run_process(shell("grep SigIgn: /proc/self/status"), {});
  REQUIRE(outcome);
  REQUIRE(outcome->output.size() == std::string_view("SigIgn:\t0000000000000000\n").size());
  // Signal 13 is bit 12: the lowest of the fourth digit from the right.
  CHECK(std::string_view("02468ace").find(outcome->output[outcome->output.size() - 5]) !=
        std::string_view::npos);
}

TEST_CASE("process: is killed when its time is over, whether it writes, waits or hides") {
  for (const char* script :
       {"exec sleep 60", "exec 1<&-; exec sleep 60", "echo partial; exec sleep 60"}) {
    ProcessOptions options = shell(script);
    options.time_limit = 50ms;
    const auto outcome = run_process(options, {});
    REQUIRE(outcome);
    CHECK(outcome->timed_out);
    CHECK_FALSE(outcome->exit_status);
  }
}

TEST_CASE("process: the limit on its output, at it and one above") {
  ProcessOptions options = shell("printf 12345678");
  options.output_bytes = 8;
  CHECK(run_process(options, {})->output == "12345678");
  options.output_bytes = 7;
  CHECK(run_process(options, {}).error().code == ErrorCode::kLimitExceeded);
}

TEST_CASE("process: what is not there or may not run is an error") {
  ProcessOptions options = shell("");
  options.argv = {"/nonexistent/program"};
  CHECK(run_process(options, {}).error().code == ErrorCode::kFileNotFound);
  options.argv = {"/etc/passwd"};
  CHECK(run_process(options, {}).error().code == ErrorCode::kIo);
}
