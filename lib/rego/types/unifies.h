// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Whether some value could be of two types.
#pragma once

#include <cstdint>

#include "rego/types/type.h"

namespace igp::rego {

/// Answers with OPA's notion of compatible types. The work of all answers together is bounded:
/// after `steps` (kRegoTypeSteps) everything is compatible, so that nothing is refused unchecked.
class TypeMatcher {
 public:
  TypeMatcher(TypeFactory& types, std::uint64_t steps) : types_(types), steps_(steps) {}

  /// False where one of the two is unknown.
  bool unifies(const Type* a, const Type* b);

  /// Counts one step of the caller's own work; false when there are none left.
  bool step() {
    if (steps_ == 0) return false;
    --steps_;
    return true;
  }
  [[nodiscard]] bool exhausted() const { return steps_ == 0; }

 private:
  bool any_unifies(const Type& any, const Type* other);
  bool arrays(const Type& a, const Type& b);
  bool array_items(const Type& a, const Type& b);
  bool objects(const Type& a, const Type& b);
  bool object_properties(const Type& a, const Type& b);
  bool functions(const Type& a, const Type& b);

  TypeFactory& types_;
  std::uint64_t steps_;
};

}  // namespace igp::rego
