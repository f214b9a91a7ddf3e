// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// "did you mean": the closest known word.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace igp::cli {

/// The candidate within a third of its length in edits (insert, delete, replace, swap), if any.
std::optional<std::string_view> closest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace igp::cli
