// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Steps that compute with values: moving, comparing, looking up, iterating, building.
#pragma once

#include <utility>
#include <vector>

#include "rego/eval/machine.h"

namespace igp::rego {

/// Never holds.
class FailStep final : public Step {
 public:
  Flow run(Machine&) const override { return Flow::kNext; }
};

/// slot := value
class MoveStep final : public Step {
 public:
  MoveStep(std::int32_t to, Operand from) : to_(to), from_(std::move(from)) {}
  Flow run(Machine& machine) const override {
    machine.frame[to_] = from_.in(machine.frame);
    return next->run(machine);
  }

 private:
  std::int32_t to_;
  Operand from_;
};

/// Both are equal.
class EqualStep final : public Step {
 public:
  EqualStep(Operand a, Operand b) : a_(std::move(a)), b_(std::move(b)) {}
  Flow run(Machine& machine) const override {
    if (!(a_.in(machine.frame) == b_.in(machine.frame))) return Flow::kNext;
    return next->run(machine);
  }

 private:
  Operand a_;
  Operand b_;
};

/// The value is not false.
class TruthyStep final : public Step {
 public:
  explicit TruthyStep(Operand value) : value_(std::move(value)) {}
  Flow run(Machine& machine) const override {
    return value_.in(machine.frame).is_false() ? Flow::kNext : next->run(machine);
  }

 private:
  Operand value_;
};

/// to := from[key], where it exists
class LookupStep final : public Step {
 public:
  LookupStep(std::int32_t to, Operand from, Operand key)
      : to_(to), from_(std::move(from)), key_(std::move(key)) {}
  Flow run(Machine& machine) const override {
    const Value found = from_.in(machine.frame).lookup(key_.in(machine.frame));
    if (found.is_undefined()) return Flow::kNext;
    machine.frame[to_] = found;
    return next->run(machine);
  }

 private:
  std::int32_t to_;
  Operand from_;
  Operand key_;
};

/// to := from.k1.k2..., for constant keys
class LookupPathStep final : public Step {
 public:
  LookupPathStep(std::int32_t to, Operand from, std::vector<Value> keys)
      : to_(to), from_(std::move(from)), keys_(std::move(keys)) {}
  Flow run(Machine& machine) const override;

 private:
  std::int32_t to_;
  Operand from_;
  std::vector<Value> keys_;
};

/// Every key and value of a composite; the slots are -1 for what nobody asks for.
class IterateStep final : public Step {
 public:
  IterateStep(Operand from, std::int32_t key, std::int32_t value)
      : from_(std::move(from)), key_(key), value_(value) {}
  Flow run(Machine& machine) const override;

 private:
  Flow over_array(Machine& machine, const Value& from) const;
  Flow over_object(Machine& machine, const Value& from) const;
  Flow over_set(Machine& machine, const Value& from) const;

  Operand from_;
  std::int32_t key_;
  std::int32_t value_;
};

/// The value is an array, or object, of exactly this many elements.
class SizeStep final : public Step {
 public:
  SizeStep(Operand value, Kind kind, std::size_t size)
      : value_(std::move(value)), kind_(kind), size_(size) {}
  Flow run(Machine& machine) const override {
    const Value& value = value_.in(machine.frame);
    return value.kind() == kind_ && value.size() == size_ ? next->run(machine) : Flow::kNext;
  }

 private:
  Operand value_;
  Kind kind_;
  std::size_t size_;
};

/// to := an array or set of the elements
class MakeSequenceStep final : public Step {
 public:
  MakeSequenceStep(std::int32_t to, Kind kind, std::vector<Operand> elements)
      : to_(to), kind_(kind), elements_(std::move(elements)) {}
  Flow run(Machine& machine) const override;

 private:
  std::int32_t to_;
  Kind kind_;
  std::vector<Operand> elements_;
};

/// to := an object; fails the evaluation when a key has two values
class MakeObjectStep final : public Step {
 public:
  MakeObjectStep(std::int32_t to, std::vector<std::pair<Operand, Operand>> members)
      : to_(to), members_(std::move(members)) {}
  Flow run(Machine& machine) const override;

 private:
  std::int32_t to_;
  std::vector<std::pair<Operand, Operand>> members_;
};

}  // namespace igp::rego
