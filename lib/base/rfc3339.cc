// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/rfc3339.h"

#include <fmt/format.h>

#include "base/checked_math.h"

namespace igp {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(int year, int month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

/// Reads exactly `count` digits off the front of `text`.
bool take_digits(std::string_view& text, int count, int& out) {
  if (text.size() < static_cast<std::size_t>(count)) return false;
  out = 0;
  for (int i = 0; i < count; ++i) {
    const char c = text[static_cast<std::size_t>(i)];
    if (c < '0' || c > '9') return false;
    out = out * 10 + (c - '0');
  }
  text.remove_prefix(static_cast<std::size_t>(count));
  return true;
}

bool take(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text[0]) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

bool take_fraction(std::string_view& text, int& nanos) {
  int digits = 0;
  while (!text.empty() && text[0] >= '0' && text[0] <= '9') {
    if (digits < 9) nanos = nanos * 10 + (text[0] - '0');
    ++digits;
    text.remove_prefix(1);
  }
  for (int i = digits; i < 9; ++i) nanos *= 10;
  return digits > 0;
}

/// Reads "Z" or "+hh:mm"; `seconds` is what local time is ahead of UTC.
bool take_offset(std::string_view& text, int& seconds) {
  if (take(text, "Zz")) return true;
  const bool negative = !text.empty() && text[0] == '-';
  int hours = 0;
  int minutes = 0;
  if (!take(text, "+-") || !take_digits(text, 2, hours) || !take(text, ":") ||
      !take_digits(text, 2, minutes) || hours > 23 || minutes > 59) {
    return false;
  }
  seconds = (hours * 3600 + minutes * 60) * (negative ? -1 : 1);
  return true;
}

bool in_range(const CivilTime& t) {
  return t.month >= 1 && t.month <= 12 && t.day >= 1 && t.day <= days_in_month(t.year, t.month) &&
         t.hour <= 23 && t.minute <= 59 && t.second <= 59;
}

}  // namespace

// The calendar is counted from 0000-03-01 in eras of 400 years, so that the leap day is last.
std::int64_t days_from_civil(int year, int month, int day) {
  const std::int64_t y = static_cast<std::int64_t>(year) - (month <= 2 ? 1 : 0);
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

CivilTime to_civil(UnixNanos time) {
  std::int64_t seconds = time / kNanosPerSecond;
  std::int64_t nanos = time % kNanosPerSecond;
  if (nanos < 0) {
    nanos += kNanosPerSecond;
    --seconds;
  }
  std::int64_t days = seconds / kSecondsPerDay;
  std::int64_t rest = seconds % kSecondsPerDay;
  if (rest < 0) {
    rest += kSecondsPerDay;
    --days;
  }
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const std::int64_t day_of_era = days - era * 146097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  CivilTime out;
  out.day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  out.month = static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  out.year = static_cast<int>(year_of_era + era * 400 + (out.month <= 2 ? 1 : 0));
  out.hour = static_cast<int>(rest / 3600);
  out.minute = static_cast<int>(rest / 60 % 60);
  out.second = static_cast<int>(rest % 60);
  out.nanos = static_cast<int>(nanos);
  return out;
}

namespace {

struct Instant {
  std::int64_t seconds;  ///< since 1970
  std::int64_t nanos;
};

Result<Instant> parse_instant(std::string_view text) {
  std::string_view rest = text;
  CivilTime t;
  int offset = 0;
  const bool well_formed =
      take_digits(rest, 4, t.year) && take(rest, "-") && take_digits(rest, 2, t.month) &&
      take(rest, "-") && take_digits(rest, 2, t.day) && take(rest, "Tt") &&
      take_digits(rest, 2, t.hour) && take(rest, ":") && take_digits(rest, 2, t.minute) &&
      take(rest, ":") && take_digits(rest, 2, t.second) &&
      (!take(rest, ".") || take_fraction(rest, t.nanos)) && take_offset(rest, offset) &&
      rest.empty() && in_range(t);
  if (!well_formed) return fail(ErrorCode::kTimeMalformed, "not an RFC 3339 time: {}", quote(text));
  const std::int64_t seconds = days_from_civil(t.year, t.month, t.day) * kSecondsPerDay +
                               t.hour * 3600 + t.minute * 60 + t.second - offset;
  return Instant{.seconds = seconds, .nanos = t.nanos};
}

/// Nothing outside what UnixNanos holds.
std::optional<UnixNanos> to_nanos(const Instant& instant) {
  const auto scaled = checked_mul<std::int64_t>(instant.seconds, kNanosPerSecond);
  return scaled ? checked_add<std::int64_t>(*scaled, instant.nanos) : std::nullopt;
}

}  // namespace

Result<UnixNanos> parse_rfc3339(std::string_view text) {
  const auto nanos = to_nanos(IGP_TRY(parse_instant(text)));
  if (!nanos) return fail(ErrorCode::kTimeMalformed, "time out of range: {}", quote(text));
  return *nanos;
}

Result<UnixNanos> parse_rfc3339_bound(std::string_view text) {
  const Instant instant = IGP_TRY(parse_instant(text));
  return to_nanos(instant).value_or(instant.seconds < 0 ? INT64_MIN : INT64_MAX);
}

std::string format_rfc3339(UnixNanos time) {
  const CivilTime t = to_civil(time);
  std::string out = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", t.year, t.month, t.day,
                                t.hour, t.minute, t.second);
  if (t.nanos != 0) out += fmt::format(".{:09}", t.nanos);
  return out + "Z";
}

}  // namespace igp
