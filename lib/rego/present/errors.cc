// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// How errors of the three stages are shown.
#include "rego/present/present.h"

namespace igp::rego {

namespace {

std::string place(const Location& location) {
  return location.file.empty() ? fmt::format("{}:{}", location.row, location.col)
                               : fmt::format("{}:{}", location.file, location.row);
}

}  // namespace

ShownError show_error(const Diagnostic& diagnostic) {
  ShownError shown;
  shown.message = diagnostic.message;
  shown.code = diagnostic_code_name(diagnostic.code);
  shown.details = diagnostic.details;
  shown.text = fmt::format("{}: {}", shown.code, shown.message);
  if (diagnostic.location.row > 0) {
    shown.location = diagnostic.location;
    shown.text = place(diagnostic.location) + ": " + shown.text;
  }
  for (const std::string& line : diagnostic.details) shown.text += "\n\t" + line;
  return shown;
}

ShownError show_error(const EvalError& error) {
  ShownError shown;
  shown.message = error.message;
  shown.code = error.code;
  if (error.location.row > 0) shown.location = error.location;
  shown.stack = error.stack;
  shown.text = error.text();
  return shown;
}

ShownError show_error(const std::string& message) {
  ShownError shown;
  shown.message = message;
  shown.text = message;
  return shown;
}

std::string errors_text(const std::vector<ShownError>& errors) {
  std::string out = errors.size() == 1 ? "1 error occurred: "
                                       : fmt::format("{} errors occurred:\n", errors.size());
  bool first = true;
  for (const ShownError& error : errors) {
    if (!first) out += '\n';
    first = false;
    out += error.text;
    if (error.stack.empty()) continue;
    out += "\n\nTraceback:";
    for (const TraceFrame& frame : error.stack) {
      out += fmt::format("\n  {}: {}", place(frame.location), frame.text);
    }
  }
  return out + "\n";
}

}  // namespace igp::rego
