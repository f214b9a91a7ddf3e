// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// How YAML writes a text (YAML 1.2 chapter 7), as Go's yaml.v3 chooses.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace igp::rego {

enum class ScalarStyle : std::uint8_t { kPlain, kSingleQuoted, kDoubleQuoted, kLiteral };

/// Where a text stands: a key on the line of its value cannot have lines of its own.
enum class ScalarPlace : std::uint8_t { kKey, kValue };

/// Whether a reader would take the plain `text` for something else than a text.
bool is_ambiguous(std::string_view text);

ScalarStyle choose_style(std::string_view text, ScalarPlace place);

/// `text` in that style; its lines after the first are indented by `indent`.
std::string scalar_text(std::string_view text, ScalarStyle style, int indent);

}  // namespace igp::rego
