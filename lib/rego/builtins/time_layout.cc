// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/time_layout.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.h"
#include "base/rfc3339.h"
#include "rego/builtins/operands.h"
#include "rego/builtins/time_chunks.h"

namespace igp::rego {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

struct Parsed {
  int year = 0;
  int month = -1;
  int day = -1;
  int year_day = -1;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int nanos = 0;
  bool pm_seen = false;
  bool pm = false;
  std::int32_t offset = 0;
};

// Takes a text apart along a layout. A step gives false for text that does not fit, and an error
// in `problem` for a value out of its range.
class LayoutParser {
 public:
  LayoutParser(std::string_view layout, std::string_view text)
      : layout_(layout), text_(text), left_(text) {}

  Result<Int128> run();

 private:
  Fail cannot(std::string_view value, std::string_view element) const {
    return fail(ErrorCode::kTimeMalformed, "parsing time {} as {}: cannot parse {} as {}",
                quoted(text_), quoted(layout_), quoted(value), quoted(element));
  }
  Fail problem(std::string_view what) const {
    return fail(ErrorCode::kTimeMalformed, "parsing time {}: {}", quoted(text_), what);
  }

  bool take_chunk(const Chunk& chunk, std::string_view following);
  bool take_number(int& out, int least_digits, int most_digits);
  bool take_ranged(int& out, int least_digits, int low, int high, std::string_view name);
  bool take_name(std::span<const std::string_view> names, bool abbreviated, int& out);
  bool take_fraction(std::size_t digits);
  bool take_optional_fraction(std::string_view following);
  bool take_offset(const Chunk& chunk);
  bool take_zone_name();
  bool take_literal(std::string_view literal);
  Result<Int128> finish() const;

  std::string_view layout_;
  std::string_view text_;
  std::string_view left_;
  Parsed out_;
  std::string_view range_problem_;
};

bool LayoutParser::take_number(int& out, int least_digits, int most_digits) {
  int digits = 0;
  int value = 0;
  while (digits < most_digits && static_cast<std::size_t>(digits) < left_.size() &&
         is_digit(left_[static_cast<std::size_t>(digits)])) {
    value = value * 10 + (left_[static_cast<std::size_t>(digits++)] - '0');
  }
  if (digits < least_digits) return false;
  left_.remove_prefix(static_cast<std::size_t>(digits));
  out = value;
  return true;
}

bool LayoutParser::take_ranged(int& out, int least_digits, int low, int high,
                               std::string_view name) {
  if (!take_number(out, least_digits, 2)) return false;
  if (out < low || out > high) range_problem_ = name;
  return true;
}

bool LayoutParser::take_name(std::span<const std::string_view> names, bool abbreviated, int& out) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string_view name = abbreviated ? names[i].substr(0, 3) : names[i];
    const std::string_view start = left_.substr(0, name.size());
    const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
    if (std::equal(start.begin(), start.end(), name.begin(), name.end(), same)) {
      left_.remove_prefix(name.size());
      out = static_cast<int>(i);
      return true;
    }
  }
  return false;
}

// A mark and exactly `digits` digits.
bool LayoutParser::take_fraction(std::size_t digits) {
  if (left_.size() < digits + 1 || (left_[0] != '.' && left_[0] != ',')) return false;
  const std::string_view text = left_.substr(1, digits);
  if (!std::all_of(text.begin(), text.end(), is_digit)) return false;
  int nanos = 0;
  for (std::size_t i = 0; i < 9; ++i) nanos = nanos * 10 + (i < digits ? text[i] - '0' : 0);
  out_.nanos = nanos;
  left_.remove_prefix(digits + 1);
  return true;
}

// Behind seconds, text may have a fraction that the layout does not mention.
bool LayoutParser::take_optional_fraction(std::string_view following) {
  if (left_.size() < 2 || (left_[0] != '.' && left_[0] != ',') || !is_digit(left_[1])) return true;
  if (const NextChunk next = next_chunk(following); next.chunk.kind == Chunk::Kind::kFraction) {
    return true;
  }
  const auto end = std::find_if_not(left_.begin() + 1, left_.end(), is_digit);
  return take_fraction(static_cast<std::size_t>(end - left_.begin()) - 1);
}

bool LayoutParser::take_offset(const Chunk& chunk) {
  if (chunk.z_for_utc && left_.starts_with('Z')) {
    left_.remove_prefix(1);
    return true;
  }
  if (left_.empty() || (left_[0] != '+' && left_[0] != '-')) return false;
  const int sign = left_[0] == '-' ? -1 : 1;
  left_.remove_prefix(1);
  std::array<int, 3> parts{};
  for (std::size_t i = 0; i < chunk.parts; ++i) {
    if (i > 0 && chunk.colons) {
      if (!left_.starts_with(':')) return false;
      left_.remove_prefix(1);
    }
    if (!take_number(parts[i], 2, 2)) return false;
  }
  if (parts[0] > 24) range_problem_ = "time zone offset hour";
  if (parts[1] > 60) range_problem_ = "time zone offset minute";
  if (parts[2] > 60) range_problem_ = "time zone offset second";
  out_.offset = sign * (parts[0] * 3600 + parts[1] * 60 + parts[2]);
  return true;
}

// Abbreviations are not unique, so that they are read over: only GMT+3 and the like mean something.
bool LayoutParser::take_zone_name() {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto letters = static_cast<std::size_t>(
      std::find_if_not(left_.begin(), left_.end(), is_upper) - left_.begin());
  if (letters == 3 && left_.starts_with("GMT") && left_.size() > 4 &&
      (left_[3] == '+' || left_[3] == '-') && is_digit(left_[4])) {
    const int sign = left_[3] == '-' ? -1 : 1;
    left_.remove_prefix(4);
    int hours = 0;
    take_number(hours, 1, 2);
    out_.offset = sign * hours * 3600;
    return hours <= 23;
  }
  const bool known_form = letters == 3 ||
                          (letters == 4 && (left_[3] == 'T' || left_.starts_with("WITA"))) ||
                          (letters == 5 && left_[4] == 'T');
  if (!known_form) return false;
  left_.remove_prefix(letters);
  return true;
}

// Blanks in the layout stand for any number of blanks.
bool LayoutParser::take_literal(std::string_view literal) {
  while (!literal.empty()) {
    if (literal[0] == ' ') {
      if (!left_.empty() && left_[0] != ' ') return false;
      literal.remove_prefix(std::min(literal.find_first_not_of(' '), literal.size()));
      left_.remove_prefix(std::min(left_.find_first_not_of(' '), left_.size()));
      continue;
    }
    if (left_.empty() || left_[0] != literal[0]) return false;
    literal.remove_prefix(1);
    left_.remove_prefix(1);
  }
  return true;
}

bool LayoutParser::take_chunk(const Chunk& chunk, std::string_view following) {
  int unused = 0;
  switch (chunk.kind) {
    case Chunk::Kind::kNone:
      return true;
    case Chunk::Kind::kYear:
      if (chunk.width == 4) return take_number(out_.year, 4, 4);
      if (!take_number(out_.year, 2, 2)) return false;
      out_.year += out_.year >= 69 ? 1900 : 2000;
      return true;
    case Chunk::Kind::kMonthName:
      if (!take_name(kMonthNames, chunk.width == 3, out_.month)) return false;
      ++out_.month;
      return true;
    case Chunk::Kind::kMonth:
      return take_ranged(out_.month, chunk.width, 1, 12, "month");
    case Chunk::Kind::kWeekday:
      return take_name(kWeekdayNames, chunk.width == 3, unused);
    case Chunk::Kind::kDay:
      if (chunk.padded && left_.starts_with(' ')) left_.remove_prefix(1);
      return take_number(out_.day, chunk.padded ? 1 : chunk.width, 2);
    case Chunk::Kind::kYearDay:
      for (int i = 0; chunk.padded && i < 2 && left_.starts_with(' '); ++i) left_.remove_prefix(1);
      return take_number(out_.year_day, chunk.padded ? 1 : 3, 3);
    case Chunk::Kind::kHour:
      return take_ranged(out_.hour, 1, 0, 23, "hour");  // Go takes "7:00" here
    case Chunk::Kind::kHour12:
      return take_ranged(out_.hour, chunk.width, 0, 12, "hour");
    case Chunk::Kind::kMinute:
      return take_ranged(out_.minute, chunk.width, 0, 59, "minute");
    case Chunk::Kind::kSecond:
      return take_ranged(out_.second, chunk.width, 0, 59, "second") &&
             take_optional_fraction(following);
    case Chunk::Kind::kHalf: {
      const std::string_view half = left_.substr(0, 2);
      if (half != (chunk.upper ? "PM" : "pm") && half != (chunk.upper ? "AM" : "am")) return false;
      out_.pm_seen = true;
      out_.pm = (half[0] | 0x20) == 'p';
      left_.remove_prefix(2);
      return true;
    }
    case Chunk::Kind::kFraction: {
      if (!chunk.trimmed) return take_fraction(static_cast<std::size_t>(chunk.width));
      if (left_.size() < 2 || (left_[0] != '.' && left_[0] != ',') || !is_digit(left_[1])) {
        return true;
      }
      const auto end = std::find_if_not(left_.begin() + 1, left_.end(), is_digit);
      return take_fraction(static_cast<std::size_t>(end - left_.begin()) - 1);
    }
    case Chunk::Kind::kZoneName:
      return take_zone_name();
    case Chunk::Kind::kOffset:
      return take_offset(chunk);
  }
  return false;
}

Result<Int128> LayoutParser::finish() const {
  Parsed p = out_;
  if (p.pm_seen && p.pm && p.hour < 12) p.hour += 12;
  if (p.pm_seen && !p.pm && p.hour == 12) p.hour = 0;
  if (p.year_day >= 0) {
    if (p.year_day < 1 || p.year_day > (is_leap(p.year) ? 366 : 365)) {
      return problem("day-of-year out of range");
    }
    int month = 1;
    int day = p.year_day;
    for (; day > days_in(p.year, month); ++month) day -= days_in(p.year, month);
    if ((p.month >= 0 && p.month != month)) return problem("day-of-year does not match month");
    if ((p.day >= 0 && p.day != day)) return problem("day-of-year does not match day");
    p.month = month;
    p.day = day;
  }
  if (p.month < 0) p.month = 1;
  if (p.day < 0) p.day = 1;
  if (p.day < 1 || p.day > days_in(p.year, p.month)) return problem("day out of range");
  const std::int64_t seconds = days_from_civil(p.year, p.month, p.day) * kSecondsPerDay +
                               p.hour * 3600 + p.minute * 60 + p.second - p.offset;
  return static_cast<Int128>(seconds) * kNanosPerSecond + p.nanos;
}

Result<Int128> LayoutParser::run() {
  std::string_view layout = layout_;
  for (;;) {
    const NextChunk next = next_chunk(layout);
    if (!take_literal(next.before)) return cannot(left_, next.before);
    if (next.chunk.kind == Chunk::Kind::kNone) {
      if (!left_.empty()) return problem("extra text: " + quoted(left_));
      return finish();
    }
    const std::string_view held = left_;
    if (!take_chunk(next.chunk, next.after)) return cannot(held, next.text);
    if (!range_problem_.empty()) return problem(std::string(range_problem_) + " out of range");
    layout = next.after;
  }
}

}  // namespace

std::string_view named_layout(std::string_view name) {
  struct Named {
    std::string_view name;
    std::string_view layout;
  };
  static constexpr Named kNamed[] = {
      {"ANSIC", "Mon Jan _2 15:04:05 2006"},
      {"UnixDate", "Mon Jan _2 15:04:05 MST 2006"},
      {"RubyDate", "Mon Jan 02 15:04:05 -0700 2006"},
      {"RFC822", "02 Jan 06 15:04 MST"},
      {"RFC822Z", "02 Jan 06 15:04 -0700"},
      {"RFC850", "Monday, 02-Jan-06 15:04:05 MST"},
      {"RFC1123", "Mon, 02 Jan 2006 15:04:05 MST"},
      {"RFC1123Z", "Mon, 02 Jan 2006 15:04:05 -0700"},
      {"RFC3339", "2006-01-02T15:04:05Z07:00"},
      {"RFC3339Nano", "2006-01-02T15:04:05.999999999Z07:00"},
  };
  for (const Named& named : kNamed) {
    if (named.name == name) return named.layout;
  }
  return name;
}

Result<Int128> parse_time(std::string_view layout, std::string_view text) {
  return LayoutParser(layout, text).run();
}

}  // namespace igp::rego
