// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Shell-style patterns of delegated paths (TUF specification section 4.5, PATHPATTERN).
#pragma once

#include <string_view>

namespace igp::tuf {

/// Whether `path` has the form of `pattern`: `*` stands for any run and `?` for any one byte, but
/// neither for a slash; `[a-z]` and `[!a-z]` are classes. Linear in the product of the lengths.
bool matches_pattern(std::string_view pattern, std::string_view path);

}  // namespace igp::tuf
