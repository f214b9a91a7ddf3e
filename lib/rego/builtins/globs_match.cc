// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// regex.globs_match: whether some text matches two globs, in which . is any character, [a-z] one of
// a set, and + and * repeat what they follow.
#include <algorithm>
#include <expected>
#include <string>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "rego/builtins/families.h"
#include "rego/builtins/operands.h"
#include "rego/builtins/text.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

enum class Repeat : std::uint8_t { kOnce, kPlus, kStar };

/// Characters from `first` to `last`.
struct Range {
  char32_t first;
  char32_t last;
  friend bool operator==(const Range&, const Range&) = default;
};

/// One character of the text: any, or one of ordered ranges that do not touch.
struct Token {
  bool any = false;
  std::vector<Range> ranges;
  Repeat repeat = Repeat::kOnce;

  [[nodiscard]] bool same_characters(const Token& other) const {
    return any == other.any && ranges == other.ranges;
  }
};

using Glob = std::vector<Token>;
using GlobView = std::span<const Token>;

bool overlap(const Token& a, const Token& b) {
  // Any character is one of a set to OPA's library, even of the empty one.
  if (a.any || b.any) return true;
  for (std::size_t i = 0, j = 0; i < a.ranges.size() && j < b.ranges.size();) {
    if (a.ranges[i].last < b.ranges[j].first) {
      ++i;
    } else if (b.ranges[j].last < a.ranges[i].first) {
      ++j;
    } else {
      return true;
    }
  }
  return false;
}

std::vector<Range> normalized(std::vector<Range> ranges) {
  std::ranges::sort(ranges, {}, &Range::first);
  std::vector<Range> out;
  for (const Range& range : ranges) {
    if (!out.empty() && range.first <= out.back().last + 1) {
      out.back().last = std::max(out.back().last, range.last);
    } else {
      out.push_back(range);
    }
  }
  return out;
}

/// Reads a glob, with OPA's words where it is none.
class GlobReader {
 public:
  explicit GlobReader(std::string_view text) : text_(text), runes_(to_runes(text)) {}

  std::expected<Glob, std::string> read() {
    Glob out;
    while (at_ < runes_.size()) {
      auto token = take_token();
      if (!token) return std::unexpected(token.error());
      const bool repeats = !out.empty() && token->repeat != Repeat::kOnce &&
                           out.back().repeat != Repeat::kOnce && token->same_characters(out.back());
      if (!repeats) {
        out.push_back(*std::move(token));
      } else if (token->repeat == Repeat::kPlus) {
        out.back().repeat = Repeat::kPlus;  // t*t+ is t+
      }
    }
    return out;
  }

 private:
  struct Rune {
    char32_t value = 0;
    bool escaped = false;
  };
  template <class T>
  using Read = std::expected<T, std::string>;

  [[nodiscard]] std::unexpected<std::string> wrong(std::string_view what) const {
    return std::unexpected(
        fmt::format("input:{}, pos:{}, {}: the input provided is invalid", text_, at_, what));
  }

  Read<Rune> take_rune() {
    if (runes_[at_] != '\\') return Rune{.value = runes_[at_++]};
    if (at_ + 1 == runes_.size()) return wrong("input ends with a \\ (escape) character");
    at_ += 2;
    return Rune{.value = runes_[at_ - 1], .escaped = true};
  }

  Read<Token> take_token() {
    const auto rune = take_rune();
    if (!rune) return std::unexpected(rune.error());
    Token out;
    const char32_t c = rune->value;
    if (rune->escaped || !std::u32string_view(U".[]+*").contains(c)) {
      out.ranges = {{c, c}};
    } else if (c == '.') {
      out.any = true;
    } else if (c == '[') {
      auto ranges = take_set();
      if (!ranges) return std::unexpected(ranges.error());
      out.ranges = normalized(*std::move(ranges));
    } else if (c == ']') {
      return wrong("set-close ']' with no preceding '['");
    } else {
      return wrong(fmt::format("flag '{}' must be preceded by a non-flag", static_cast<char>(c)));
    }
    if (at_ < runes_.size() && runes_[at_] == '\\' && at_ + 1 == runes_.size()) {
      return wrong("input ends with a \\ (escape) character");
    }
    if (at_ < runes_.size() && (runes_[at_] == '+' || runes_[at_] == '*')) {
      out.repeat = runes_[at_++] == '+' ? Repeat::kPlus : Repeat::kStar;
    }
    return out;
  }

  Read<std::vector<Range>> take_set() {
    std::vector<Range> out;
    bool has_start = false;
    while (at_ < runes_.size()) {
      const auto rune = take_rune();
      if (!rune) return std::unexpected(rune.error());
      if (rune->escaped || (rune->value != '-' && rune->value != ']')) {
        out.push_back({rune->value, rune->value});
        has_start = true;
      } else if (rune->value == ']') {
        return out;
      } else {
        if (const auto ended = end_range(out, has_start); !ended) {
          return std::unexpected(ended.error());
        }
        has_start = false;
      }
    }
    return wrong("found [ without matching ]");
  }

  /// After the dash: the last of `out` is where the range starts.
  Read<void> end_range(std::vector<Range>& out, bool has_start) {
    if (!has_start) {
      return wrong("range character '-' must be preceded by a Unicode character");
    }
    if (at_ + 1 >= runes_.size()) {
      return wrong("range character '-' must be followed by a Unicode character");
    }
    const auto rune = take_rune();
    if (!rune) return std::unexpected(rune.error());
    if (!rune->escaped && (rune->value == ']' || rune->value == '-')) {
      return wrong("range character '-' cannot be followed by a special symbol");
    }
    const char32_t first = out.back().first;
    if (rune->value < first) {
      return wrong(fmt::format("range is out of order: '{}' comes before '{}' in Unicode",
                               from_runes({&rune->value, 1}), from_runes({&first, 1})));
    }
    out.back().last = rune->value;
    return {};
  }

  std::string_view text_;
  std::u32string runes_;
  std::size_t at_ = 0;
};

/// Looks for a text that both match, within kGlobsMatchSteps.
class Intersection {
 public:
  bool exists(GlobView a, GlobView b) {
    std::size_t i = 0;
    for (; i < a.size() && i < b.size(); ++i) {
      if (out_of_steps()) return false;
      if (a[i].repeat != Repeat::kOnce) return repeated(a.subspan(i), b.subspan(i));
      if (b[i].repeat != Repeat::kOnce) return repeated(b.subspan(i), a.subspan(i));
      if (!overlap(a[i], b[i])) return false;
    }
    return i == a.size() && i == b.size();
  }

  [[nodiscard]] bool out_of_steps() { return ++steps_ > limits::kGlobsMatchSteps; }
  [[nodiscard]] bool gave_up() const { return steps_ > limits::kGlobsMatchSteps; }

 private:
  /// The first of `a` repeats.
  bool repeated(GlobView a, GlobView b) {
    if (a[0].repeat == Repeat::kStar) return starred(a, b);
    if (!overlap(a[0], b[0])) return false;
    if (starred(a, b.subspan(1))) return true;
    // What repeats in the other may take the place of all of this one's first.
    return b[0].repeat != Repeat::kOnce && exists(a.subspan(1), b);
  }

  bool starred(GlobView a, GlobView b) {
    for (std::size_t i = 0; i < b.size(); ++i) {
      if (out_of_steps()) return false;
      if (a.size() > 1 && overlap(b[i], a[1]) && exists(a.subspan(1), b.subspan(i))) return true;
      if (!overlap(b[i], a[0])) return false;
    }
    return a.size() == 1;
  }

  std::size_t steps_ = 0;
};

/// Takes off what both begin and end with, but for one token, as OPA's library does before it
/// looks; whether these ends match at all.
bool trim(GlobView& a, GlobView& b) {
  const auto once = [](const Token& token) { return token.repeat == Repeat::kOnce; };
  std::size_t front = 0;
  while (front < a.size() && front < b.size() && once(a[front]) && once(b[front])) {
    if (!overlap(a[front], b[front])) return false;
    ++front;
  }
  if (front > 0) --front;
  a = a.subspan(front);
  b = b.subspan(front);
  std::size_t back = 0;
  while (back < a.size() && back < b.size() && once(a[a.size() - 1 - back]) &&
         once(b[b.size() - 1 - back])) {
    if (!overlap(a[a.size() - 1 - back], b[b.size() - 1 - back])) return false;
    ++back;
  }
  if (back > 0) --back;
  a = a.first(a.size() - back);
  b = b.first(b.size() - back);
  return true;
}

std::ptrdiff_t count_repeats(const Glob& glob) {
  return std::ranges::count_if(glob,
                               [](const Token& token) { return token.repeat != Repeat::kOnce; });
}

BuiltinResult globs_match(BuiltinContext& ctx, Args args) {
  const auto a = GlobReader(IGP_OPERAND(string_operand(ctx, args, 1))).read();
  const std::string_view second = IGP_OPERAND(string_operand(ctx, args, 2));
  if (!a) return ctx.fail("{}", a.error());
  const auto b = GlobReader(second).read();
  if (!b) return ctx.fail("{}", b.error());
  // Each token that repeats may take a level of the machine's stack.
  if (count_repeats(*a) + count_repeats(*b) > limits::kRegoParseDepth) {
    return ctx.unsupported("globs in which more than {} characters repeat",
                           limits::kRegoParseDepth);
  }
  GlobView left(*a);
  GlobView right(*b);
  if (!trim(left, right)) return Value::boolean(false);
  Intersection intersection;
  const bool exists = intersection.exists(left, right);
  if (!exists && intersection.gave_up()) {
    return ctx.unsupported("globs that take more than {} steps to compare",
                           limits::kGlobsMatchSteps);
  }
  return Value::boolean(exists);
}

constexpr BuiltinRow kRows[] = {
    {"regex.globs_match", globs_match},
};

}  // namespace

constinit const BuiltinTable kGlobsMatchBuiltins = kRows;

}  // namespace igp::rego
