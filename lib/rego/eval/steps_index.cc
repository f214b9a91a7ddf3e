// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/eval/steps_index.h"

#include <array>
#include <cstdint>
#include <unordered_map>

#include "rego/eval/sinks.h"

namespace igp::rego {

namespace {

/// Numbers for the memo that no group of rules has.
constexpr std::int32_t kSeen = -1;
constexpr std::int32_t kIndex = -2;

struct GroupSink : Sink {
  struct Row {
    Value group;
    Value key;
    Value value;
  };
  std::vector<Row> rows;
};

Value group_of(Machine& machine, const std::vector<std::int32_t>& keys) {
  if (keys.size() == 1) return machine.frame[keys[0]];
  ArrayBuilder builder(machine.arena());
  for (const std::int32_t slot : keys) builder.append(machine.frame[slot]);
  return builder.finish();
}

/// The collection of some rows; undefined for objects of which one key has two values.
Value collection_of(Arena& arena, Kind kind, const std::vector<GroupSink::Row>& rows,
                    const std::vector<std::size_t>& which) {
  if (kind == Kind::kArray) {
    ArraySink sink(arena);
    for (const std::size_t i : which) sink.items.append(rows[i].value);
    return sink.finish();
  }
  if (kind == Kind::kSet) {
    SetSink sink(arena);
    for (const std::size_t i : which) sink.items.add(rows[i].value);
    return sink.finish();
  }
  ObjectSink sink(arena);
  for (const std::size_t i : which) sink.members.insert(rows[i].key, rows[i].value);
  return sink.finish();
}

struct ValueHash {
  std::size_t operator()(const Value& value) const { return hash(value); }
};

/// An object of the collections by group; false where some group has none.
Value grouped(Arena& arena, Kind kind, const std::vector<GroupSink::Row>& rows) {
  std::unordered_map<Value, std::size_t, ValueHash> places;
  std::vector<std::pair<Value, std::vector<std::size_t>>> groups;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto [at, inserted] = places.emplace(rows[i].group, groups.size());
    if (inserted) groups.push_back({rows[i].group, {}});
    groups[at->second].second.push_back(i);
  }
  ObjectBuilder builder(arena);
  for (const auto& [group, which] : groups) {
    const Value collection = collection_of(arena, kind, rows, which);
    if (collection.is_undefined()) return Value::boolean(false);
    builder.insert(group, collection);
  }
  return builder.finish();
}

/// Runs the body for all values of the keys.
Flow build(Machine& machine, const ComprehensionIndex& index, Kind kind, const Step& step,
           Value& out) {
  std::vector<Value> outside;
  for (const std::int32_t slot : index.keys) outside.push_back(machine.frame[slot]);
  Sink* const outer = machine.sink;
  const std::uint64_t query = machine.next_query();
  GroupSink sink;
  machine.sink = &sink;
  const Flow flow = index.body->run(machine);
  machine.sink = outer;
  for (std::size_t i = 0; i < outside.size(); ++i) machine.frame[index.keys[i]] = outside[i];
  if (flow == Flow::kError) return machine.unwind(query, step.loc);
  out = grouped(machine.arena(), kind, sink.rows);
  return Flow::kNext;
}

Value empty(Arena& arena, Kind kind) { return collection_of(arena, kind, {}, {}); }

}  // namespace

Flow CollectGroupStep::run(Machine& machine) const {
  if (const Flow flow = machine.proceed(loc); flow != Flow::kNext) return flow;
  static_cast<GroupSink*>(machine.sink)
      ->rows.push_back(
          {group_of(machine, keys_), key_.in(machine.frame), value_.in(machine.frame)});
  return Flow::kNext;
}

Flow look_up(Machine& machine, const ComprehensionIndex& index, Kind kind, const Step& step,
             Value& out) {
  out = Value();
  Memo& memo = *machine.env->memo;
  const std::array<Value, 1> self = {
      Value::integer(static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(&step)))};
  const std::uint64_t index_hash = Memo::hash_of(kIndex, self);
  Value groups;
  if (const Value* known = memo.call(kIndex, self, index_hash)) {
    groups = *known;
  } else {
    const std::uint64_t seen_hash = Memo::hash_of(kSeen, self);
    if (memo.call(kSeen, self, seen_hash) == nullptr) {
      memo.remember_call(kSeen, self, seen_hash, Value::boolean(true), machine.arena());
      return Flow::kNext;
    }
    if (build(machine, index, kind, step, groups) == Flow::kError) return Flow::kError;
    memo.remember_call(kIndex, self, index_hash, groups, machine.arena());
  }
  if (!groups.is_object()) return Flow::kNext;
  out = groups.lookup(group_of(machine, index.keys));
  if (out.is_undefined()) out = empty(machine.arena(), kind);
  return Flow::kNext;
}

}  // namespace igp::rego
