// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Comprehensions that only compare with variables from outside, such as
// `{x | data.items[j].cat == cat; x := data.items[j].id}`: run once for all values of `cat`,
// grouped by it, and looked up from then on.
#pragma once

#include <utility>
#include <vector>

#include "rego/eval/machine.h"
#include "rego/eval/step.h"

namespace igp::rego {

/// What a comprehension needs to be looked up.
struct ComprehensionIndex {
  /// The body with the keys unbound; ends with a CollectGroupStep. Null: there is no index.
  const Step* body = nullptr;
  std::vector<std::int32_t> keys;  ///< slots of the variables from outside
};

/// Hands a solution and the values of the keys to the index that started the chain.
class CollectGroupStep final : public Step {
 public:
  CollectGroupStep(const std::vector<std::int32_t>& keys, Operand key, Operand value)
      : keys_(keys), key_(std::move(key)), value_(std::move(value)) {}
  Flow run(Machine& machine) const override;

 private:
  const std::vector<std::int32_t>& keys_;
  Operand key_;  ///< objects only
  Operand value_;
};

/// The comprehension for the present values of the keys. `out` is undefined when it has to be
/// evaluated directly: the first time, since it may be the only one, and where some group is an
/// object of which one key has two values. `step` is what the index belongs to.
Flow look_up(Machine& machine, const ComprehensionIndex& index, Kind kind, const Step& step,
             Value& out);

}  // namespace igp::rego
