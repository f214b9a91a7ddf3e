// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/time_zone.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/io/file.h"
#include "base/limits.h"
#include "base/rfc3339.h"

namespace igp::rego {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;

// Big-endian fields of a TZif file; `good` turns false when it is too short.
class FieldReader {
 public:
  explicit FieldReader(std::string_view bytes) : bytes_(bytes) {}
  std::int64_t integer(std::size_t size) {
    const std::string_view field = take(size);
    std::uint64_t value = !field.empty() && (field[0] & 0x80) != 0 ? ~std::uint64_t{0} : 0;
    for (const char c : field) value = value << 8 | static_cast<unsigned char>(c);
    return static_cast<std::int64_t>(value);
  }
  std::string_view take(std::size_t size) {
    if (size > bytes_.size()) {
      good = false;
      bytes_ = {};
      return {};
    }
    const std::string_view out = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return out;
  }
  [[nodiscard]] std::string_view rest() const { return bytes_; }
  bool good = true;

 private:
  std::string_view bytes_;
};

struct Counts {
  std::size_t is_ut;
  std::size_t is_std;
  std::size_t leaps;
  std::size_t transitions;
  std::size_t types;
  std::size_t name_bytes;

  static std::optional<Counts> read(FieldReader& in) {
    if (in.take(4) != "TZif") return std::nullopt;
    in.take(16);
    std::array<std::size_t, 6> n{};
    for (std::size_t& count : n) {
      const std::int64_t value = in.integer(4);
      if (value < 0 || value > 1'000'000) return std::nullopt;
      count = static_cast<std::size_t>(value);
    }
    return Counts{n[0], n[1], n[2], n[3], n[4], n[5]};
  }
  [[nodiscard]] std::size_t body_bytes(std::size_t time_bytes) const {
    return transitions * (time_bytes + 1) + types * 6 + name_bytes + leaps * (time_bytes + 4) +
           is_std + is_ut;
  }
};

int take_number(std::string_view& text) {
  int value = 0;
  while (!text.empty() && is_digit(text[0])) {
    value = std::min(value * 10 + (text[0] - '0'), 100000);
    text.remove_prefix(1);
  }
  return value;
}

bool take_char(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

// "[+-]hh[:mm[:ss]]" in seconds.
std::int32_t take_time(std::string_view& text) {
  const bool negative = take_char(text, '-');
  if (!negative) take_char(text, '+');
  std::int32_t seconds = take_number(text) * 3600;
  if (take_char(text, ':')) seconds += take_number(text) * 60;
  if (take_char(text, ':')) seconds += take_number(text);
  return negative ? -seconds : seconds;
}

// A zone abbreviation: letters, or anything in angle brackets.
std::string take_name(std::string_view& text) {
  if (take_char(text, '<')) {
    const std::size_t end = std::min(text.find('>'), text.size());
    std::string out(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    return out;
  }
  const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  const auto end = std::find_if_not(text.begin(), text.end(), is_letter);
  std::string out(text.begin(), end);
  text.remove_prefix(out.size());
  return out;
}

}  // namespace

TimeZone TimeZone::fixed(ZoneOffset offset) {
  TimeZone zone;
  zone.types_ = {std::move(offset)};
  return zone;
}

std::int64_t TimeZone::SwitchRule::in_year(int year) const {
  const std::int64_t first = days_from_civil(year, month, 1);
  const auto first_weekday = static_cast<int>(((first + 4) % 7 + 7) % 7);
  std::int64_t day = first + (weekday - first_weekday + 7) % 7 + (week - 1) * 7;
  const std::int64_t next_month =
      month == 12 ? days_from_civil(year + 1, 1, 1) : days_from_civil(year, month + 1, 1);
  while (day >= next_month) day -= 7;
  return day * kSecondsPerDay + time;
}

std::optional<TimeZone::Footer> TimeZone::parse_footer(std::string_view text) {
  Footer out;
  out.standard.name = take_name(text);
  if (out.standard.name.empty()) return std::nullopt;
  out.standard.seconds = -take_time(text);
  if (text.empty()) return out;
  out.summer.name = take_name(text);
  out.summer.seconds = out.standard.seconds + 3600;
  if (!text.empty() && text[0] != ',') out.summer.seconds = -take_time(text);
  for (SwitchRule* rule : {&out.summer_begins, &out.summer_ends}) {
    if (!take_char(text, ',') || !take_char(text, 'M')) return std::nullopt;
    rule->month = take_number(text);
    if (!take_char(text, '.')) return std::nullopt;
    rule->week = take_number(text);
    if (!take_char(text, '.')) return std::nullopt;
    rule->weekday = take_number(text);
    if (take_char(text, '/')) rule->time = take_time(text);
    if (rule->month < 1 || rule->month > 12 || rule->week < 1 || rule->week > 5 ||
        rule->weekday > 6) {
      return std::nullopt;
    }
  }
  out.has_summer = true;
  return out;
}

Result<TimeZone> TimeZone::parse(std::string_view bytes) {
  const auto malformed = [] {
    return fail(ErrorCode::kFieldInvalid, "malformed time zone information");
  };
  FieldReader in(bytes);
  // The first block has 32-bit times, and is there for readers of version 1.
  auto counts = Counts::read(in);
  if (!counts) return malformed();
  in.take(counts->body_bytes(4));
  counts = Counts::read(in);
  if (!counts || !in.good || counts->types == 0) return malformed();

  TimeZone zone;
  zone.types_.clear();
  for (std::size_t i = 0; i < counts->transitions; ++i) {
    zone.transitions_.push_back({in.integer(8), 0});
    if (!in.good) return malformed();
  }
  for (Transition& t : zone.transitions_) {
    t.type = static_cast<std::uint8_t>(in.integer(1));
    if (t.type >= counts->types) return malformed();
  }
  std::vector<std::size_t> names;
  for (std::size_t i = 0; i < counts->types; ++i) {
    zone.types_.push_back({static_cast<std::int32_t>(in.integer(4)), {}});
    in.take(1);
    names.push_back(static_cast<std::uint8_t>(in.integer(1)));
  }
  const std::string_view text = in.take(counts->name_bytes);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string_view name = text.substr(std::min(names[i], text.size()));
    zone.types_[i].name = name.substr(0, name.find('\0'));
  }
  in.take(counts->leaps * 12 + counts->is_std + counts->is_ut);
  if (!in.good) return malformed();
  std::string_view footer = in.rest();
  if (take_char(footer, '\n')) zone.footer_ = parse_footer(footer.substr(0, footer.find('\n')));
  return zone;
}

Result<TimeZone> TimeZone::load(std::string_view name, std::string_view database) {
  if (name.empty() || name[0] == '/' || name.contains("..") || name.contains('\\') ||
      name.contains('\0')) {
    return fail(ErrorCode::kFieldInvalid, "time: invalid location name");
  }
  const auto bytes = read_file(std::string(database).append(name), limits::kTimeZoneFileBytes);
  if (!bytes) return fail(ErrorCode::kFieldInvalid, "unknown time zone {}", name);
  return parse(*bytes);
}

ZoneOffset TimeZone::by_footer(std::int64_t unix_seconds) const {
  if (!footer_->has_summer) return footer_->standard;
  const std::int64_t shown = unix_seconds + footer_->standard.seconds;
  std::int64_t day = shown / kSecondsPerDay - (shown % kSecondsPerDay < 0 ? 1 : 0);
  // Days in a year are close enough to find the year by looking at both neighbours.
  int year = 1970 + static_cast<int>(day / 366);
  while (days_from_civil(year + 1, 1, 1) <= day) ++year;
  while (days_from_civil(year, 1, 1) > day) --year;
  const std::int64_t begin = footer_->summer_begins.in_year(year) - footer_->standard.seconds;
  const std::int64_t end = footer_->summer_ends.in_year(year) - footer_->summer.seconds;
  const bool summer = begin < end ? unix_seconds >= begin && unix_seconds < end
                                  : unix_seconds >= begin || unix_seconds < end;
  return summer ? footer_->summer : footer_->standard;
}

ZoneOffset TimeZone::at(std::int64_t unix_seconds) const {
  if (transitions_.empty()) return footer_ ? by_footer(unix_seconds) : types_[0];
  if (unix_seconds < transitions_.front().at) return types_[0];
  if (unix_seconds >= transitions_.back().at && footer_) return by_footer(unix_seconds);
  const auto after = std::upper_bound(
      transitions_.begin(), transitions_.end(), unix_seconds,
      [](std::int64_t t, const Transition& transition) { return t < transition.at; });
  return types_[std::prev(after)->type];
}

std::int64_t TimeZone::to_unix(std::int64_t wall_seconds) const {
  // Go takes the wall time for UTC to guess the offset, and corrects the guess once.
  const std::int64_t guess = wall_seconds - at(wall_seconds).seconds;
  return wall_seconds - at(guess).seconds;
}

}  // namespace igp::rego
