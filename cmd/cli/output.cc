// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/output.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "cli/exit_code.h"

namespace igp::cli {
namespace {

constexpr std::int64_t kProgressIntervalMs = 100;
constexpr int kBarCells = 30;
constexpr std::size_t kSourceColumns = 100;

std::int64_t monotonic_ms() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1'000'000;
}

void err(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

/// The source line with a caret under the column, both cut so that the caret stays in view.
std::string excerpt(const Location& where) {
  if (where.source_line.empty()) return {};
  std::string_view line = where.source_line;
  std::size_t column = where.col > 0 ? static_cast<std::size_t>(where.col - 1) : 0;
  if (column > kSourceColumns / 2 && line.size() > kSourceColumns) {
    const std::size_t cut = std::min(column - kSourceColumns / 2, line.size());
    line.remove_prefix(cut);
    column -= cut;
  }
  line = line.substr(0, kSourceColumns);
  std::string printable;
  for (const char c : line) printable += c == '\t' ? ' ' : c;
  return fmt::format("  {}\n  {:>{}}\n", escape_for_terminal(printable), "^", column + 1);
}

std::string place(const Location& where) {
  if (where.row == 0) return where.file + ": ";
  if (where.col == 0) return fmt::format("{}:{}: ", where.file, where.row);
  return fmt::format("{}:{}:{}: ", where.file, where.row, where.col);
}

}  // namespace

Output::Output() : stderr_is_terminal_(::isatty(STDERR_FILENO) == 1) {
  color_ = stderr_is_terminal_ && std::getenv("NO_COLOR") == nullptr;
}

void Output::describe(FlagSet& flags, bool with_json) {
  if (with_json) {
    flags.add(Flag{.name = "json", .help = "Print the result as JSON.", .into = &json_, .group = "Output"});
  }
  flags.add(Flag{.name = "quiet", .short_name = 'q', .help = "Print nothing but results and errors.",
                 .into = &quiet_, .group = "Output"});
  flags.add(Flag{.name = "verbose", .short_name = 'v', .help = "Say what is being done.",
                 .into = &verbose_, .group = "Output"});
}

void Output::out(std::string_view text) {
  clear_progress();
  std::fwrite(text.data(), 1, text.size(), stdout);
}

void Output::out_json(const Json& value) { out(encode_json_pretty(value)); }

void Output::err_line(std::string_view text) {
  clear_progress();
  err(fmt::format("{}\n", text));
}

void Output::note(std::string_view text) {
  if (!verbose_) return;
  clear_progress();
  err(fmt::format("igpack: {}\n", text));
}

void Output::warn(std::string_view text) {
  if (quiet_) return;
  clear_progress();
  err(color_ ? fmt::format("igpack: \033[33mwarning:\033[0m {}\n", text)
             : fmt::format("igpack: warning: {}\n", text));
}

void Output::progress(std::string_view what, std::uint64_t done, std::uint64_t total) {
  if (!stderr_is_terminal_ || quiet_ || json_) return;
  const std::int64_t now = monotonic_ms();
  const bool complete = total != 0 && done >= total;
  if (now - last_progress_ms_ < kProgressIntervalMs && !complete) return;
  last_progress_ms_ = now;
  const double mib = static_cast<double>(done) / (1024.0 * 1024.0);
  if (total == 0) {
    err(fmt::format("\r\033[K{} {:.1f} MiB", what, mib));
  } else {
    const auto cells = static_cast<int>(done * kBarCells / total);
    err(fmt::format("\r\033[K{} [{:=<{}}{: <{}}] {:3}% {:.1f} MiB", what, "", cells, "",
                    kBarCells - cells, done * 100 / total, mib));
  }
  progress_shown_ = true;
}

void Output::clear_progress() {
  if (!progress_shown_) return;
  err("\r\033[K");
  progress_shown_ = false;
}

void Output::report(std::string_view command, const Error& error) {
  clear_progress();
  if (json_) {
    out_json(Json{{"error", error_to_json(error)}});
    return;
  }
  const std::string where = error.location ? place(*error.location) : "";
  const std::string_view label = color_ ? "\033[31merror:\033[0m" : "error:";
  const std::string prefix = command.empty() ? "" : fmt::format("{}: ", command);
  err(fmt::format("igpack: {} {}{}{}\n", label, prefix, where, error.text()));
  if (error.location) err(excerpt(*error.location));
  if (!error.hint.empty()) err(fmt::format("igpack: hint: {}\n", error.hint));
}

bool Output::finish() {
  clear_progress();
  return std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
}

Json error_to_json(const Error& error) {
  Json out = {{"code", info(error.code).name},
              {"message", error.text()},
              {"exitCode", static_cast<int>(exit_code_of(error))}};
  if (error.location) {
    out["location"] = {{"file", error.location->file},
                       {"row", error.location->row},
                       {"col", error.location->col}};
  }
  if (!error.hint.empty()) out["hint"] = error.hint;
  return out;
}

}  // namespace igp::cli
