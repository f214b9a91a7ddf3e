// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Output: the only way anything reaches the user. Results go to stdout, all else to stderr.
#pragma once

#include <string>
#include <string_view>

#include "base/diag.h"
#include "base/error.h"
#include "base/json.h"
#include "cli/flag.h"

namespace igp::cli {

/// The streams of one run and how talkative it is. Add the shared flags with describe().
class Output final : public Diag {
 public:
  Output();

  /// --json, -q/--quiet, -v/--verbose. Commands without a JSON form pass false.
  void describe(FlagSet& flags, bool with_json = true);

  [[nodiscard]] bool json() const { return json_; }
  /// As --json does, for errors of a command line whose flags were not all read.
  void prefer_json() { json_ = true; }
  [[nodiscard]] bool quiet() const { return quiet_; }
  [[nodiscard]] bool verbose() const { return verbose_; }
  [[nodiscard]] bool stderr_is_terminal() const { return stderr_is_terminal_; }

  /// Writes a result as it is; a newline is the caller's. Write errors are kept for finish().
  void out(std::string_view text);
  /// Writes a JSON result: indented, with a final newline.
  void out_json(const Json& value);

  /// Writes one line to stderr as it is, for machines that read it there.
  void err_line(std::string_view text);

  void note(std::string_view text) override;
  void warn(std::string_view text) override;
  void progress(std::string_view what, std::uint64_t done, std::uint64_t total) override;

  /// "igpack: error: <command>: <message>", source line with caret, hint. With --json the same as
  /// an object {"error":{code,message,...}} on stdout instead.
  void report(std::string_view command, const Error& error);

  /// Flushes; fails with kIo when stdout could not be written (a full disk is not a success).
  [[nodiscard]] bool finish();

 private:
  void clear_progress();
  [[nodiscard]] bool use_color() const { return color_; }

  bool json_ = false;
  bool quiet_ = false;
  bool verbose_ = false;
  bool stderr_is_terminal_ = false;
  bool color_ = false;
  bool progress_shown_ = false;
  std::int64_t last_progress_ms_ = 0;
};

/// The JSON form of an error, as --json prints it and contracts/error.schema.json describes.
Json error_to_json(const Error& error);

}  // namespace igp::cli
