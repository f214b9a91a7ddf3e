// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Which variables occur in a tree.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>

#include "rego/compile/var_set.h"
#include "rego/syntax/ast.h"

namespace igp::rego {

/// The number of a function's parameters, or -1 for what is no function.
using Arity = std::function<int(const Terms& op)>;

/// Where not to look for variables.
enum VarFlag : std::uint8_t {
  kSkipRefHead = 1,      ///< the first element of references
  kSkipRefCallHead = 2,  ///< the first element of a call's operator, and of `with` targets
  kSkipObjectKeys = 4,
  kSkipClosures = 8,  ///< comprehensions, template strings, and bodies within expressions
  kSkipSets = 16,
  kSkipTemplateStrings = 32,
};

/// What safety looks at: everything an expression itself reads.
inline constexpr std::uint8_t kSafetyFlags = kSkipRefCallHead | kSkipClosures;

/// Collects variables. With `arity`, the operands of `not`, `and` and `or` that are not in braces
/// count as far as they need variables from outside.
class VarCollector {
 public:
  explicit VarCollector(std::uint8_t flags = 0, const Arity* arity = nullptr)
      : flags_(flags), arity_(arity) {}

  void add(const Term& term);
  void add(const Terms& terms);
  void add(const Expr& expr);
  void add(const Body& body);
  void add(const With& with);

  [[nodiscard]] VarSet& vars() { return vars_; }

 private:
  void add_ref(const Term& ref);
  void add_operands(const Terms& call);
  bool add_promoted(const Expr& expr);

  std::uint8_t flags_;
  const Arity* arity_;
  VarSet vars_;
};

template <class Node>
VarSet vars_of(const Node& node, std::uint8_t flags = 0, const Arity* arity = nullptr) {
  VarCollector collector(flags, arity);
  collector.add(node);
  return std::move(collector.vars());
}

/// The variables that `:=` and `some` declare in the expression or body, not in comprehensions.
VarSet declared_vars(Expr& expr);
VarSet declared_vars(const Body& body);

/// A call of the builtin `name` in statement position.
bool is_call_of(const Expr& expr, std::string_view name);
/// `a = b` with two operands.
bool is_equation(const Expr& expr);
/// `a := b` with two operands.
bool is_assignment(const Expr& expr);

}  // namespace igp::rego
