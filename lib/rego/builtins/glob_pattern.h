// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Glob patterns with the grammar of glob.match.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace igp::rego {

/// A compiled pattern: * (any run without a delimiter), ** (any run), ? (one rune that is no
/// delimiter), [abc], [!abc], [a-z], [!a-z], {one,two} and \x. Matching takes time proportional to
/// pattern times text, whatever they are.
class GlobPattern {
 public:
  /// Fails with kFieldInvalid for unclosed brackets and braces, and kLimitExceeded for patterns
  /// that are too long or whose braces are nested too deep.
  static Result<GlobPattern> compile(std::string_view pattern, std::u32string delimiters);

  [[nodiscard]] bool matches(std::string_view text) const;

 private:
  struct Node {
    enum class Kind : std::uint8_t { kRune, kRun, kSuper, kOne, kSet, kAny };
    Kind kind;
    bool negated = false;                         // kSet
    bool is_range = false;                        // kSet: from runes[0] to runes[1]
    std::u32string runes;                         // kRune, kSet
    std::vector<std::vector<Node>> alternatives;  // kAny
  };
  using Sequence = std::vector<Node>;
  // Places of the text that a match may have reached: those in `at` whose number is from `first` up
  // to `end`. Outside of these, `at` is not looked at, so that a literal costs one step.
  struct Places {
    std::vector<bool> at;
    std::size_t first = 0;
    std::size_t end = 0;
  };
  class Parser;

  void advance(const Sequence& sequence, const std::u32string& text, Places& places) const;
  void advance(const Node& node, const std::u32string& text, Places& places) const;
  void advance_run(const Node& node, const std::u32string& text, Places& places) const;
  void advance_one(const Node& node, const std::u32string& text, Places& places) const;
  [[nodiscard]] bool accepts(const Node& node, char32_t c) const;

  Sequence sequence_;
  std::u32string delimiters_;
};

}  // namespace igp::rego
