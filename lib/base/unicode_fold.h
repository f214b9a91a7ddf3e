// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Names that some file system takes for the same one.
#pragma once

#include <string>
#include <string_view>

namespace igp {

/// A key that two names share when they differ only in letter case or in Unicode normalization
/// (canonical caseless matching, Unicode D145). `name` must be valid UTF-8.
std::string collision_key(std::string_view name);

}  // namespace igp
