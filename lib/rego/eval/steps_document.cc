// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/eval/steps_document.h"

namespace igp::rego {

Flow InputStep::run(Machine& machine) const {
  Value at = machine.env->input;
  for (const Value& key : keys_) at = at.lookup(key);
  if (at.is_undefined()) return Flow::kNext;
  machine.frame[to_] = at;
  return next->run(machine);
}

Flow BaseDocumentStep::run(Machine& machine) const {
  Value at = machine.env->data;
  for (const Value& key : keys_) at = base_lookup(at, key);
  if (at.is_undefined()) return Flow::kNext;
  machine.frame[to_] = at;
  return next->run(machine);
}

Flow DocumentStep::run(Machine& machine) const {
  Value value;
  if (document_value(machine, group_, value, loc) == Flow::kError) return Flow::kError;
  if (value.is_undefined()) return Flow::kNext;
  machine.frame[to_] = value;
  return next->run(machine);
}

Flow DocumentKeyStep::run(Machine& machine) const {
  Value value;
  const Value& key = key_.in(machine.frame);
  if (document_at(machine, group_, key, value, loc) == Flow::kError) return Flow::kError;
  if (value.is_undefined()) return Flow::kNext;
  machine.frame[to_] = value;
  return next->run(machine);
}

Flow TreeStep::run(Machine& machine) const {
  const Value base = base_at(*machine.env, node_);
  if (machine.env->masks(node_)) return in_value(machine, base, 0);
  return in_tree(machine, node_, base, 0);
}

Flow TreeStep::in_tree(Machine& machine, const DocumentNode& node, const Value& base,
                       std::size_t at) const {
  if (const Flow flow = machine.proceed(loc); flow != Flow::kNext) return flow;
  if (node.group != nullptr) return in_group(machine, *node.group, at);
  if (at == keys_.size()) {
    Value whole;
    if (document_extent(machine, node, base, whole, loc) == Flow::kError) return Flow::kError;
    if (whole.is_undefined()) return Flow::kNext;
    machine.frame[to_] = whole;
    return next->run(machine);
  }
  const TreeKey& key = keys_[at];
  if (!key.bound) return each_child(machine, node, base, at);
  return in_child(machine, node, base, key.value.in(machine.frame), at);
}

Flow TreeStep::in_child(Machine& machine, const DocumentNode& node, const Value& base,
                        const Value& key, std::size_t at) const {
  const DocumentNode* child = key.is_string() ? node.child(key.as_string()) : nullptr;
  const Value below = base_lookup(base, key);
  if (child == nullptr || machine.env->masks(*child)) return in_value(machine, below, at + 1);
  return in_tree(machine, *child, below, at + 1);
}

Flow TreeStep::each_child(Machine& machine, const DocumentNode& node, const Value& base,
                          std::size_t at) const {
  const auto visit = [&](const Value& key) {
    if (keys_[at].slot >= 0) machine.frame[keys_[at].slot] = key;
    return in_child(machine, node, base, key, at);
  };
  if (base.is_array()) {
    for (std::size_t i = 0; i < base.size(); ++i) {
      const Flow flow = visit(Value::integer(static_cast<std::int64_t>(i)));
      if (flow != Flow::kNext) return flow;
    }
  }
  for (const Value& key : base.is_object() ? base.keys() : base.items()) {
    if (base.is_array()) break;
    if (const Flow flow = visit(key); flow != Flow::kNext) return flow;
  }
  for (const auto& [name, child] : node.children) {
    const Value& key = child->path.back();
    if (base.lookup(key).defined()) continue;
    if (const Flow flow = visit(key); flow != Flow::kNext) return flow;
  }
  return Flow::kNext;
}

Flow TreeStep::in_group(Machine& machine, const RuleGroup& group, std::size_t at) const {
  Value value;
  const bool partial =
      group.kind == RuleGroup::Kind::kPartialSet || group.kind == RuleGroup::Kind::kPartialObject;
  if (group.kind == RuleGroup::Kind::kFunction) return Flow::kNext;
  if (partial && at < keys_.size() && keys_[at].bound) {
    const Value key = keys_[at].value.in(machine.frame);
    if (document_at(machine, group, key, value, loc) == Flow::kError) return Flow::kError;
    return in_value(machine, value, at + 1);
  }
  if (document_value(machine, group, value, loc) == Flow::kError) return Flow::kError;
  return in_value(machine, value, at);
}

Flow TreeStep::in_value(Machine& machine, const Value& value, std::size_t at) const {
  if (value.is_undefined()) return Flow::kNext;
  if (const Flow flow = machine.proceed(loc); flow != Flow::kNext) return flow;
  if (at == keys_.size()) {
    machine.frame[to_] = value;
    return next->run(machine);
  }
  const TreeKey& key = keys_[at];
  if (key.bound) return in_value(machine, value.lookup(key.value.in(machine.frame)), at + 1);
  const auto visit = [&](const Value& name, const Value& member) {
    if (key.slot >= 0) machine.frame[key.slot] = name;
    return in_value(machine, member, at + 1);
  };
  if (value.is_object()) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      const Flow flow = visit(value.keys()[i], value.values()[i]);
      if (flow != Flow::kNext) return flow;
    }
    return Flow::kNext;
  }
  const auto items = value.items();
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Value name = value.is_array() ? Value::integer(static_cast<std::int64_t>(i)) : items[i];
    if (const Flow flow = visit(name, items[i]); flow != Flow::kNext) return flow;
  }
  return Flow::kNext;
}

}  // namespace igp::rego
