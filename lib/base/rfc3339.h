// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Times as text: RFC 3339 and the civil calendar behind it.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace igp {

/// Broken-down UTC time. Month and day count from 1.
struct CivilTime {
  int year = 1970;
  int month = 1;
  int day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int nanos = 0;
};

/// Days since 1970-01-01 in the proleptic Gregorian calendar.
std::int64_t days_from_civil(int year, int month, int day);

/// The civil UTC time of `time`.
CivilTime to_civil(UnixNanos time);

/// Parses an RFC 3339 section 5.6 date-time ("2099-01-01T00:00:00Z", offsets and up to nine
/// fraction digits; further ones are dropped). Fails with kTimeMalformed, also outside 1678..2262.
Result<UnixNanos> parse_rfc3339(std::string_view text);

/// The same for an end of a period: a year like 9999 stands for ever, so that what is outside
/// 1678..2262 becomes the nearest time within.
Result<UnixNanos> parse_rfc3339_bound(std::string_view text);

/// "2026-11-22T15:36:16Z", with nine fraction digits only when there is a fraction.
std::string format_rfc3339(UnixNanos time);

}  // namespace igp
