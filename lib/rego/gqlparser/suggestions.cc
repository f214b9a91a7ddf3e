// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/gqlparser/suggestions.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/utf8.h"

namespace igp::rego::gqlparser {
namespace {

std::u32string lower_characters(std::string_view text) {
  std::u32string out;
  while (!text.empty()) {
    const CodePoint point = decode_utf8(text);
    const char32_t c = point.value;
    out += c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    text.remove_prefix(std::max<std::size_t>(point.length, 1));
  }
  return out;
}

std::size_t edits(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
    }
  }
  return row.back();
}

// Levenshtein's distance, where another case of letters counts as one edit.
std::size_t distance(std::string_view a, std::string_view b) {
  if (a == b) return 0;
  const std::u32string x = lower_characters(a);
  const std::u32string y = lower_characters(b);
  return x == y ? 1 : edits(x, y);
}

}  // namespace

std::string quoted_or_list(std::vector<std::string_view> items) {
  items.resize(std::min<std::size_t>(items.size(), 5));
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool last = i + 1 == items.size();
    if (i > 0) out += items.size() == 2 ? " or " : (last ? ", or " : ", ");
    out += fmt::format("\"{}\"", items[i]);
  }
  return out;
}

std::string suggestion(std::string_view question, std::string_view wrong,
                       const std::vector<std::string_view>& options, Work& work) {
  const auto threshold = static_cast<std::size_t>(static_cast<double>(wrong.size()) * 0.4) + 1;
  std::vector<std::pair<std::size_t, std::string_view>> near;
  for (const std::string_view option : options) {
    if (!work.spend(1 + wrong.size() * option.size() / 16)) return {};
    const std::size_t far = distance(wrong, option);
    if (far <= threshold) near.emplace_back(far, option);
  }
  if (near.empty()) return {};
  std::ranges::stable_sort(near, {}, &std::pair<std::size_t, std::string_view>::first);
  std::vector<std::string_view> names;
  for (const auto& [far, option] : near) names.push_back(option);
  return fmt::format(" {} {}?", question, quoted_or_list(std::move(names)));
}

}  // namespace igp::rego::gqlparser
