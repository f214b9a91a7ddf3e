// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// HTTP dates (RFC 9110 section 5.6.7), to the second.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace igp::http {

/// "Sun, 06 Nov 1994 08:49:37 GMT"; the fraction of a second is dropped.
std::string format_http_date(UnixNanos time);

/// Seconds since 1970-01-01T00:00:00Z of a date in any of the three forms: IMF-fixdate, RFC 850 and
/// asctime. The two-digit year of RFC 850 is placed by `now`: never more than 50 years ahead of it.
/// Fails with kTimeMalformed, also when the day of the week is not that of the date.
Result<std::int64_t> parse_http_date(std::string_view text, UnixNanos now);

}  // namespace igp::http
