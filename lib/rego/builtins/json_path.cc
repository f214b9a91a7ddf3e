// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/json_path.h"

#include <string>

namespace igp::rego {
namespace {

// RFC 6901 section 4: first ~1, then ~0.
std::string unescape_step(std::string_view step) {
  std::string out;
  for (std::size_t i = 0; i < step.size(); ++i) {
    const char next = i + 1 < step.size() ? step[i + 1] : '\0';
    if (step[i] == '~' && (next == '0' || next == '1')) {
      out += next == '0' ? '~' : '/';
      ++i;
    } else {
      out += step[i];
    }
  }
  return out;
}

}  // namespace

Operand<JsonPath> parse_json_path(const BuiltinContext& ctx, const Value& path, int position) {
  if (path.is_array()) return JsonPath(path.items().begin(), path.items().end());
  if (!path.is_string()) {
    return std::unexpected(
        ctx.operand(position,
                    "must be one of {{set, array}} containing string paths or array of path "
                    "segments but got {}",
                    name_of(path.kind())));
  }
  std::string_view text = path.as_string();
  JsonPath steps;
  if (text.empty()) return steps;
  text.remove_prefix(std::min(text.find_first_not_of('/'), text.size()));
  for (;;) {
    const std::size_t slash = text.find('/');
    steps.push_back(ctx.string(unescape_step(text.substr(0, slash))));
    if (slash == std::string_view::npos) return steps;
    text.remove_prefix(slash + 1);
  }
}

void PathTree::add(std::span<const Value> path) {
  if (path.empty() || leaf_) return;
  PathTree* child = const_cast<PathTree*>(find(path[0]));
  if (child == nullptr) {
    keys_.push_back(path[0]);
    child = &children_.emplace_back();
  }
  if (path.size() > 1) {
    child->add(path.subspan(1));
  } else {
    child->leaf_ = true;
  }
}

const PathTree* PathTree::find(const Value& key) const {
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    if (keys_[i] == key) return &children_[i];
  }
  return nullptr;
}

const PathTree* PathTree::find_index(std::size_t index) const {
  const std::string text = std::to_string(index);
  return find(Value::string_borrowed(text));
}

Operand<PathTree> paths_operand(const BuiltinContext& ctx, std::span<const Value> args,
                                int position) {
  const Value& paths = args[static_cast<std::size_t>(position - 1)];
  if (!paths.is_array() && !paths.is_set()) {
    return std::unexpected(ctx.operand_type(position, paths, {"set", "array"}));
  }
  PathTree tree;
  for (const Value& path : paths.items()) {
    const Operand<JsonPath> steps = parse_json_path(ctx, path, position);
    if (!steps) return std::unexpected(steps.error());
    tree.add(*steps);
  }
  return tree;
}

}  // namespace igp::rego
