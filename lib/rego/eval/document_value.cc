// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// How virtual documents and functions get their values from their groups of rules.
#include <cassert>

#include "rego/eval/machine.h"
#include "rego/eval/rule_index.h"
#include "rego/eval/sinks.h"

namespace igp::rego {

namespace {

std::span<const RulePlan* const> candidates(const Machine& machine, const RuleIndex* index,
                                            const std::vector<const RulePlan*>& plans,
                                            std::span<const Value> arguments) {
  if (index == nullptr) return plans;
  return index->candidates(*machine.env, arguments);
}

// Runs one rule in a frame of its own. kStop of the body only means that the sink has enough.
Flow run_plan(Machine& machine, const RulePlan& plan, std::span<const Value> arguments,
              const Loc& loc) {
  const std::uint64_t query = machine.next_query();
  Value* const outer = machine.frame;
  Value* const frame = machine.enter(plan.slots);
  for (std::size_t i = 0; i < plan.parameters.size(); ++i) frame[plan.parameters[i]] = arguments[i];
  machine.frame = frame;
  const Flow flow = plan.body->run(machine);
  machine.frame = outer;
  machine.leave(frame);
  return flow == Flow::kError ? machine.unwind(query, loc) : Flow::kNext;
}

// A rule with its else branches: the first that yields decides.
Flow run_branches(Machine& machine, const RulePlan& first, std::span<const Value> arguments,
                  const ValueSink& sink, const Loc& loc) {
  const Rule* const before = sink.rule;
  bool yielded_before = sink.value.defined();
  for (const RulePlan* plan = &first; plan != nullptr; plan = plan->otherwise) {
    if (run_plan(machine, *plan, arguments, loc) == Flow::kError) return Flow::kError;
    if (!yielded_before ? sink.value.defined() : sink.rule != before) break;
  }
  return Flow::kNext;
}

Flow evaluate_single(Machine& machine, const RuleGroup& group, std::span<const Value> arguments,
                     Value& out, const Loc& loc) {
  ValueSink sink;
  Sink* const outer = machine.sink;
  machine.sink = &sink;
  Flow flow = Flow::kNext;
  for (const RulePlan* plan : candidates(machine, group.index.get(), group.plans, arguments)) {
    flow = run_branches(machine, *plan, arguments, sink, loc);
    if (flow == Flow::kError || (group.same_constant && sink.value.defined())) break;
  }
  if (flow != Flow::kError && sink.value.is_undefined() && group.default_plan != nullptr) {
    flow = run_plan(machine, *group.default_plan, arguments, loc);
  }
  machine.sink = outer;
  out = sink.value;
  return flow;
}

/// Runs the plans one after the other into `sink`, up to the first error.
Flow run_plans(Machine& machine, std::span<const RulePlan* const> plans, std::span<const Value> key,
               Sink& sink, const Loc& loc) {
  Sink* const outer = machine.sink;
  machine.sink = &sink;
  Flow flow = Flow::kNext;
  for (const RulePlan* plan : plans) {
    flow = run_plan(machine, *plan, key, loc);
    if (flow == Flow::kError) break;
  }
  machine.sink = outer;
  return flow;
}

Flow evaluate_set(Machine& machine, std::span<const RulePlan* const> plans,
                  std::span<const Value> key, Value& out, const Loc& loc) {
  SetSink sink(machine.arena());
  const Flow flow = run_plans(machine, plans, key, sink, loc);
  if (flow != Flow::kError) out = sink.finish();
  return flow;
}

Flow evaluate_object(Machine& machine, std::span<const RulePlan* const> plans,
                     std::span<const Value> key, Value& out, const Loc& loc) {
  PathSink sink;
  const Flow flow = run_plans(machine, plans, key, sink, loc);
  if (flow == Flow::kError) return flow;
  out = sink.finish(machine.arena());
  if (sink.conflict == nullptr) return Flow::kNext;
  return machine.fail("eval_conflict_error", "object keys must be unique",
                      sink.conflict->head->loc);
}

Flow evaluate(Machine& machine, const RuleGroup& group, Value& out, const Loc& loc) {
  assert(group.planned);
  switch (group.kind) {
    case RuleGroup::Kind::kFunction:
      return Flow::kNext;
    case RuleGroup::Kind::kComplete:
      return evaluate_single(machine, group, {}, out, loc);
    case RuleGroup::Kind::kPartialSet:
      return evaluate_set(machine, candidates(machine, group.index.get(), group.plans, {}), {}, out,
                          loc);
    case RuleGroup::Kind::kPartialObject:
      break;
  }
  return evaluate_object(machine, candidates(machine, group.index.get(), group.plans, {}), {}, out,
                         loc);
}

}  // namespace

bool Env::masks(const DocumentNode& node) const {
  if (masked.empty()) return false;
  for (const DocumentNode* at = &node; at != nullptr; at = at->parent) {
    for (const DocumentNode* replaced : masked) {
      if (replaced == at) return true;
    }
  }
  return false;
}

Value base_lookup(const Value& from, const Value& key) {
  const Value found = from.lookup(key);
  if (found.defined() || !key.is_int() || !from.is_object()) return found;
  return from.get(std::to_string(key.as_int()));
}

Value base_at(const Env& env, const DocumentNode& node) {
  Value at = env.data;
  for (const Value& name : node.path) at = at.lookup(name);
  return at;
}

Flow document_value(Machine& machine, const RuleGroup& group, Value& out, const Loc& loc) {
  if (machine.env->masks(*group.node)) [[unlikely]] {
    out = base_at(*machine.env, *group.node);
    return Flow::kNext;
  }
  Memo& memo = *machine.env->memo;
  if (const Value* known = memo.document(group.id)) {
    out = *known;
    return Flow::kNext;
  }
  if (const Flow flow = machine.proceed(loc); flow != Flow::kNext) return flow;
  if (evaluate(machine, group, out, loc) == Flow::kError) return Flow::kError;
  memo.remember(group.id, out);
  return Flow::kNext;
}

Flow document_at(Machine& machine, const RuleGroup& group, const Value& key, Value& out,
                 const Loc& loc) {
  Memo& memo = *machine.env->memo;
  const bool masked = machine.env->masks(*group.node);
  if (masked || group.keyed_plans.empty() || memo.document(group.id) != nullptr) {
    Value whole;
    if (document_value(machine, group, whole, loc) == Flow::kError) return Flow::kError;
    out = whole.lookup(key);
    return Flow::kNext;
  }
  const std::span<const Value> arguments(&key, 1);
  const std::uint64_t hash = Memo::hash_of(group.id, arguments);
  if (const Value* known = memo.call(group.id, arguments, hash)) {
    out = *known;
    return Flow::kNext;
  }
  assert(group.planned);
  if (const Flow flow = machine.proceed(loc); flow != Flow::kNext) return flow;
  const auto plans = candidates(machine, group.keyed_index.get(), group.keyed_plans, arguments);
  Value found;
  const Flow flow = group.kind == RuleGroup::Kind::kPartialSet
                        ? evaluate_set(machine, plans, arguments, found, loc)
                        : evaluate_object(machine, plans, arguments, found, loc);
  if (flow == Flow::kError) return flow;
  out = found.lookup(key);
  memo.remember_call(group.id, arguments, hash, out, machine.arena());
  return Flow::kNext;
}

Flow call_function(Machine& machine, const RuleGroup& group, std::span<const Value> arguments,
                   Value& out, const Loc& loc) {
  Memo& memo = *machine.env->memo;
  const std::uint64_t hash = Memo::hash_of(group.id, arguments);
  if (const Value* known = memo.call(group.id, arguments, hash)) {
    out = *known;
    return Flow::kNext;
  }
  assert(group.planned);
  if (const Flow flow = machine.proceed(loc); flow != Flow::kNext) return flow;
  if (evaluate_single(machine, group, arguments, out, loc) == Flow::kError) return Flow::kError;
  memo.remember_call(group.id, arguments, hash, out, machine.arena());
  return Flow::kNext;
}

namespace {

// The virtual documents below `node` as one object; undefined where `node` has none.
Flow virtual_extent(Machine& machine, const DocumentNode& node, Value& out, const Loc& loc) {
  if (const Flow flow = machine.proceed(loc); flow != Flow::kNext) return flow;
  ObjectBuilder members(machine.arena());
  for (const auto& [name, child] : node.children) {
    Value value;
    Flow flow = Flow::kNext;
    if (machine.env->masks(*child)) {
      value = base_at(*machine.env, *child);
    } else if (child->group != nullptr) {
      flow = document_value(machine, *child->group, value, loc);
    } else {
      flow = virtual_extent(machine, *child, value, loc);
    }
    if (flow == Flow::kError) return flow;
    if (value.defined()) members.insert(child->path.back(), value);
  }
  out = members.finish();
  return Flow::kNext;
}

// `base` with the members of `over` in it, recursively; where both have a value, `base` wins.
Value merged(Arena& arena, const Value& base, const Value& over) {
  if (!base.is_object() || !over.is_object()) return base;
  ObjectBuilder members(arena);
  for (std::size_t i = 0; i < base.size(); ++i) members.insert(base.keys()[i], base.values()[i]);
  for (std::size_t i = 0; i < over.size(); ++i) {
    const Value& key = over.keys()[i];
    const Value below = base.lookup(key);
    members.insert(key,
                   below.defined() ? merged(arena, below, over.values()[i]) : over.values()[i]);
  }
  return members.finish();
}

}  // namespace

Flow document_extent(Machine& machine, const DocumentNode& node, const Value& base, Value& out,
                     const Loc& loc) {
  if (machine.env->masks(node)) {
    out = base;
    return Flow::kNext;
  }
  Value over;
  if (virtual_extent(machine, node, over, loc) == Flow::kError) return Flow::kError;
  out = base.defined() ? merged(machine.arena(), base, over) : over;
  return Flow::kNext;
}

}  // namespace igp::rego
