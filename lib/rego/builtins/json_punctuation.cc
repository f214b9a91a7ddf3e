// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/json_punctuation.h"

namespace igp::rego {

std::optional<JsonMark> JsonPunctuation::next() {
  while (at_ < json_.size()) {
    const std::size_t at = at_++;
    const char c = json_[at];
    if (in_string_) {
      if (c == '\\') ++at_;
      if (c == '"') in_string_ = false;
      continue;
    }
    switch (c) {
      case '"':
        in_string_ = true;
        break;
      case '{':
      case '[':
        return JsonMark{.mark = c, .at = at, .depth = ++depth_};
      case '}':
      case ']':
        return JsonMark{.mark = c, .at = at, .depth = depth_ == 0 ? 0 : depth_--};
      case ',':
        return JsonMark{.mark = c, .at = at, .depth = depth_};
      default:
        break;
    }
  }
  return std::nullopt;
}

}  // namespace igp::rego
