// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/glob_pattern.h"

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

GlobPattern::Places GlobPattern::after(const Node& node, const std::u32string& text,
                                       const Places& places) const {
  Places out(places.size());
  if (node.kind == Node::Kind::kAny) {
    for (const Sequence& alternative : node.alternatives) {
      const Places reached = after(alternative, text, places);
      for (std::size_t i = 0; i < out.size(); ++i) out[i] = out[i] || reached[i];
    }
    return out;
  }
  if (node.kind == Node::Kind::kRun || node.kind == Node::Kind::kSuper) {
    bool running = false;
    for (std::size_t i = 0; i < out.size(); ++i) {
      running = places[i] || (running && accepts(node, text[i - 1]));
      out[i] = running;
    }
    return out;
  }
  for (std::size_t i = 0; i + 1 < out.size(); ++i) out[i + 1] = places[i] && accepts(node, text[i]);
  return out;
}

GlobPattern::Places GlobPattern::after(const Sequence& sequence, const std::u32string& text,
                                       Places places) const {
  for (const Node& node : sequence) places = after(node, text, places);
  return places;
}

bool GlobPattern::matches(std::string_view text) const {
  const std::u32string runes = to_runes(text);
  Places start(runes.size() + 1);
  start[0] = true;
  return after(sequence_, runes, std::move(start)).back();
}

}  // namespace igp::rego
