// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/present/table.h"

#include <algorithm>
#include <string_view>

namespace igp::rego {

namespace {

// Columns that text takes; every code point counts as one.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string rule(const std::vector<std::size_t>& widths, std::string_view left,
                 std::string_view middle, std::string_view right) {
  std::string out(left);
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (i > 0) out += middle;
    out += repeat("─", widths[i] + 2);
  }
  return out.append(right).append("\n");
}

std::string line(const std::vector<std::size_t>& widths, const std::vector<std::string>& cells,
                 bool centred) {
  std::string out;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const std::size_t room = widths[i] - width(cells[i]);
    const std::size_t before = centred ? room / 2 : 0;
    out += "│ " + std::string(before, ' ') + cells[i] + std::string(room - before, ' ') + " ";
  }
  return out + "│\n";
}

}  // namespace

std::string draw_table(const std::vector<std::string>& header,
                       const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const std::string& cell : header) widths.push_back(width(cell));
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  }
  std::string out = rule(widths, "┌", "┬", "┐");
  out += line(widths, header, true);
  out += rule(widths, "├", "┼", "┤");
  for (const auto& row : rows) out += line(widths, row, false);
  return out + rule(widths, "└", "┴", "┘");
}

}  // namespace igp::rego
