// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The parts of a Go time layout.
#pragma once

#include <cstdint>
#include <string_view>

namespace igp::rego {

/// One element: what it stands for and how it is spelled.
struct Chunk {
  enum class Kind : std::uint8_t {
    kNone,
    kYear,
    kMonthName,
    kMonth,
    kWeekday,
    kDay,
    kYearDay,
    kHour,
    kHour12,
    kMinute,
    kSecond,
    kHalf,
    kFraction,
    kZoneName,
    kOffset,
  };
  Kind kind = Kind::kNone;
  int width = 0;           ///< digits (1: as many as needed) or letters (3: abbreviated)
  bool padded = false;     ///< with blanks in front
  bool trimmed = false;    ///< kFraction: without final zeros
  bool upper = false;      ///< kHalf: PM
  bool z_for_utc = false;  ///< kOffset
  bool colons = false;     ///< kOffset
  std::size_t parts = 0;   ///< kOffset: hours, minutes, seconds
};

/// The first element of a layout, the literal text before it and what comes after it.
struct NextChunk {
  std::string_view before;
  Chunk chunk;
  std::string_view text;
  std::string_view after;
};

/// `chunk.kind` is kNone when all of `layout` is literal.
NextChunk next_chunk(std::string_view layout);

inline constexpr std::string_view kMonthNames[] = {"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};
inline constexpr std::string_view kWeekdayNames[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                     "Thursday", "Friday", "Saturday"};

}  // namespace igp::rego
