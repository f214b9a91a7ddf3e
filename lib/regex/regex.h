// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Regular expressions with the syntax and semantics of Go's regexp package, matched in linear time.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"

namespace igp::regex {

/// A compiled expression. Thread-safe once made.
class Regex {
 public:
  /// Fails with kRegexInvalid (the message is worded as Go's: "error parsing regexp: ...") or
  /// kLimitExceeded when the pattern or its program is too large.
  static Result<Regex> compile(std::string_view pattern);
  /// Whether `pattern` is valid syntax.
  static bool is_valid(std::string_view pattern);

  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;
  ~Regex();

  /// Whether the expression matches anywhere in `text` (it is not anchored).
  [[nodiscard]] bool matches(std::string_view text) const;

  /// A match: the whole text first, then the groups; one that took no part has null data().
  using Match = std::vector<std::string_view>;
  /// Leftmost-first matches that do not overlap, at most `limit` of them (negative: all); an empty
  /// match right behind another is skipped.
  [[nodiscard]] std::vector<Match> find_all(std::string_view text, std::ptrdiff_t limit) const;

  /// `text` with every match replaced by `replacement`, in which $1, ${1}, $name and ${name} stand
  /// for groups, and $$ for a dollar sign.
  [[nodiscard]] std::string replace_all(std::string_view text, std::string_view replacement) const;

  /// The parts of `text` between matches.
  [[nodiscard]] std::vector<std::string_view> split(std::string_view text) const;

  /// The pattern that matches exactly `text`.
  static std::string quote(std::string_view text);

 private:
  struct State;
  explicit Regex(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace igp::regex
