// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// BuiltinCaches: compiled patterns, kept across evaluations.
#pragma once

#include <memory>

namespace igp::rego {

/// What builtins compile once and use often. Belongs to one thread at a time.
class BuiltinCaches {
 public:
  BuiltinCaches();
  BuiltinCaches(BuiltinCaches&&) noexcept;
  BuiltinCaches& operator=(BuiltinCaches&&) noexcept;
  ~BuiltinCaches();

  struct State;
  State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

}  // namespace igp::rego
