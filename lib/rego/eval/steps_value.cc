// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/eval/steps_value.h"

namespace igp::rego {

Flow LookupPathStep::run(Machine& machine) const {
  Value at = from_.in(machine.frame);
  for (const Value& key : keys_) {
    at = at.lookup(key);
    if (at.is_undefined()) return Flow::kNext;
  }
  machine.frame[to_] = at;
  return next->run(machine);
}

Flow IterateStep::run(Machine& machine) const {
  const Value from = from_.in(machine.frame);
  switch (from.kind()) {
    case Kind::kArray:
      return over_array(machine, from);
    case Kind::kObject:
      return over_object(machine, from);
    case Kind::kSet:
      return over_set(machine, from);
    default:
      return Flow::kNext;
  }
}

Flow IterateStep::over_array(Machine& machine, const Value& from) const {
  std::int64_t place = 0;
  for (const Value& item : from.items()) {
    if (const Flow flow = machine.proceed(loc); flow != Flow::kNext) return flow;
    if (key_ >= 0) machine.frame[key_] = Value::integer(place);
    if (value_ >= 0) machine.frame[value_] = item;
    if (const Flow flow = next->run(machine); flow != Flow::kNext) return flow;
    ++place;
  }
  return Flow::kNext;
}

Flow IterateStep::over_object(Machine& machine, const Value& from) const {
  const auto keys = from.keys();
  const auto values = from.values();
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (const Flow flow = machine.proceed(loc); flow != Flow::kNext) return flow;
    if (key_ >= 0) machine.frame[key_] = keys[i];
    if (value_ >= 0) machine.frame[value_] = values[i];
    if (const Flow flow = next->run(machine); flow != Flow::kNext) return flow;
  }
  return Flow::kNext;
}

Flow IterateStep::over_set(Machine& machine, const Value& from) const {
  for (const Value& item : from.items()) {
    if (const Flow flow = machine.proceed(loc); flow != Flow::kNext) return flow;
    if (key_ >= 0) machine.frame[key_] = item;
    if (value_ >= 0) machine.frame[value_] = item;
    if (const Flow flow = next->run(machine); flow != Flow::kNext) return flow;
  }
  return Flow::kNext;
}

Flow MakeSequenceStep::run(Machine& machine) const {
  Value* items = machine.arena().allocate_array<Value>(elements_.size());
  for (std::size_t i = 0; i < elements_.size(); ++i) items[i] = elements_[i].in(machine.frame);
  const std::span<Value> span(items, elements_.size());
  machine.frame[to_] =
      kind_ == Kind::kSet ? make_set(machine.arena(), span) : make_array(machine.arena(), span);
  return next->run(machine);
}

Flow MakeObjectStep::run(Machine& machine) const {
  ObjectBuilder builder(machine.arena());
  for (const auto& [key, value] : members_) {
    builder.insert(key.in(machine.frame), value.in(machine.frame));
  }
  machine.frame[to_] = builder.finish();
  return next->run(machine);
}

}  // namespace igp::rego
