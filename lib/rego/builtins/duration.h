// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Durations as text: Go's "1h30m", with the units d, w and y that OPA adds.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"

namespace igp::rego {

/// Nanoseconds. Fails with kTimeMalformed in Go's words.
Result<std::int64_t> parse_duration(std::string_view text);

}  // namespace igp::rego
