// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Steps that run chains of their own (negation, every, and/or, comprehensions, with) and the steps
// that end chains.
#pragma once

#include <utility>
#include <vector>

#include "rego/eval/machine.h"
#include "rego/eval/steps_index.h"

namespace igp::rego {

/// Ends a chain of which one solution is enough.
class StopStep final : public Step {
 public:
  Flow run(Machine&) const override { return Flow::kStop; }
};

/// Holds when the body has no solution.
class NotStep final : public Step {
 public:
  Flow run(Machine& machine) const override;
  const Step* body = nullptr;  ///< ends with StopStep
};

/// Holds once when both bodies have a solution (and), or one of them (or).
class LogicStep final : public Step {
 public:
  explicit LogicStep(bool both) : both_(both) {}
  Flow run(Machine& machine) const override;
  const Step* left = nullptr;   ///< ends with StopStep
  const Step* right = nullptr;  ///< ends with StopStep

 private:
  bool both_;
};

/// Holds when the body has a solution for each member of a composite.
class EveryStep final : public Step {
 public:
  explicit EveryStep(Operand domain) : domain_(std::move(domain)) {}
  Flow run(Machine& machine) const override;
  std::int32_t key = -1;
  std::int32_t value = -1;
  const Step* body = nullptr;  ///< ends with StopStep

 private:
  Operand domain_;
};

/// to := [...], {...} or {...: ...} of the body's solutions
class ComprehensionStep final : public Step {
 public:
  ComprehensionStep(std::int32_t to, Kind kind) : to_(to), kind_(kind) {}
  Flow run(Machine& machine) const override;
  const Step* body = nullptr;  ///< ends with a CollectStep of the same kind
  ComprehensionIndex index;

 private:
  Flow compute(Machine& machine, Value& out) const;

  std::int32_t to_;
  Kind kind_;
};

/// Hands a solution to the comprehension that started the chain.
class CollectStep final : public Step {
 public:
  CollectStep(Kind kind, Operand key, Operand value)
      : kind_(kind), key_(std::move(key)), value_(std::move(value)) {}
  Flow run(Machine& machine) const override;

 private:
  Kind kind_;
  Operand key_;  ///< objects only
  Operand value_;
};

/// One `with target as value`.
struct Replacement {
  enum class Target : std::uint8_t { kInput, kData, kBuiltin, kFunction };

  Target target = Target::kInput;
  std::vector<Value> keys;  ///< below input or data
  Operand value;
  const DocumentNode* masked = nullptr;  ///< the virtual document that data hides, if any
  Mock mock;
  bool mock_by_value = false;
};

/// Puts changed documents in front for the steps up to the matching WithEndStep.
class WithStep final : public Step {
 public:
  explicit WithStep(std::vector<Replacement> replacements)
      : replacements_(std::move(replacements)) {}
  Flow run(Machine& machine) const override;

 private:
  std::vector<Replacement> replacements_;
};

/// The rest of the chain sees what was there before the WithStep.
class WithEndStep final : public Step {
 public:
  Flow run(Machine& machine) const override;
};

}  // namespace igp::rego
