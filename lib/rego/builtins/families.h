// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The table of each family of builtins, as its file defines it. See registry.h.
#pragma once

#include <span>

#include "rego/builtins/builtin.h"

namespace igp::rego {

std::span<const BuiltinRow> aggregate_builtins();
std::span<const BuiltinRow> comparison_builtins();
std::span<const BuiltinRow> crypto_hash_builtins();
std::span<const BuiltinRow> encoding_builtins();
std::span<const BuiltinRow> glob_builtins();
std::span<const BuiltinRow> graph_builtins();
std::span<const BuiltinRow> json_patch_builtins();
std::span<const BuiltinRow> json_text_builtins();
std::span<const BuiltinRow> number_builtins();
std::span<const BuiltinRow> object_builtins();
std::span<const BuiltinRow> regex_builtins();
std::span<const BuiltinRow> string_builtins();
std::span<const BuiltinRow> string_edit_builtins();
std::span<const BuiltinRow> time_builtins();
std::span<const BuiltinRow> unit_builtins();
std::span<const BuiltinRow> version_builtins();
std::span<const BuiltinRow> yaml_builtins();

}  // namespace igp::rego
