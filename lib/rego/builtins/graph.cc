// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// walk and the searches of graphs.
#include <algorithm>
#include <vector>

#include "base/limits.h"
#include "rego/builtins/families.h"
#include "rego/builtins/operands.h"
#include "rego/value/builder.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

// Every value below `value` with its path, depth first; `path` is what leads to it.
class Walker {
 public:
  explicit Walker(Arena& arena) : arena_(arena), out_(arena) {}

  Value run(const Value& value) {
    walk(value);
    return out_.finish();
  }

 private:
  void walk(const Value& value) {
    out_.append(make_array(arena_, {make_array(arena_, path_), value}));
    const auto step = [&](const Value& key, const Value& child) {
      path_.push_back(key);
      walk(child);
      path_.pop_back();
    };
    if (value.is_object()) {
      for (std::size_t i = 0; i < value.size(); ++i) step(value.keys()[i], value.values()[i]);
    } else if (value.is_set()) {
      for (const Value& element : value.items()) step(element, element);
    } else {
      for (std::size_t i = 0; i < value.size(); ++i) {
        step(Value::integer(static_cast<std::int64_t>(i)), value.items()[i]);
      }
    }
  }

  Arena& arena_;
  ArrayBuilder out_;
  std::vector<Value> path_;
};

BuiltinResult walk(BuiltinContext& ctx, Args args) { return Walker(ctx.arena).run(args[0]); }

bool is_sequence(const Value& v) { return v.is_array() || v.is_set(); }

// Marks by place in the graph's key list, so that no node is hashed twice.
BuiltinResult reachable(BuiltinContext& ctx, Args args) {
  const Value graph = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kObject));
  if (!is_sequence(args[1])) return ctx.operand_type(2, args[1], {"{array, set}"});
  if (graph.size() == 0) return Value::empty_set();
  const KeyList& nodes = *graph.key_list();
  std::vector<bool> reached(graph.size());
  std::vector<std::size_t> queue;
  const auto visit = [&](const Value& node) {
    const std::int64_t place = nodes.find(node);
    if (place < 0 || reached[static_cast<std::size_t>(place)]) return;
    reached[static_cast<std::size_t>(place)] = true;
    queue.push_back(static_cast<std::size_t>(place));
  };
  for (const Value& node : args[1].items()) visit(node);
  while (!queue.empty()) {
    const std::size_t place = queue.back();
    queue.pop_back();
    for (const Value& neighbor : graph.values()[place].items()) visit(neighbor);
  }
  ArenaVector<Value> out(ctx.arena);
  for (std::size_t i = 0; i < reached.size(); ++i) {
    if (reached[i]) out.push_back(nodes.keys()[i]);
  }
  return make_sorted_set(ctx.arena, out.span());
}

// All simple paths from a node to where they end: a node without edges, one that is not in the
// graph (and not part of the path), or one that the path already has.
class PathFinder {
 public:
  PathFinder(const BuiltinContext& ctx, const Value& graph)
      : ctx_(ctx), graph_(graph), out_(ctx.arena) {}

  void start(const Value& node) {
    const Value edges = graph_.lookup(node);
    if (edges.is_undefined()) return;
    path_ = {node};
    if (edges.items().empty()) commit();
    // A loop from the first node to itself is followed once, as in OPA.
    for (const Value& neighbor : edges.items()) step(neighbor, neighbor == node);
  }
  [[nodiscard]] bool over_limit() const { return found_ > limits::kRegoGraphPaths; }
  Value finish() { return out_.finish(); }

 private:
  void follow(const Value& edges) {
    if (edges.items().empty()) commit();
    for (const Value& neighbor : edges.items()) step(neighbor, false);
  }
  void step(const Value& node, bool again) {
    if (over_limit()) return;
    const Value edges = graph_.lookup(node);
    const bool seen = std::find(path_.begin(), path_.end(), node) != path_.end();
    if (edges.is_undefined() || (seen && !again)) {
      commit();
      return;
    }
    path_.push_back(node);
    follow(edges);
    path_.pop_back();
  }
  void commit() {
    ++found_;
    out_.add(make_array(ctx_.arena, path_));
  }

  const BuiltinContext& ctx_;
  const Value& graph_;
  SetBuilder out_;
  std::vector<Value> path_;
  std::size_t found_ = 0;
};

BuiltinResult reachable_paths(BuiltinContext& ctx, Args args) {
  const Value graph = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kObject));
  if (!is_sequence(args[1])) return ctx.operand_type(2, args[1], {"{array, set}"});
  PathFinder finder(ctx, graph);
  for (const Value& node : args[1].items()) finder.start(node);
  if (finder.over_limit()) return ctx.halt("more than {} paths", limits::kRegoGraphPaths);
  return finder.finish();
}

constexpr BuiltinRow kRows[] = {
    {"graph.reachable", reachable},
    {"graph.reachable_paths", reachable_paths},
    {"walk", walk},
};

}  // namespace

constinit const BuiltinTable kGraphBuiltins = kRows;

}  // namespace igp::rego
