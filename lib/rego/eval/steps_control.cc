// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/eval/steps_control.h"

#include "rego/eval/sinks.h"

namespace igp::rego {

namespace {

// Whether a chain that ends with StopStep has a solution; kError passes through.
Flow has_solution(Machine& machine, const Step* body, const Loc& loc, bool& out) {
  const std::uint64_t query = machine.next_query();
  const Flow flow = body->run(machine);
  if (flow == Flow::kError) return machine.unwind(query, loc);
  out = flow == Flow::kStop;
  return Flow::kNext;
}

}  // namespace

Flow NotStep::run(Machine& machine) const {
  if (const Flow flow = machine.proceed(loc); flow != Flow::kNext) return flow;
  bool holds = false;
  if (has_solution(machine, body, loc, holds) == Flow::kError) return Flow::kError;
  return holds ? Flow::kNext : next->run(machine);
}

Flow LogicStep::run(Machine& machine) const {
  if (const Flow flow = machine.proceed(loc); flow != Flow::kNext) return flow;
  bool holds = false;
  if (has_solution(machine, left, loc, holds) == Flow::kError) return Flow::kError;
  if (holds == both_ && has_solution(machine, right, loc, holds) == Flow::kError) {
    return Flow::kError;
  }
  return holds ? next->run(machine) : Flow::kNext;
}

Flow EveryStep::run(Machine& machine) const {
  const Value domain = domain_.in(machine.frame);
  if (!domain.is_composite()) return Flow::kNext;
  const auto members = domain.is_object() ? domain.values() : domain.items();
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (const Flow flow = machine.proceed(loc); flow != Flow::kNext) return flow;
    if (key >= 0) {
      machine.frame[key] = domain.is_object()  ? domain.keys()[i]
                           : domain.is_array() ? Value::integer(static_cast<std::int64_t>(i))
                                               : members[i];
    }
    if (value >= 0) machine.frame[value] = members[i];
    bool holds = false;
    if (has_solution(machine, body, loc, holds) == Flow::kError) return Flow::kError;
    if (!holds) return Flow::kNext;
  }
  return next->run(machine);
}

Flow ComprehensionStep::run(Machine& machine) const {
  if (const Flow flow = machine.proceed(loc); flow != Flow::kNext) return flow;
  Value result;
  if (index.body != nullptr && machine.options().comprehension_index) {
    if (look_up(machine, index, kind_, *this, result) == Flow::kError) return Flow::kError;
  }
  if (result.is_undefined() && compute(machine, result) == Flow::kError) return Flow::kError;
  machine.frame[to_] = result;
  return next->run(machine);
}

Flow ComprehensionStep::compute(Machine& machine, Value& out) const {
  const std::uint64_t query = machine.next_query();
  Sink* const outer = machine.sink;
  Flow flow = Flow::kNext;
  const auto collect = [&](auto&& sink) {
    machine.sink = &sink;
    flow = body->run(machine);
    if (flow != Flow::kError) out = sink.finish();
  };
  switch (kind_) {
    case Kind::kArray:
      collect(ArraySink(machine.arena()));
      break;
    case Kind::kSet:
      collect(SetSink(machine.arena()));
      break;
    default:
      collect(ObjectSink(machine.arena()));
      break;
  }
  machine.sink = outer;
  if (flow == Flow::kError) return machine.unwind(query, loc);
  if (out.is_undefined()) {
    return machine.fail("eval_conflict_error", "object keys must be unique", loc);
  }
  return Flow::kNext;
}

Flow CollectStep::run(Machine& machine) const {
  const Value& value = value_.in(machine.frame);
  switch (kind_) {
    case Kind::kArray:
      static_cast<ArraySink*>(machine.sink)->items.append(value);
      break;
    case Kind::kSet:
      static_cast<SetSink*>(machine.sink)->items.add(value);
      break;
    default:
      static_cast<ObjectSink*>(machine.sink)->members.insert(key_.in(machine.frame), value);
  }
  return Flow::kNext;
}

namespace {

// `base` with `value` at `keys`; anything on the way that is no object is replaced by one.
Value with_value_at(Arena& arena, const Value& base, std::span<const Value> keys,
                    const Value& value) {
  if (keys.empty()) return value;
  const Value below = with_value_at(arena, base.is_object() ? base.lookup(keys[0]) : Value(),
                                    keys.subspan(1), value);
  ObjectBuilder builder(arena);
  if (base.is_object()) {
    for (std::size_t i = 0; i < base.size(); ++i) builder.insert(base.keys()[i], base.values()[i]);
  }
  builder.insert(keys[0], below);
  return builder.finish();
}

template <class T>
std::span<const T> appended(Arena& arena, std::span<const T> before, const T& last) {
  T* copy = arena.allocate_array<T>(before.size() + 1);
  std::uninitialized_copy(before.begin(), before.end(), copy);
  std::construct_at(copy + before.size(), last);
  return {copy, before.size() + 1};
}

void replace(Machine& machine, Env& env, const Replacement& replacement) {
  Arena& arena = machine.arena();
  const Value& value = replacement.value.in(machine.frame);
  switch (replacement.target) {
    case Replacement::Target::kInput:
      env.input = with_value_at(arena, env.input, replacement.keys, value);
      return;
    case Replacement::Target::kData:
      env.data = with_value_at(arena, env.data, replacement.keys, value);
      env.base_data = false;
      if (replacement.masked != nullptr) {
        env.masked = appended(arena, env.masked, replacement.masked);
      }
      return;
    case Replacement::Target::kBuiltin:
    case Replacement::Target::kFunction:
      break;
  }
  Mock mock = replacement.mock;
  if (replacement.mock_by_value) mock.by_value = value;
  env.mocks = appended(arena, env.mocks, mock);
}

}  // namespace

Flow WithStep::run(Machine& machine) const {
  if (const Flow flow = machine.proceed(loc); flow != Flow::kNext) return flow;
  const Env* outer = machine.env;
  Env env = *outer;
  env.outer = outer;
  for (const Replacement& replacement : replacements_) replace(machine, env, replacement);
  env.memo = machine.borrow_memo();
  machine.env = &env;
  const Flow flow = next->run(machine);
  machine.env = outer;
  machine.return_memo();
  return flow;
}

Flow WithEndStep::run(Machine& machine) const {
  const Env* inner = machine.env;
  machine.env = inner->outer;
  const Flow flow = next->run(machine);
  machine.env = inner;
  return flow;
}

}  // namespace igp::rego
