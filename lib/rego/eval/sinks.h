// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Sinks: what the last step of a chain gives its solutions to.
#pragma once

#include <vector>

#include "rego/eval/machine.h"

namespace igp::rego {

struct ArraySink : Sink {
  explicit ArraySink(Arena& arena) : items(arena) {}
  Value finish() { return items.finish(); }
  ArrayBuilder items;
};

struct SetSink : Sink {
  explicit SetSink(Arena& arena) : items(arena) {}
  Value finish() { return items.finish(); }
  SetBuilder items;
};

/// finish() is undefined when one key has two values.
struct ObjectSink : Sink {
  explicit ObjectSink(Arena& arena) : members(arena) {}
  Value finish() { return members.finish_unique(); }
  ObjectBuilder members;
};

/// The one value of a complete document or function.
struct ValueSink : Sink {
  Value value;
  const Rule* rule = nullptr;  ///< what yielded it
};

/// Members of a partial object: leaves at paths of keys.
struct PathSink : Sink {
  struct Leaf {
    std::span<const Value> path;
    Value value;
    bool element;  ///< `value` is one element of a set at `path`
    const Rule* rule;
  };
  /// The object of all leaves below the first `depth` keys; undefined where they conflict, and then
  /// `conflict` is the rule that found the place taken.
  Value finish(Arena& arena);

  std::vector<Leaf> leaves;
  const Rule* conflict = nullptr;

 private:
  Value build(Arena& arena, std::span<const Leaf> sorted, std::size_t depth);
};

/// Ends the body of a complete document or function.
class YieldValueStep final : public Step {
 public:
  YieldValueStep(const Rule& rule, const RuleGroup& group, Operand value)
      : rule_(rule), group_(group), value_(std::move(value)) {}
  Flow run(Machine& machine) const override;

 private:
  const Rule& rule_;
  const RuleGroup& group_;
  Operand value_;
};

/// Ends the body of a partial set.
class YieldElementStep final : public Step {
 public:
  explicit YieldElementStep(Operand element) : element_(std::move(element)) {}
  Flow run(Machine& machine) const override;

 private:
  Operand element_;
};

/// Ends the body of a partial object.
class YieldLeafStep final : public Step {
 public:
  YieldLeafStep(const Rule& rule, std::vector<Operand> path, Operand value, bool element)
      : rule_(rule), path_(std::move(path)), value_(std::move(value)), element_(element) {}
  Flow run(Machine& machine) const override;

 private:
  const Rule& rule_;
  std::vector<Operand> path_;
  Operand value_;
  bool element_;
};

}  // namespace igp::rego
