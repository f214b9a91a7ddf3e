// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// time.*
#include <limits>

#include "rego/builtins/caches_state.h"
#include "rego/builtins/duration.h"
#include "rego/builtins/families.h"
#include "rego/builtins/operands.h"
#include "rego/builtins/time_layout.h"
#include "rego/number/number.h"
#include "rego/value/builder.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

constexpr std::int64_t kSecondsPerDay = 86400;

// An operand of nanoseconds, or [nanoseconds, zone, layout].
struct ZonedTime {
  UnixNanos time = 0;
  const TimeZone* zone = nullptr;
  Value layout;

  [[nodiscard]] CivilTime civil() const {
    return civil_in(time, zone->at(floor_div(time, kNanosPerSecond)).seconds);
  }
};

Operand<const TimeZone*> zone_named(BuiltinContext& ctx, std::string_view name) {
  if (name == "Local") {
    return std::unexpected(ctx.unsupported("the zone 'Local' depends on the machine"));
  }
  if (name.empty()) name = "UTC";
  auto& cache = ctx.caches.state().zones;
  if (const TimeZone* known = cache.find(name)) return known;
  auto zone = name == "UTC" ? Result<TimeZone>(TimeZone()) : TimeZone::load(name);
  if (!zone) return std::unexpected(ctx.fail("{}", zone.error().message));
  return cache.put(name, *std::move(zone));
}

Operand<ZonedTime> time_operand(BuiltinContext& ctx, const Value& v) {
  const auto wrong = [&](const Value& got, std::string_view expected) {
    return std::unexpected(ctx.operand_type(1, got, {expected}));
  };
  constexpr std::string_view kExpected = "either number (ns) or [number (ns), string (tz)]";
  if (!v.is_number() && (!v.is_array() || v.size() == 0)) return wrong(v, kExpected);
  const auto parts = v.is_array() ? v.items() : std::span(&v, 1);
  if (!parts[0].is_number()) return wrong(parts[0], "number");
  ZonedTime out;
  std::string_view zone_name = "UTC";
  if (parts.size() > 1) {
    if (!parts[1].is_string()) return wrong(parts[1], "string");
    zone_name = parts[1].as_string();
  }
  const auto zone = zone_named(ctx, zone_name);
  if (!zone) return std::unexpected(zone.error());
  out.zone = *zone;
  if (parts.size() > 2) {
    if (!parts[2].is_string()) return wrong(parts[2], "string");
    out.layout = parts[2];
  }
  const auto nanos = integral_value(parts[0]);
  if (!nanos) return std::unexpected(ctx.fail("timestamp too big"));
  out.time = *nanos;
  return out;
}

BuiltinResult checked_nanos(const BuiltinContext& ctx, Int128 nanos) {
  if (nanos < std::numeric_limits<std::int64_t>::min() ||
      nanos > std::numeric_limits<std::int64_t>::max()) {
    return ctx.fail("time outside of valid range");
  }
  return Value::integer(static_cast<std::int64_t>(nanos));
}

BuiltinResult now_ns(BuiltinContext& ctx, Args) { return Value::integer(ctx.now); }

BuiltinResult parse_ns(BuiltinContext& ctx, Args args) {
  const std::string_view layout = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 2));
  const auto nanos = parse_time(named_layout(layout), text);
  if (!nanos) return ctx.fail("{}", nanos.error().message);
  return checked_nanos(ctx, *nanos);
}

BuiltinResult parse_rfc3339_ns(BuiltinContext& ctx, Args args) {
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  const auto nanos = parse_time(named_layout("RFC3339"), text);
  if (!nanos) return ctx.fail("{}", nanos.error().message);
  return checked_nanos(ctx, *nanos);
}

BuiltinResult parse_duration_ns(BuiltinContext& ctx, Args args) {
  const auto nanos = parse_duration(IGP_OPERAND(string_operand(ctx, args, 1)));
  if (!nanos) return ctx.fail("{}", nanos.error().message);
  return Value::integer(*nanos);
}

BuiltinResult format(BuiltinContext& ctx, Args args) {
  const ZonedTime t = IGP_OPERAND(time_operand(ctx, args[0]));
  const bool given = t.layout.is_string() && !t.layout.as_string().empty();
  const std::string_view layout =
      named_layout(given ? t.layout.as_string() : std::string_view("RFC3339Nano"));
  return ctx.string(format_time(layout, t.time, *t.zone));
}

BuiltinResult date(BuiltinContext& ctx, Args args) {
  const CivilTime t = IGP_OPERAND(time_operand(ctx, args[0])).civil();
  return make_array(ctx.arena,
                    {Value::integer(t.year), Value::integer(t.month), Value::integer(t.day)});
}

BuiltinResult clock(BuiltinContext& ctx, Args args) {
  const CivilTime t = IGP_OPERAND(time_operand(ctx, args[0])).civil();
  return make_array(ctx.arena,
                    {Value::integer(t.hour), Value::integer(t.minute), Value::integer(t.second)});
}

BuiltinResult weekday(BuiltinContext& ctx, Args args) {
  const ZonedTime t = IGP_OPERAND(time_operand(ctx, args[0]));
  return ctx.string(format_time("Monday", t.time, *t.zone));
}

BuiltinResult add_date(BuiltinContext& ctx, Args args) {
  const ZonedTime t = IGP_OPERAND(time_operand(ctx, args[0]));
  const std::int64_t years = IGP_OPERAND(int_operand(ctx, args, 2));
  const std::int64_t months = IGP_OPERAND(int_operand(ctx, args, 3));
  const std::int64_t days = IGP_OPERAND(int_operand(ctx, args, 4));
  // Far beyond what fits 64 bits of nanoseconds, and far below overflow of what follows.
  constexpr std::int64_t kFar = 100'000'000;
  for (const std::int64_t n : {years, months, days}) {
    if (n > kFar || n < -kFar) return ctx.fail("time outside of valid range");
  }
  const CivilTime c = t.civil();
  const std::int64_t month = c.month - 1 + months;
  const std::int64_t year = c.year + years + floor_div(month, 12);
  const std::int64_t day =
      days_from_civil(static_cast<int>(year),
                      static_cast<int>(month - floor_div(month, 12) * 12) + 1, 1) +
      c.day - 1 + days;
  const std::int64_t wall = day * kSecondsPerDay + c.hour * 3600 + c.minute * 60 + c.second;
  return checked_nanos(ctx, static_cast<Int128>(t.zone->to_unix(wall)) * kNanosPerSecond + c.nanos);
}

// Years, months, days, hours, minutes and seconds between two times, each made positive by
// borrowing from the one before; both as the clocks of the first one's place show them.
BuiltinResult diff(BuiltinContext& ctx, Args args) {
  const ZonedTime first = IGP_OPERAND(time_operand(ctx, args[0]));
  ZonedTime second = IGP_OPERAND(time_operand(ctx, args[1]));
  second.zone = first.zone;
  const bool ordered = first.time <= second.time;
  const CivilTime a = (ordered ? first : second).civil();
  const CivilTime b = (ordered ? second : first).civil();
  std::int64_t parts[] = {b.year - a.year, b.month - a.month,   b.day - a.day,
                          b.hour - a.hour, b.minute - a.minute, b.second - a.second};
  const std::int64_t days_in_month = (a.month == 12 ? days_from_civil(a.year + 1, 1, 1)
                                                    : days_from_civil(a.year, a.month + 1, 1)) -
                                     days_from_civil(a.year, a.month, 1);
  const std::int64_t units[] = {0, 12, days_in_month, 24, 60, 60};
  for (std::size_t i = 5; i > 0; --i) {
    if (parts[i] >= 0) continue;
    parts[i] += units[i];
    --parts[i - 1];
  }
  ArrayBuilder out(ctx.arena);
  for (const std::int64_t part : parts) out.append(Value::integer(part));
  return out.finish();
}

constexpr BuiltinRow kRows[] = {
    {"time.add_date", add_date},
    {"time.clock", clock},
    {"time.date", date},
    {"time.diff", diff},
    {"time.format", format},
    {"time.now_ns", now_ns},
    {"time.parse_duration_ns", parse_duration_ns},
    {"time.parse_ns", parse_ns},
    {"time.parse_rfc3339_ns", parse_rfc3339_ns},
    {"time.weekday", weekday},
};

}  // namespace

constinit const BuiltinTable kTimeBuiltins = kRows;

}  // namespace igp::rego
