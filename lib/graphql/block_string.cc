// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <optional>
#include <vector>

#include "graphql/lexer.h"

namespace igp::graphql {
namespace {

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (true) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == text.npos) return lines;
    text.remove_prefix(end + 1);
  }
}

std::size_t indentation(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

bool is_blank(std::string_view line) { return indentation(line) == line.size(); }

}  // namespace

std::string dedent_block_string(std::string_view raw) {
  std::vector<std::string_view> lines = split_lines(raw);
  std::optional<std::size_t> common;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (!is_blank(lines[i])) common = std::min(common.value_or(raw.size()), indentation(lines[i]));
  }
  for (std::size_t i = 1; i < lines.size(); ++i) {
    lines[i].remove_prefix(std::min(common.value_or(0), lines[i].size()));
  }
  while (!lines.empty() && is_blank(lines.back())) lines.pop_back();
  const auto first = std::ranges::find_if_not(lines, is_blank);
  std::string out;
  for (auto line = first; line != lines.end(); ++line) {
    if (line != first) out += '\n';
    out += *line;
  }
  return out;
}

}  // namespace igp::graphql
