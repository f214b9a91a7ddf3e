// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Times as text by Go's layouts, in which the reference time Mon Jan 2 15:04:05 MST 2006 shows
// what goes where.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "base/rfc3339.h"
#include "rego/builtins/time_zone.h"
#include "rego/value/value.h"

namespace igp::rego {

/// The layout that Go calls "RFC3339", "ANSIC", ... or `name` itself.
std::string_view named_layout(std::string_view name);

/// a / b rounded down; b must be positive.
std::int64_t floor_div(std::int64_t a, std::int64_t b);

/// What clocks that are `offset_seconds` ahead of UTC show at `time`.
CivilTime civil_in(UnixNanos time, std::int32_t offset_seconds);

std::string format_time(std::string_view layout, UnixNanos time, const TimeZone& zone);

/// Nanoseconds since 1970, perhaps beyond 64 bits. Fails with kTimeMalformed in Go's words.
Result<Int128> parse_time(std::string_view layout, std::string_view text);

}  // namespace igp::rego
