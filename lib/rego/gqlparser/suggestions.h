// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// "Did you mean": names that resemble one that does not exist.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rego/gqlparser/work.h"

namespace igp::rego::gqlparser {

/// ` Did you mean "a", "b", or "c"?` of the at most five `options` nearest to `wrong`, or nothing
/// where none is near. `question` is put before them.
std::string suggestion(std::string_view question, std::string_view wrong,
                       const std::vector<std::string_view>& options, Work& work);

/// `"a", "b", or "c"`; of more than five items only the first five.
std::string quoted_or_list(std::vector<std::string_view> items);

}  // namespace igp::rego::gqlparser
