// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Step: one instruction of a plan. A body is a chain of steps; each finds its solutions and runs
// the rest of the chain for every one of them, so that backtracking is returning.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <utility>
#include <vector>

#include "rego/syntax/location.h"
#include "rego/value/value.h"

namespace igp::rego {

class Machine;

/// What the rest of a chain wants after it has been run for one solution.
enum class Flow : std::uint8_t {
  kNext,   ///< the next solution, if there is one
  kStop,   ///< nothing more: whoever started the chain has what it needs
  kError,  ///< evaluation has failed; the machine holds the error
};

/// An instruction. Immutable once planned; shared by all threads that evaluate.
class Step {
 public:
  Step() = default;
  Step(const Step&) = delete;
  Step& operator=(const Step&) = delete;
  virtual ~Step() = default;

  /// Runs the rest of the chain once for each solution of this step. kStop and kError of the rest
  /// are returned at once.
  virtual Flow run(Machine& machine) const = 0;

  const Step* next = nullptr;
  Loc loc;  ///< the expression this step belongs to
};

/// A value known at planning time, or a place in the frame.
class Operand {
 public:
  Operand() = default;
  static Operand constant(const Value& value) {
    Operand operand;
    operand.constant_ = value;
    return operand;
  }
  static Operand slot(std::int32_t slot) {
    Operand operand;
    operand.slot_ = slot;
    return operand;
  }

  [[nodiscard]] bool is_constant() const { return slot_ < 0; }
  [[nodiscard]] const Value& constant() const { return constant_; }
  [[nodiscard]] std::int32_t slot() const { return slot_; }
  [[nodiscard]] const Value& in(const Value* frame) const {
    return slot_ < 0 ? constant_ : frame[slot_];
  }

 private:
  Value constant_;
  std::int32_t slot_ = -1;
};

/// Owns the steps of one program or query.
class StepStore {
 public:
  template <class T, class... Args>
  T* make(Args&&... args) {
    auto step = std::make_unique<T>(std::forward<Args>(args)...);
    T* raw = step.get();
    steps_.push_back(std::move(step));
    return raw;
  }

 private:
  std::vector<std::unique_ptr<Step>> steps_;
};

}  // namespace igp::rego
