// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Diagnostic: what is wrong with Rego source, in OPA's codes, words and places.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/result.h"
#include "rego/syntax/location.h"

namespace igp::rego {

/// OPA's stable error codes of parsing and compiling; spelled by `diagnostic_code_name`.
enum class DiagnosticCode : std::uint8_t {
  kParse,        ///< rego_parse_error
  kCompile,      ///< rego_compile_error
  kType,         ///< rego_type_error
  kUnsafeVar,    ///< rego_unsafe_var_error
  kRecursion,    ///< rego_recursion_error
  kUnsupported,  ///< rego_unsupported: a feature this version does not have
  kOther,        ///< what OPA reports without a code
};

std::string_view diagnostic_code_name(DiagnosticCode code);

/// One finding. Owns all its text, so it outlives the tree it was found in.
struct Diagnostic {
  DiagnosticCode code;
  std::string message;
  Location location;  ///< row 0 when the finding has no place
  /// Further lines of a type error (`have: ...`, `want: ...`), as OPA prints them below.
  std::vector<std::string> details = {};

  /// `file:row: code: message`, and for type errors the details: OPA's one-line form.
  [[nodiscard]] std::string text() const;
};

/// Findings in OPA's order: by file, row, column, then message.
using Diagnostics = std::vector<Diagnostic>;

void sort_diagnostics(Diagnostics& list);

/// A `T` or the diagnostics that prevented it; never empty.
template <class T>
class [[nodiscard]] Diagnosed : public std::expected<T, Diagnostics> {
 public:
  using std::expected<T, Diagnostics>::expected;
};

/// The first finding as an Error (kRegoParse, kRegoCompile or kRegoUnsupported) with its source
/// line; the others become its context count in the message ("... and 2 more").
Error to_error(const Diagnostics& list);

}  // namespace igp::rego
