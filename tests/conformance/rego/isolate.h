// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Runs functions in child processes, so that a crash or an endless loop costs one case only.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace igp::conformance {

/// Calls `run(i)` for each i below `count`, each within `seconds`. The results are what `run`
/// returned (cut at 4000 bytes), or a description of how the process died.
std::vector<std::string> run_isolated(std::size_t count, int seconds,
                                      const std::function<std::string(std::size_t)>& run);

}  // namespace igp::conformance
