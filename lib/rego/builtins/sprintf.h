// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Go's fmt.Sprintf over Rego values.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rego/builtins/sprintf_verbs.h"
#include "rego/value/value.h"

namespace igp::rego {

/// Formats `args` by Go's verbs, flags, widths, precisions and argument indexes. Integers are
/// int64 or *big.Int, other numbers float64, strings strings, and all else its term text; what is
/// wrong shows in the text as Go shows it ("%!d(string=x)").
/// Widths and precisions are at most a million, as Go's.
std::string go_sprintf(std::string_view format, std::span<const Value> args);
/// As above, over arguments that are Go's already.
std::string go_sprintf(std::string_view format, std::vector<FormatArg> args);

}  // namespace igp::rego
