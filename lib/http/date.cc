// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/date.h"

#include <fmt/format.h>

#include <array>
#include <optional>

#include "base/rfc3339.h"

namespace igp::http {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;
constexpr std::array<std::string_view, 7> kDays = {"Thursday", "Friday",  "Saturday", "Sunday",
                                                   "Monday",   "Tuesday", "Wednesday"};
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// What a date says, before its parts are held against each other.
struct Parts {
  int weekday = 0;  ///< index into kDays: 1970-01-01 was a Thursday
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
};

/// Takes pieces off the front of a text; any piece that is not there makes it fail for good.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  Scanner& literal(std::string_view text) {
    if (rest_.starts_with(text)) {
      rest_.remove_prefix(text.size());
    } else {
      failed_ = true;
    }
    return *this;
  }

  Scanner& digits(std::size_t count, int& out) {
    if (rest_.size() < count) failed_ = true;
    out = 0;
    for (std::size_t i = 0; i < count && !failed_; ++i) {
      const char c = rest_[i];
      if (c < '0' || c > '9') failed_ = true;
      out = out * 10 + (c - '0');
    }
    if (!failed_) rest_.remove_prefix(count);
    return *this;
  }

  /// One of `names`, cut at `length` bytes; `out` is its index.
  template <std::size_t N>
  Scanner& name(const std::array<std::string_view, N>& names, std::size_t length, int& out) {
    for (std::size_t i = 0; i < N; ++i) {
      const std::string_view candidate = names[i].substr(0, length);
      if (!rest_.starts_with(candidate)) continue;
      rest_.remove_prefix(candidate.size());
      out = static_cast<int>(i);
      return *this;
    }
    failed_ = true;
    return *this;
  }

  Scanner& time(Parts& parts) {
    return digits(2, parts.hour)
        .literal(":")
        .digits(2, parts.minute)
        .literal(":")
        .digits(2, parts.second);
  }

  /// asctime's day: two digits, or a space and one.
  Scanner& padded_day(int& out) {
    return rest_.starts_with(' ') ? literal(" ").digits(1, out) : digits(2, out);
  }

  [[nodiscard]] bool complete() const { return !failed_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

std::optional<Parts> scan_imf(std::string_view text) {
  Parts p;
  Scanner s(text);
  s.name(kDays, 3, p.weekday).literal(", ").digits(2, p.day).literal(" ");
  s.name(kMonths, 3, p.month).literal(" ").digits(4, p.year).literal(" ").time(p).literal(" GMT");
  return s.complete() ? std::optional(p) : std::nullopt;
}

std::optional<Parts> scan_rfc850(std::string_view text, UnixNanos now) {
  Parts p;
  Scanner s(text);
  s.name(kDays, std::string_view::npos, p.weekday).literal(", ").digits(2, p.day).literal("-");
  s.name(kMonths, 3, p.month).literal("-").digits(2, p.year).literal(" ").time(p).literal(" GMT");
  if (!s.complete()) return std::nullopt;
  const int this_year = to_civil(now).year;
  p.year += this_year - this_year % 100;
  if (p.year > this_year + 50) p.year -= 100;
  return p;
}

std::optional<Parts> scan_asctime(std::string_view text) {
  Parts p;
  Scanner s(text);
  s.name(kDays, 3, p.weekday).literal(" ").name(kMonths, 3, p.month).literal(" ");
  s.padded_day(p.day).literal(" ").time(p).literal(" ").digits(4, p.year);
  return s.complete() ? std::optional(p) : std::nullopt;
}

int weekday_of(std::int64_t days) { return static_cast<int>(((days % 7) + 7) % 7); }

}  // namespace

std::string format_http_date(UnixNanos time) {
  const CivilTime t = to_civil(time);
  const int weekday = weekday_of(days_from_civil(t.year, t.month, t.day));
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                     kDays[static_cast<std::size_t>(weekday)].substr(0, 3), t.day,
                     kMonths[static_cast<std::size_t>(t.month - 1)], t.year, t.hour, t.minute,
                     t.second);
}

Result<std::int64_t> parse_http_date(std::string_view text, UnixNanos now) {
  std::optional<Parts> parts = scan_imf(text);
  if (!parts) parts = scan_rfc850(text, now);
  if (!parts) parts = scan_asctime(text);
  if (!parts) return fail(ErrorCode::kTimeMalformed, "not an HTTP date: {}", quote(text));
  const std::int64_t days = days_from_civil(parts->year, parts->month + 1, parts->day);
  const std::int64_t first = days_from_civil(parts->year, parts->month + 1, 1);
  const std::int64_t next = parts->month == 11 ? days_from_civil(parts->year + 1, 1, 1)
                                               : days_from_civil(parts->year, parts->month + 2, 1);
  // 60 is a leap second.
  if (days < first || days >= next || parts->hour > 23 || parts->minute > 59 ||
      parts->second > 60 || weekday_of(days) != parts->weekday) {
    return fail(ErrorCode::kTimeMalformed, "no such date: {}", quote(text));
  }
  return days * kSecondsPerDay + parts->hour * 3600 + parts->minute * 60 + parts->second;
}

}  // namespace igp::http
