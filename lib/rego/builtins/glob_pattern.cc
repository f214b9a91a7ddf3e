// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/glob_pattern.h"

#include <algorithm>

#include "base/limits.h"
#include "rego/builtins/text.h"

namespace igp::rego {

class GlobPattern::Parser {
 public:
  explicit Parser(std::string_view pattern) : runes_(to_runes(pattern)) {}

  Result<Sequence> sequence(int depth) {
    Sequence out;
    while (at_ < runes_.size()) {
      const char32_t c = runes_[at_];
      if (depth > 0 && (c == ',' || c == '}')) return out;
      ++at_;
      if (c == '*') {
        const bool super = at_ < runes_.size() && runes_[at_] == '*';
        if (super) ++at_;
        out.push_back({.kind = super ? Node::Kind::kSuper : Node::Kind::kRun});
      } else if (c == '?') {
        out.push_back({.kind = Node::Kind::kOne});
      } else if (c == '[') {
        out.push_back(IGP_TRY(rune_set()));
      } else if (c == '{') {
        out.push_back(IGP_TRY(alternatives(depth)));
      } else {
        out.push_back({.kind = Node::Kind::kRune, .runes = {literal(c)}});
      }
    }
    if (depth > 0) return wrong(runes_.size(), "unclosed `{`");
    return out;
  }

 private:
  [[nodiscard]] Fail wrong(std::size_t at, std::string_view what) const {
    return fail(ErrorCode::kFieldInvalid, "glob: syntax error at {}: {}", at, what);
  }
  [[nodiscard]] Fail end_of_input() const {
    return wrong(runes_.size(), "unexpected end of input");
  }

  // The rune that `c`, just taken, stands for.
  char32_t literal(char32_t c) { return c == '\\' && at_ < runes_.size() ? runes_[at_++] : c; }

  // Behind '['. Only "lo-hi" is a range; a dash elsewhere is one of the runes.
  Result<Node> rune_set() {
    Node out{.kind = Node::Kind::kSet};
    if (at_ < runes_.size() && runes_[at_] == '!') {
      out.negated = true;
      ++at_;
    }
    if (at_ + 2 < runes_.size() && runes_[at_ + 1] == '-') {
      out.is_range = true;
      out.runes = {runes_[at_], runes_[at_ + 2]};
      at_ += 3;
      if (out.runes[0] > out.runes[1]) {
        return wrong(at_ + 1, "range hi character is less than lo");
      }
    } else {
      while (at_ < runes_.size() && runes_[at_] != ']') out.runes += literal(runes_[at_++]);
    }
    if (at_ == runes_.size()) return end_of_input();
    if (runes_[at_++] != ']') {
      return wrong(at_, "expected close range character");
    }
    return out;
  }

  // Behind '{'.
  Result<Node> alternatives(int depth) {
    if (depth >= limits::kGlobDepth) {
      return fail(ErrorCode::kLimitExceeded, "glob pattern has braces nested deeper than {}",
                  limits::kGlobDepth);
    }
    Node out{.kind = Node::Kind::kAny};
    for (;;) {
      out.alternatives.push_back(IGP_TRY(sequence(depth + 1)));
      if (runes_[at_++] == '}') return out;
    }
  }

  std::u32string runes_;
  std::size_t at_ = 0;
};

Result<GlobPattern> GlobPattern::compile(std::string_view pattern, std::u32string delimiters) {
  if (pattern.size() > limits::kGlobPatternBytes) {
    return fail(ErrorCode::kLimitExceeded, "glob pattern is longer than {} bytes",
                limits::kGlobPatternBytes);
  }
  GlobPattern out;
  out.delimiters_ = std::move(delimiters);
  out.sequence_ = IGP_TRY(Parser(pattern).sequence(0));
  return out;
}

bool GlobPattern::accepts(const Node& node, char32_t c) const {
  switch (node.kind) {
    case Node::Kind::kRune:
      return c == node.runes[0];
    case Node::Kind::kSet:
      return (node.is_range ? c >= node.runes[0] && c <= node.runes[1] : node.runes.contains(c)) !=
             node.negated;
    case Node::Kind::kSuper:
      return true;
    case Node::Kind::kRun:
    case Node::Kind::kOne:
      return !delimiters_.contains(c);
    case Node::Kind::kAny:
      break;
  }
  return false;
}

void GlobPattern::advance_run(const Node& node, const std::u32string& text, Places& places) const {
  bool running = false;
  std::size_t i = places.first;
  for (; i < places.at.size(); ++i) {
    const bool here = i < places.end && places.at[i];
    running = here || (running && accepts(node, text[i - 1]));
    if (!running && i >= places.end) break;
    places.at[i] = running;
  }
  places.end = i;
}

void GlobPattern::advance_one(const Node& node, const std::u32string& text, Places& places) const {
  const std::size_t end = std::min(places.end + 1, places.at.size());
  std::size_t first = end;
  // From the back: each place is looked at before it is written.
  for (std::size_t i = end - 1; i > places.first; --i) {
    places.at[i] = places.at[i - 1] && accepts(node, text[i - 1]);
    if (places.at[i]) first = i;
  }
  places.first = first;
  places.end = end;
}

void GlobPattern::advance(const Node& node, const std::u32string& text, Places& places) const {
  if (node.kind == Node::Kind::kRun || node.kind == Node::Kind::kSuper) {
    advance_run(node, text, places);
  } else if (node.kind != Node::Kind::kAny) {
    advance_one(node, text, places);
  } else {
    const Places before = std::move(places);
    places = {.at = std::vector<bool>(before.at.size()), .first = before.at.size(), .end = 0};
    for (const Sequence& alternative : node.alternatives) {
      Places reached = before;
      advance(alternative, text, reached);
      for (std::size_t i = reached.first; i < reached.end; ++i) {
        if (reached.at[i]) places.at[i] = true;
      }
      places.first = std::min(places.first, reached.first);
      places.end = std::max(places.end, reached.end);
    }
  }
}

void GlobPattern::advance(const Sequence& sequence, const std::u32string& text,
                          Places& places) const {
  for (const Node& node : sequence) {
    if (places.first >= places.end) return;
    advance(node, text, places);
  }
}

bool GlobPattern::matches(std::string_view text) const {
  const std::u32string runes = to_runes(text);
  Places places{.at = std::vector<bool>(runes.size() + 1), .first = 0, .end = 1};
  places.at[0] = true;
  advance(sequence_, runes, places);
  return places.first < places.end && places.end == places.at.size() && places.at.back();
}

}  // namespace igp::rego
