// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Types as short text: what does not matter becomes an ellipsis, as in OPA's messages.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rego/types/type.h"

namespace igp::rego {

/// Lines of an error that are written again with less in them.
bool is_wide(std::string_view line);
/// Types that are not worth making shorter.
bool is_short(std::string_view text);

/// The type with what is nested more than `depth` levels left out; all of it for -1.
std::string elided(const Type* type, int depth);
/// The type's outermost part only, unless all of it is short.
std::string elided(const Type* type);

/// Both types with what shows how they differ.
std::pair<std::string, std::string> difference(const Type* a, const Type* b);

// The notation of types whose parts are text already; `rest` may be empty.
std::string composite_text(std::string_view name, const std::vector<std::string>& fixed,
                           const std::string& rest);
std::string any_text(const std::vector<std::string>& members);
std::string function_text(const std::vector<std::string>& parameters, const std::string& result);

}  // namespace igp::rego
