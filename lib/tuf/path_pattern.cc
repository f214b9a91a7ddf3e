// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "tuf/path_pattern.h"

#include <cstddef>

namespace igp::tuf {
namespace {

/// The length of the class at the start of `pattern`, or 0 when the bracket is an ordinary byte.
std::size_t class_length(std::string_view pattern) {
  std::size_t i = 1;
  if (i < pattern.size() && pattern[i] == '!') ++i;
  if (i < pattern.size() && pattern[i] == ']') ++i;  // a bracket that comes first is a member
  const std::size_t end = pattern.find(']', i);
  return end == std::string_view::npos ? 0 : end + 1;
}

bool class_holds(std::string_view members, char c) {
  const bool negated = members.starts_with('!');
  if (negated) members.remove_prefix(1);
  bool found = false;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i + 2 < members.size() && members[i + 1] == '-') {
      found = found || (members[i] <= c && c <= members[i + 2]);
      i += 2;
    } else {
      found = found || members[i] == c;
    }
  }
  return found != negated;
}

/// Matches one byte at the start of `pattern`; returns the pattern bytes used, 0 for no match.
std::size_t match_one(std::string_view pattern, char c) {
  if (pattern.empty()) return 0;
  if (pattern[0] == '?') return c == '/' ? 0 : 1;
  if (const std::size_t length = pattern[0] == '[' ? class_length(pattern) : 0; length > 0) {
    return c != '/' && class_holds(pattern.substr(1, length - 2), c) ? length : 0;
  }
  return pattern[0] == c ? 1 : 0;
}

}  // namespace

bool matches_pattern(std::string_view pattern, std::string_view path) {
  std::size_t p = 0;
  std::size_t s = 0;
  std::size_t star = std::string_view::npos;  // where to resume behind the last star
  std::size_t star_path = 0;
  while (s < path.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      star_path = s;
    } else if (const std::size_t used = match_one(pattern.substr(p), path[s]); used > 0) {
      p += used;
      ++s;
    } else if (star != std::string_view::npos && path[star_path] != '/') {
      p = star;
      s = ++star_path;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace igp::tuf
