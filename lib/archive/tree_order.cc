// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "archive/tree_order.h"

#include <algorithm>

#include "base/unicode_fold.h"

namespace igp::archive {
namespace {

std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> out;
  for (;;) {
    const std::size_t slash = path.find('/');
    out.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return out;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace

TreeOrder::TreeOrder(std::vector<std::string> leading) : leading_(std::move(leading)), levels_(1) {}

std::size_t TreeOrder::rank(std::string_view name) const {
  return static_cast<std::size_t>(std::ranges::find(leading_, name) - leading_.begin());
}

bool TreeOrder::is_before(std::string_view a, std::string_view b, bool at_top) const {
  if (at_top && rank(a) != rank(b)) return rank(a) < rank(b);
  return a < b;
}

/// Closes the directories that do not lead to the entry; all that do must be open.
Status TreeOrder::descend_to(const std::vector<std::string_view>& components,
                             std::string_view path) {
  for (std::size_t depth = 1; depth < components.size(); ++depth) {
    if (depth >= levels_.size() || levels_[depth].directory != components[depth - 1]) {
      return fail(ErrorCode::kArchiveMalformed, "{}: its directory is not the entry before it",
                  quote(path));
    }
  }
  levels_.resize(components.size());
  return {};
}

Status TreeOrder::add(const CanonicalPath& path, bool is_directory) {
  const std::vector<std::string_view> components = split(path.str());
  IGP_CHECK(descend_to(components, path.str()));
  Level& level = levels_.back();
  const std::string name(components.back());
  const auto [known, is_new] = level.keys.emplace(collision_key(name), name);
  if (!is_new && known->second == name) {
    return fail(ErrorCode::kArchiveUnsafe, "{}: duplicate entry", quote(path.str()));
  }
  if (!is_new) {
    return fail(ErrorCode::kArchiveUnsafe,
                "{}: differs from {} only in letter case or Unicode form", quote(path.str()),
                quote(known->second));
  }
  if (!level.last.empty() && !is_before(level.last, name, levels_.size() == 1)) {
    return fail(ErrorCode::kArchiveMalformed, "{}: entry out of order", quote(path.str()));
  }
  level.last = name;
  if (is_directory) levels_.push_back(Level{.directory = name, .last = {}, .keys = {}});
  return {};
}

}  // namespace igp::archive
