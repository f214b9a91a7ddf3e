// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Calls builtins by name with operands written as JSON, for tables of cases.
#pragma once

#include <string>
#include <string_view>

namespace igp::rego {

/// One row of a table: a builtin, the JSON array of its operands, and what call() must give.
struct Call {
  std::string_view builtin;
  std::string_view args;
  std::string_view want;
};

/// The result as a Rego term, "undefined", or the error as "eval_type_error: message". Operands
/// of the form {"$set": [...]} are sets.
std::string call(std::string_view builtin, std::string_view args);

/// CHECKs every row.
void check_calls(std::initializer_list<Call> rows);

}  // namespace igp::rego
