// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Types as text, in the form of OPA's messages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rego/types/signature.h"
#include "rego/types/type.h"
#include "rego/types/unifies.h"

namespace igp::rego {

/// "array<string, number>[any]"; "???" for what is not known.
std::string to_text(const Type* type);

/// The lines below an error about arguments: what was given, and what the function takes. Long
/// lines leave out what does not matter for the error.
std::vector<std::string> argument_lines(TypeMatcher& matcher, const std::vector<const Type*>& have,
                                        const Signature& want, bool with_result);

/// The lines below an error about two sides that can never be equal.
std::vector<std::string> match_lines(const Type* left, const Type* right);

/// A constant as the key of an object is written in a type: strings without quotes.
std::string key_text(const Term& key);

}  // namespace igp::rego
