// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <cstdlib>
#include <iterator>

#include "base/rfc3339.h"
#include "rego/builtins/time_chunks.h"
#include "rego/builtins/time_layout.h"

namespace igp::rego {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;

struct Shown {
  CivilTime civil;
  int weekday;
  int year_day;
  ZoneOffset offset;
};

void append_offset(std::string& out, const Chunk& chunk, std::int32_t seconds) {
  if (chunk.z_for_utc && seconds == 0) {
    out += 'Z';
    return;
  }
  const std::int32_t size = std::abs(seconds);
  const int parts[] = {size / 3600, size / 60 % 60, size % 60};
  out += seconds < 0 ? '-' : '+';
  for (std::size_t i = 0; i < chunk.parts; ++i) {
    if (i > 0 && chunk.colons) out += ':';
    fmt::format_to(std::back_inserter(out), "{:02}", parts[i]);
  }
}

void append_fraction(std::string& out, const Chunk& chunk, char mark, int nanos) {
  std::string digits = fmt::format("{:09}", nanos).substr(0, static_cast<std::size_t>(chunk.width));
  if (chunk.trimmed) digits.erase(digits.find_last_not_of('0') + 1);
  if (!digits.empty()) out.append(1, mark).append(digits);
}

void append_chunk(std::string& out, const NextChunk& next, const Shown& shown) {
  const Chunk& chunk = next.chunk;
  const CivilTime& t = shown.civil;
  const auto number = [&](int value) {
    if (chunk.padded) {
      fmt::format_to(std::back_inserter(out), "{:{}}", value, chunk.width);
    } else {
      fmt::format_to(std::back_inserter(out), "{:0{}}", value, chunk.width);
    }
  };
  const auto name = [&](std::string_view full) {
    out += chunk.width == 3 ? full.substr(0, 3) : full;
  };
  switch (chunk.kind) {
    case Chunk::Kind::kNone:
      break;
    case Chunk::Kind::kYear:
      number(chunk.width == 2 ? t.year % 100 : t.year);
      break;
    case Chunk::Kind::kMonthName:
      name(kMonthNames[t.month - 1]);
      break;
    case Chunk::Kind::kMonth:
      number(t.month);
      break;
    case Chunk::Kind::kWeekday:
      name(kWeekdayNames[shown.weekday]);
      break;
    case Chunk::Kind::kDay:
      number(t.day);
      break;
    case Chunk::Kind::kYearDay:
      number(shown.year_day);
      break;
    case Chunk::Kind::kHour:
      number(t.hour);
      break;
    case Chunk::Kind::kHour12:
      number(t.hour % 12 == 0 ? 12 : t.hour % 12);
      break;
    case Chunk::Kind::kMinute:
      number(t.minute);
      break;
    case Chunk::Kind::kSecond:
      number(t.second);
      break;
    case Chunk::Kind::kHalf:
      out += t.hour >= 12 ? (chunk.upper ? "PM" : "pm") : (chunk.upper ? "AM" : "am");
      break;
    case Chunk::Kind::kFraction:
      append_fraction(out, chunk, next.text[0], t.nanos);
      break;
    case Chunk::Kind::kZoneName:
      out += shown.offset.name;
      break;
    case Chunk::Kind::kOffset:
      append_offset(out, chunk, shown.offset.seconds);
      break;
  }
}

}  // namespace

std::string format_time(std::string_view layout, UnixNanos time, const TimeZone& zone) {
  const std::int64_t seconds = floor_div(time, kNanosPerSecond);
  Shown shown{.civil = {}, .weekday = 0, .year_day = 0, .offset = zone.at(seconds)};
  shown.civil = civil_in(time, shown.offset.seconds);
  const CivilTime& t = shown.civil;
  const std::int64_t day = days_from_civil(t.year, t.month, t.day);
  shown.weekday = static_cast<int>(((day + 4) % 7 + 7) % 7);
  shown.year_day = static_cast<int>(day - days_from_civil(t.year, 1, 1)) + 1;
  std::string out;
  for (;;) {
    const NextChunk next = next_chunk(layout);
    out += next.before;
    if (next.chunk.kind == Chunk::Kind::kNone) return out;
    append_chunk(out, next, shown);
    layout = next.after;
  }
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

CivilTime civil_in(UnixNanos time, std::int32_t offset_seconds) {
  const std::int64_t utc = floor_div(time, kNanosPerSecond);
  const std::int64_t wall = utc + offset_seconds;
  const std::int64_t day = floor_div(wall, kSecondsPerDay);
  const auto second = static_cast<int>(wall - day * kSecondsPerDay);
  // Years have at most 366 days, so that this starts at the year sought or before it.
  int year = 1969 + static_cast<int>(floor_div(day, 366));
  while (days_from_civil(year + 1, 1, 1) <= day) ++year;
  while (days_from_civil(year, 1, 1) > day) --year;
  int month = 1;
  while (month < 12 && days_from_civil(year, month + 1, 1) <= day) ++month;
  return {.year = year,
          .month = month,
          .day = static_cast<int>(day - days_from_civil(year, month, 1)) + 1,
          .hour = second / 3600,
          .minute = second / 60 % 60,
          .second = second % 60,
          .nanos = static_cast<int>((time % kNanosPerSecond + kNanosPerSecond) % kNanosPerSecond)};
}

}  // namespace igp::rego
