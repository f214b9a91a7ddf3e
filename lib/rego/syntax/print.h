// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Syntax trees as Rego text, in the form OPA's messages use.
#pragma once

#include <string>
#include <string_view>

#include "rego/syntax/ast.h"

namespace igp::rego {

/// "var", "ref", "arraycomprehension", ...
std::string_view kind_name(TermKind kind);

std::string to_text(const Term& term);
std::string to_text(const Body& body);
std::string to_text(const Expr& expr);
/// A reference given by its parts, e.g. a rule head's or a package's.
std::string ref_to_text(const Terms& ref);
/// The name of the builtin that a call's operator refers to, or of the function: "array.concat".
std::string operator_name(const Term& op);
/// `import data.foo as bar`.
std::string to_text(const Import& import);

/// True for what may follow a dot: a name of ASCII letters, digits and underscores that does not
/// start with a digit.
bool is_name(std::string_view text);

/// True for the keywords of Rego v1, which are written ["if"] in references.
bool is_v1_keyword(std::string_view text);

}  // namespace igp::rego
