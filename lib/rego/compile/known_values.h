// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// KnownValues: variables that can only have one of a few constant values. Included by the files of
// this folder only.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "rego/syntax/ast.h"

namespace igp::rego {

/// What the equations of a rule's body say about its variables, in their order.
class KnownValues {
 public:
  /// No reference is taken apart into more than so many.
  static constexpr std::size_t kMostReferences = 64;

  explicit KnownValues(const Rule& rule);

  /// `ref` with the values of variables that are known before expression `at` of the body in their
  /// place: all references that it can stand for, or itself. New ones belong to `arena`.
  std::vector<Terms> expand(SyntaxArena& arena, const Terms& ref, std::size_t at) const;

 private:
  using Values = std::vector<const Term*>;
  struct Known {
    std::size_t at;
    Values values;
  };

  void add(const Expr& expr, std::size_t at);
  [[nodiscard]] std::optional<Values> values_of(const Term& term, std::size_t at) const;
  [[nodiscard]] std::optional<Values> values_of_ref(const Terms& ref, std::size_t at) const;

  std::map<std::string_view, Known> known_;
};

}  // namespace igp::rego
