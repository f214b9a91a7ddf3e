// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The functions that Go's text/template has.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "rego/templates/data.h"

namespace igp::rego::templates {

/// A function and how many arguments it takes.
struct Function {
  std::string_view name;
  std::size_t least;
  bool variadic;  ///< otherwise `least` are all
  /// Fails with kRegoEval and what Go says, or kLimitExceeded.
  Result<Data> (*call)(Arena& arena, std::span<const Data> args);
};

/// Null for `and`, `or` and `call`, which take their arguments in ways of their own.
const Function* find_function(std::string_view name);

}  // namespace igp::rego::templates
