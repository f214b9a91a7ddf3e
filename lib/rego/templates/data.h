// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Values of a template's execution, with the Go types that OPA's have there.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "rego/value/value.h"

namespace igp::rego::templates {

struct Data {
  enum class Kind : std::uint8_t {
    kMissing,  ///< nothing at all: a member that is not there
    kNull,
    kBool,
    kInteger,
    kFloat,
    kText,
    kNumber,  ///< of the document: to Go a text, json.Number
    kList,
    kMap,
  };
  Kind kind = Kind::kMissing;
  bool boxed = false;  ///< behind an interface, as the elements of lists and maps are
  Value value;         ///< of all but integers and floats
  std::int64_t integer = 0;
  double number = 0;

  static Data boolean(bool b);
  static Data of_integer(std::int64_t i);
  static Data of_float(double f);
  static Data of_text(Arena& arena, std::string_view text);
  /// A part of the document.
  static Data of(const Value& value, bool boxed);

  [[nodiscard]] bool is_nothing() const { return kind == Kind::kMissing || kind == Kind::kNull; }
  /// A text or a number of the document.
  [[nodiscard]] bool is_textual() const { return kind == Kind::kText || kind == Kind::kNumber; }
  /// The text of is_textual().
  [[nodiscard]] std::string text() const;
  [[nodiscard]] bool truth() const;
  /// The concrete Go type.
  [[nodiscard]] std::string_view go_type() const;
  /// As %v of Go's fmt.
  [[nodiscard]] std::string shown() const;
};

}  // namespace igp::rego::templates
