// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The shape of JSON text without its values, for what OPA's readers of JSON do otherwise than ours.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace igp::rego {

/// One of { } [ ] and the comma, outside any string.
struct JsonMark {
  char mark;
  std::size_t at;     ///< its place in the text
  std::size_t depth;  ///< of the container that it opens, closes or stands in; 1 is the outermost
};

/// Walks over the marks of text that need not be valid JSON.
class JsonPunctuation {
 public:
  explicit JsonPunctuation(std::string_view json) : json_(json) {}

  /// Nothing at the end of the text.
  std::optional<JsonMark> next();

 private:
  std::string_view json_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  bool in_string_ = false;
};

}  // namespace igp::rego
