// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Constants of Go's text/template.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace igp::rego::templates {

/// The text between the quotation marks of any kind, Go's escapes undone; nothing when one is
/// wrong.
std::optional<std::string> unquote(std::string_view text);

/// An integer in any of Go's notations; nothing for what is none or does not fit.
std::optional<std::int64_t> read_integer(std::string_view text);

/// A decimal number.
std::optional<double> read_float(std::string_view text);

}  // namespace igp::rego::templates
