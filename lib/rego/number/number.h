// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Rego numbers: exact decimals that keep their spelling, compared by value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "rego/value/value.h"

namespace igp::rego {

/// The number that `text`, a valid JSON number, spells. Integers of 64 bits and plain decimals of
/// up to 18 digits are inline; of others the text is kept, so it must outlive the value.
Value number_from_text(std::string_view text);

/// As number_from_text(), with a copy of the text in `arena` where it is kept.
Value number_from_text(Arena& arena, std::string_view text);

/// Whether `text` is a number by the grammar of RFC 8259.
bool is_json_number(std::string_view text);

/// Whether the number can be computed with: its binary exponent is within 100,000 (as in OPA).
bool is_number_in_range(std::string_view text);

/// The integer that the number is, in whatever spelling (2, 2.0, 20e-1), if it fits.
std::optional<std::int64_t> integral_value(const Value& number);

/// As integral_value(), but nothing for spellings with an exponent: what OPA accepts as an index
/// and as an operand of type int.
std::optional<std::int64_t> int_value(const Value& number);

/// Whether the number is a mathematical integer.
bool is_integral(const Value& number);

/// The nearest float with a 64-bit mantissa; infinite or zero beyond the range of 15-bit exponents.
long double to_real(const Value& number);

/// The nearest double; infinite or zero beyond its range.
double to_double(const Value& number);

/// The order of values; both must be numbers.
int compare_numbers(const Value& a, const Value& b);

/// Equal for equal numbers.
std::uint64_t hash_number(const Value& number);

/// Appends the number as it is printed: its verbatim spelling if it has one.
void append_number(std::string& out, const Value& number);
std::string number_text(const Value& number);

/// Shortest digits that give `f` back, integers in full and others as %g does: 0.1, 1e-07.
void append_real(std::string& out, long double f);

}  // namespace igp::rego
