// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <charconv>
#include <cmath>

#include "rego/number/number.h"
#include "rego/schema/schema.h"
#include "rego/value/json_write.h"

namespace igp::rego::schema {
namespace {

/// As Go's encoding/json prints a float64: shortest digits, exponents only far from one.
void append_float(std::string& out, double number) {
  constexpr double kLeast = 1e-6;
  constexpr double kMost = 1e21;
  const double size = std::fabs(number);
  const bool scientific = size != 0 && (size < kLeast || size >= kMost);
  char text[400];
  const auto end =
      std::to_chars(std::begin(text), std::end(text), number,
                    scientific ? std::chars_format::scientific : std::chars_format::fixed)
          .ptr;
  std::string shown(std::begin(text), end);
  // Negative exponents below ten have one digit.
  if (const std::size_t e = shown.find("e-0"); e != std::string::npos) shown.erase(e + 2, 1);
  out += shown;
}

void append(std::string& out, const Value& value) {
  if (value.is_number()) return append_float(out, to_double(value));
  if (!value.is_composite()) return append_json(out, value);
  const bool is_object = value.is_object();
  out += is_object ? '{' : '[';
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (i > 0) out += ',';
    if (is_object) {
      append_json(out, value.keys()[i]);
      out += ':';
    }
    append(out, is_object ? value.values()[i] : value.items()[i]);
  }
  out += is_object ? '}' : ']';
}

}  // namespace

std::string canonical_text(const Value& value) {
  std::string out;
  append(out, value);
  return out;
}

}  // namespace igp::rego::schema
