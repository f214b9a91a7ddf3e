// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// JsonLog: a long-running command's log, one JSON object a line on stderr.
#pragma once

#include <memory>
#include <string_view>

#include "base/clock.h"
#include "base/diag.h"

namespace igp::cli {

/// Safe to use from several threads: a line is one write(2).
class JsonLog final : public Diag {
 public:
  /// With `verbose`, notes are logged too.
  JsonLog(std::shared_ptr<const Clock> clock, bool verbose)
      : clock_(std::move(clock)), verbose_(verbose) {}

  void info(std::string_view text) { write("info", text); }
  void note(std::string_view text) override {
    if (verbose_) write("info", text);
  }
  void warn(std::string_view text) override { write("warning", text); }
  /// A complete line, with its newline.
  void line(std::string_view text);

 private:
  void write(std::string_view level, std::string_view text);

  std::shared_ptr<const Clock> clock_;
  bool verbose_;
};

}  // namespace igp::cli
