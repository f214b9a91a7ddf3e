// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Syntax trees as JSON, in the form of `rego.parse_module` and `opa parse --format json`.
#pragma once

#include <string>

#include "rego/syntax/ast.h"

namespace igp::rego {

/// A parsed, not compiled, module. Numbers keep their text; sets and objects are in order.
std::string encode_ast_json(const Module& module);

}  // namespace igp::rego
