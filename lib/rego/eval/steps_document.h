// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Steps that read documents: input, base documents, virtual documents, and trees of both.
#pragma once

#include <utility>
#include <vector>

#include "rego/eval/machine.h"

namespace igp::rego {

/// to := input.k1.k2...
class InputStep final : public Step {
 public:
  InputStep(std::int32_t to, std::vector<Value> keys) : to_(to), keys_(std::move(keys)) {}
  Flow run(Machine& machine) const override;

 private:
  std::int32_t to_;
  std::vector<Value> keys_;
};

/// to := data.k1.k2..., where no rule defines any of it
class BaseDocumentStep final : public Step {
 public:
  BaseDocumentStep(std::int32_t to, std::vector<Value> keys) : to_(to), keys_(std::move(keys)) {}
  Flow run(Machine& machine) const override;

 private:
  std::int32_t to_;
  std::vector<Value> keys_;
};

/// to := the whole value of a virtual document
class DocumentStep final : public Step {
 public:
  DocumentStep(std::int32_t to, const RuleGroup& group) : to_(to), group_(group) {}
  Flow run(Machine& machine) const override;

 private:
  std::int32_t to_;
  const RuleGroup& group_;
};

/// to := document[key], computing no more of a partial document than that
class DocumentKeyStep final : public Step {
 public:
  DocumentKeyStep(std::int32_t to, const RuleGroup& group, Operand key)
      : to_(to), group_(group), key_(std::move(key)) {}
  Flow run(Machine& machine) const override;

 private:
  std::int32_t to_;
  const RuleGroup& group_;
  Operand key_;
};

/// An operand of a reference: a value, or a slot that takes every possible one (-1: nobody asks).
struct TreeKey {
  bool bound = true;
  Operand value;
  std::int32_t slot = -1;
};

/// to := data.a[x][y]..., from a node of the tree of documents on, where keys are not constants
class TreeStep final : public Step {
 public:
  TreeStep(std::int32_t to, const DocumentNode& node, std::vector<TreeKey> keys)
      : to_(to), node_(node), keys_(std::move(keys)) {}
  Flow run(Machine& machine) const override;

 private:
  Flow in_tree(Machine& machine, const DocumentNode& node, const Value& base, std::size_t at) const;
  Flow each_child(Machine& machine, const DocumentNode& node, const Value& base,
                  std::size_t at) const;
  Flow in_child(Machine& machine, const DocumentNode& node, const Value& base, const Value& key,
                std::size_t at) const;
  Flow in_group(Machine& machine, const RuleGroup& group, std::size_t at) const;
  Flow in_value(Machine& machine, const Value& value, std::size_t at) const;

  std::int32_t to_;
  const DocumentNode& node_;
  std::vector<TreeKey> keys_;
};

}  // namespace igp::rego
