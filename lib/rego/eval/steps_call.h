// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Steps that call: builtins, functions, walk, print, template strings.
#pragma once

#include <utility>
#include <vector>

#include "rego/eval/machine.h"

namespace igp::rego {

/// to := builtin(arguments)
class BuiltinStep final : public Step {
 public:
  BuiltinStep(std::int32_t to, const BuiltinDecl& builtin, std::vector<Operand> arguments);
  Flow run(Machine& machine) const override;

 private:
  std::int32_t to_;
  const BuiltinDecl& builtin_;
  BuiltinFunction function_;
  std::vector<Operand> arguments_;
};

/// to := function(arguments)
class FunctionStep final : public Step {
 public:
  FunctionStep(std::int32_t to, const RuleGroup& function, std::vector<Operand> arguments)
      : to_(to), function_(function), arguments_(std::move(arguments)) {}
  Flow run(Machine& machine) const override;

 private:
  std::int32_t to_;
  const RuleGroup& function_;
  std::vector<Operand> arguments_;
};

/// to := [path, value] for every value in a document, itself first
class WalkStep final : public Step {
 public:
  WalkStep(std::int32_t to, Operand from) : to_(to), from_(std::move(from)) {}
  Flow run(Machine& machine) const override;

 private:
  Flow visit(Machine& machine, std::vector<Value>& path, const Value& value) const;

  std::int32_t to_;
  Operand from_;
};

/// print(parts...): hands a line for each combination of the parts' values to the host.
class PrintStep final : public Step {
 public:
  Flow run(Machine& machine) const override;
  std::vector<const Step*> parts;  ///< each ends with a CollectStep of a set
};

/// internal.print([{...}, ...]), what the compiler makes of print.
class PrintSetsStep final : public Step {
 public:
  explicit PrintSetsStep(Operand sets) : sets_(std::move(sets)) {}
  Flow run(Machine& machine) const override;

 private:
  Operand sets_;
};

/// to := the text of a template string
class TemplateStep final : public Step {
 public:
  struct Part {
    Value text;
    const Step* body = nullptr;  ///< when not null: ends with a CollectStep of a set
  };

  explicit TemplateStep(std::int32_t to) : to_(to) {}
  Flow run(Machine& machine) const override;
  std::vector<Part> parts;

 private:
  std::int32_t to_;
};

}  // namespace igp::rego
