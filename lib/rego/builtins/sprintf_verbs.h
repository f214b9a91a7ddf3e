// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// One directive of Go's fmt: an argument under a verb.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "rego/value/value.h"

namespace igp::rego {

/// The flags, width and precision of a directive; negative: not given.
struct FormatSpec {
  bool sharp = false;
  bool zero = false;
  bool plus = false;
  bool minus = false;
  bool space = false;
  std::int64_t width = -1;
  std::int64_t precision = -1;
};

/// An argument as the Go value that OPA passes to fmt.
struct FormatArg {
  enum class Type : std::uint8_t { kInt, kBigInt, kFloat, kString };
  Type type = Type::kString;
  std::int64_t integer = 0;
  double number = 0;
  std::string text;  ///< of strings, and the decimal digits of big integers

  static FormatArg of(const Value& value);
  /// "int64", "*big.Int", "float64", "string"
  [[nodiscard]] std::string_view type_name() const;
};

/// Appends `arg` under `verb`, or Go's complaint that they do not fit.
void append_formatted(std::string& out, const FormatSpec& spec, char32_t verb,
                      const FormatArg& arg);

}  // namespace igp::rego
