// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// How errors of the three stages are shown.
#include <algorithm>

#include "rego/present/present.h"

namespace igp::rego {

namespace {

std::string place(const Location& location) {
  return location.file.empty() ? fmt::format("{}:{}", location.row, location.col)
                               : fmt::format("{}:{}", location.file, location.row);
}

/// The lines below an error. The source line of a parse error loses its tabs, the caret under it as
/// many columns.
std::vector<std::string> lines_below(const Diagnostic& diagnostic) {
  std::vector<std::string> lines = diagnostic.details;
  if (diagnostic.code != DiagnosticCode::kParse || lines.size() != 2) return lines;
  const std::size_t tabs = std::min(lines[0].find_first_not_of('\t'), lines[0].size());
  lines[0].erase(0, tabs);
  lines[1].erase(0, std::min(tabs, lines[1].size() - 1));
  return lines;
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
  for (const std::string& line : lines_below(diagnostic)) shown.text += "\n\t" + line;
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
