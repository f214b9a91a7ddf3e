// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Errors in gqlparser's words.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "rego/gqlparser/ast.h"

namespace igp::rego::gqlparser {

/// kGraphqlSyntax or kGraphqlInvalid about `position` ("input:1:2: Undefined type X.").
Error error_at(ErrorCode code, std::optional<Position> position, std::string_view message);

/// As error_at() with kGraphqlInvalid.
Fail invalid(std::optional<Position> position, std::string_view message);

/// As Go's %q shows it.
std::string quoted(std::string_view text);

}  // namespace igp::rego::gqlparser
