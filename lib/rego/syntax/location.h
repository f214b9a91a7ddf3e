// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Loc: the place of a syntax node in its source text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace igp::rego {

/// A source text and the name under which it is reported. Lives as long as the trees made of it.
struct SourceFile {
  std::string name;
  std::string text;
};

/// A piece of a source file. Rows and columns count from 1, columns in code points; row 0 means
/// that the node was made by the compiler and has no place.
struct Loc {
  const SourceFile* file = nullptr;
  std::uint32_t offset = 0;  ///< bytes from the start of the text
  std::uint32_t length = 0;  ///< bytes
  std::int32_t row = 0;
  std::int32_t col = 0;

  /// The source text of the node.
  [[nodiscard]] std::string_view text() const {
    return file == nullptr ? std::string_view{}
                           : std::string_view(file->text).substr(offset, length);
  }

  /// The owning form for errors, with the source line at `row`.
  [[nodiscard]] Location to_location() const;
};

/// Line `row` of `text` without its end of line; empty when there is no such line.
std::string_view source_line(std::string_view text, int row);

}  // namespace igp::rego
