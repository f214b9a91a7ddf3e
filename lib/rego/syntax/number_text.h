// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The text of number literals: what is accepted, before anybody computes with it.
#pragma once

#include <cstdint>
#include <string_view>

namespace igp::rego {

enum class NumberText : std::uint8_t {
  kOk,
  kInvalid,  ///< not a decimal number
  kTooBig,   ///< its magnitude is outside 2^-100000 .. 2^100000
};

NumberText check_number_text(std::string_view text);

/// `007` and `0x1`; `0.5`, `0e1` and `0` are fine.
bool has_leading_zero(std::string_view text);

}  // namespace igp::rego
