// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// One directive of Go's fmt: an argument under a verb.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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
  enum class Type : std::uint8_t { kInt, kBigInt, kFloat, kString, kBool, kNil, kList, kMap };
  Type type = Type::kString;
  std::int64_t integer = 0;
  double number = 0;
  std::string text;  ///< of strings and booleans, and the decimal digits of big integers
  std::vector<FormatArg> items;  ///< of lists, and of maps key by value
  std::string_view go_type;      ///< of the Go value, where it is not the first of its kind

  static FormatArg of(const Value& value);
  /// "int64", "*big.Int", "float64", "string", "bool", "<nil>", or `go_type`
  [[nodiscard]] std::string_view type_name() const;
};

/// Appends `arg` under `verb`, or Go's complaint that they do not fit.
void append_formatted(std::string& out, const FormatSpec& spec, char32_t verb,
                      const FormatArg& arg);

}  // namespace igp::rego
