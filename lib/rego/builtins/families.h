// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The table of each family of builtins, as its file defines it. See registry.h.
#pragma once

#include <span>

#include "rego/builtins/builtin.h"

namespace igp::rego {

using BuiltinTable = std::span<const BuiltinRow>;

extern const BuiltinTable kAggregateBuiltins;
extern const BuiltinTable kAwsBuiltins;
extern const BuiltinTable kComparisonBuiltins;
extern const BuiltinTable kCryptoHashBuiltins;
extern const BuiltinTable kEncodingBuiltins;
extern const BuiltinTable kGlobBuiltins;
extern const BuiltinTable kGlobsMatchBuiltins;
extern const BuiltinTable kGraphBuiltins;
extern const BuiltinTable kGraphqlBuiltins;
extern const BuiltinTable kJsonPatchBuiltins;
extern const BuiltinTable kJsonSchemaBuiltins;
extern const BuiltinTable kJsonTextBuiltins;
extern const BuiltinTable kJwtBuiltins;
extern const BuiltinTable kJwtSignBuiltins;
extern const BuiltinTable kNetBuiltins;
extern const BuiltinTable kNetworkBuiltins;
extern const BuiltinTable kNumberBuiltins;
extern const BuiltinTable kObjectBuiltins;
extern const BuiltinTable kRegexBuiltins;
extern const BuiltinTable kRenderTemplateBuiltins;
extern const BuiltinTable kRegoBuiltins;
extern const BuiltinTable kStringBuiltins;
extern const BuiltinTable kStringEditBuiltins;
extern const BuiltinTable kTimeBuiltins;
extern const BuiltinTable kUnitBuiltins;
extern const BuiltinTable kUriBuiltins;
extern const BuiltinTable kVersionBuiltins;
extern const BuiltinTable kX509Builtins;
extern const BuiltinTable kYamlBuiltins;

}  // namespace igp::rego
