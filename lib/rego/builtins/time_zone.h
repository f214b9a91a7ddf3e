// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// TimeZone: what the clocks of a place show, from the system's tz database (RFC 8536).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace igp::rego {

/// The difference to UTC at some time.
struct ZoneOffset {
  std::int32_t seconds = 0;  ///< east of Greenwich
  std::string name;          ///< "CET"; empty when unknown
};

/// A place's rules. The default one is UTC.
class TimeZone {
 public:
  TimeZone() = default;
  /// The zone `name` ("Europe/Oslo") of the tz database in the directory `database`, which ends in
  /// a slash. Fails with kFieldInvalid, also for a file of more than kTimeZoneFileBytes.
  static Result<TimeZone> load(std::string_view name,
                               std::string_view database = "/usr/share/zoneinfo/");
  /// A zone of one unchanging offset.
  static TimeZone fixed(ZoneOffset offset);

  /// What holds at `unix_seconds`.
  [[nodiscard]] ZoneOffset at(std::int64_t unix_seconds) const;
  /// The time at which clocks show `wall_seconds` (the civil time as if it were UTC). Of two such
  /// times, or none, the one that Go's time.Date chooses.
  [[nodiscard]] std::int64_t to_unix(std::int64_t wall_seconds) const;

 private:
  struct Transition {
    std::int64_t at;
    std::uint8_t type;
  };
  // The day and second of a switch: month, week (5: last), weekday, seconds after midnight.
  struct SwitchRule {
    int month = 0;
    int week = 0;
    int weekday = 0;
    std::int32_t time = 7200;
    [[nodiscard]] std::int64_t in_year(int year) const;
  };
  struct Footer {
    ZoneOffset standard;
    ZoneOffset summer;
    SwitchRule summer_begins;
    SwitchRule summer_ends;
    bool has_summer = false;
  };

  static Result<TimeZone> parse(std::string_view bytes);
  static std::optional<Footer> parse_footer(std::string_view text);
  [[nodiscard]] ZoneOffset by_footer(std::int64_t unix_seconds) const;

  std::vector<Transition> transitions_;
  std::vector<ZoneOffset> types_ = {{0, "UTC"}};
  std::optional<Footer> footer_;
};

}  // namespace igp::rego
