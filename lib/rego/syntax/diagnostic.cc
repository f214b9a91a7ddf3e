// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/syntax/diagnostic.h"

#include <algorithm>
#include <tuple>

namespace igp::rego {

std::string_view diagnostic_code_name(DiagnosticCode code) {
  switch (code) {
    case DiagnosticCode::kParse:
      return "rego_parse_error";
    case DiagnosticCode::kCompile:
      return "rego_compile_error";
    case DiagnosticCode::kType:
      return "rego_type_error";
    case DiagnosticCode::kUnsafeVar:
      return "rego_unsafe_var_error";
    case DiagnosticCode::kRecursion:
      return "rego_recursion_error";
    case DiagnosticCode::kUnsupported:
      return "rego_unsupported";
    case DiagnosticCode::kOther:
      return {};
  }
  return "internal";
}

std::string Diagnostic::text() const {
  std::string out;
  if (!location.file.empty()) {
    out = fmt::format("{}:{}: ", location.file, location.row);
  } else if (location.row > 0) {
    out = fmt::format("{}:{}: ", location.row, location.col);
  }
  if (code != DiagnosticCode::kOther) out += fmt::format("{}: ", diagnostic_code_name(code));
  out += message;
  if (code == DiagnosticCode::kParse) return out;
  for (const std::string& line : details) out += "\n\t" + line;
  return out;
}

void sort_diagnostics(Diagnostics& list) {
  std::ranges::stable_sort(list, [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.location.file, a.location.row, a.location.col, a.message) <
           std::tie(b.location.file, b.location.row, b.location.col, b.message);
  });
}

namespace {

ErrorCode error_code(DiagnosticCode code) {
  switch (code) {
    case DiagnosticCode::kParse:
    case DiagnosticCode::kOther:
      return ErrorCode::kRegoParse;
    case DiagnosticCode::kUnsupported:
      return ErrorCode::kRegoUnsupported;
    default:
      return ErrorCode::kRegoCompile;
  }
}

}  // namespace

Error to_error(const Diagnostics& list) {
  const Diagnostic& first = list.front();
  std::string message = first.message;
  if (first.code != DiagnosticCode::kOther) {
    message = fmt::format("{}: {}", diagnostic_code_name(first.code), first.message);
  }
  if (list.size() > 1) message += fmt::format(" (and {} more)", list.size() - 1);
  return Error{error_code(first.code), std::move(message), {}, first.location, {}};
}

}  // namespace igp::rego
