// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/eval/sinks.h"

#include <algorithm>

#include "rego/value/term_text.h"

namespace igp::rego {

namespace {

std::string conflict_text(const Rule& rule, const RuleGroup& group, const ValueSink& sink,
                          const Value& value) {
  const bool function = !rule.head->args.empty();
  const auto place = [](const Rule& r) {
    return fmt::format("{}:{}", r.loc.file == nullptr ? "" : r.loc.file->name, r.loc.row);
  };
  return fmt::format("{} {} produced conflicting values{}:\n  {} at {}\n  {} at {}",
                     function ? "function" : "rule", group.name(),
                     function ? " for the same inputs" : "", term_text(sink.value),
                     place(*sink.rule), term_text(value), place(rule));
}

}  // namespace

Flow YieldValueStep::run(Machine& machine) const {
  auto& sink = *static_cast<ValueSink*>(machine.sink);
  const Value& value = value_.in(machine.frame);
  if (sink.value.is_undefined()) {
    sink.value = value;
    sink.rule = &rule_;
  } else if (!(sink.value == value)) {
    return machine.fail("eval_conflict_error", conflict_text(rule_, group_, sink, value), rule_.loc,
                        loc);
  }
  return value_.is_constant() ? Flow::kStop : Flow::kNext;
}

Flow YieldElementStep::run(Machine& machine) const {
  static_cast<SetSink*>(machine.sink)->items.add(element_.in(machine.frame));
  return Flow::kNext;
}

Flow YieldLeafStep::run(Machine& machine) const {
  Value* path = machine.arena().allocate_array<Value>(path_.size());
  for (std::size_t i = 0; i < path_.size(); ++i) path[i] = path_[i].in(machine.frame);
  static_cast<PathSink*>(machine.sink)
      ->leaves.push_back({{path, path_.size()}, value_.in(machine.frame), element_, &rule_});
  return Flow::kNext;
}

Value PathSink::finish(Arena& arena) {
  std::ranges::stable_sort(leaves, [](const Leaf& a, const Leaf& b) {
    return std::ranges::lexicographical_compare(a.path, b.path, ValueLess());
  });
  return build(arena, leaves, 0);
}

Value PathSink::build(Arena& arena, std::span<const Leaf> sorted, std::size_t depth) {
  if (sorted.empty()) return Value::empty_object();
  // Leaves that end here come first; nothing else may be at their place.
  if (sorted.front().path.size() == depth) {
    const Leaf& first = sorted.front();
    SetBuilder elements(arena);
    for (const Leaf& leaf : sorted) {
      const bool fits = leaf.path.size() == depth && leaf.element == first.element &&
                        (leaf.element || leaf.value == first.value);
      if (!fits) {
        conflict = leaf.rule;
        return {};
      }
      if (leaf.element) elements.add(leaf.value);
    }
    return first.element ? elements.finish() : first.value;
  }
  ObjectBuilder members(arena);
  for (std::size_t begin = 0; begin < sorted.size();) {
    const Value& key = sorted[begin].path[depth];
    std::size_t end = begin + 1;
    while (end < sorted.size() && sorted[end].path[depth] == key) ++end;
    const Value member = build(arena, sorted.subspan(begin, end - begin), depth + 1);
    if (member.is_undefined()) return {};
    members.insert(key, member);
    begin = end;
  }
  return members.finish();
}

}  // namespace igp::rego
