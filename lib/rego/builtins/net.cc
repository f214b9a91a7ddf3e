// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// net.cidr_*. net.lookup_ip_addr is not here: an evaluation has no network.
#include <algorithm>
#include <bit>
#include <vector>

#include "base/limits.h"
#include "rego/builtins/families.h"
#include "rego/builtins/ip_network.h"
#include "rego/builtins/operands.h"
#include "rego/value/builder.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

// OPA calls the second network of two "operand 1" as well.
Operand<IpNetwork> network_of(const BuiltinContext& ctx, const Value& v) {
  const auto text = string_operand(ctx, {&v, 1}, 1);
  if (!text) return std::unexpected(text.error());
  if (const auto network = IpNetwork::parse(*text)) return *network;
  return std::unexpected(ctx.fail("invalid CIDR address: {}", *text));
}

Operand<bool> contains(const BuiltinContext& ctx, const Value& cidr, const Value& cidr_or_ip) {
  const auto outer = network_of(ctx, cidr);
  if (!outer) return std::unexpected(outer.error());
  const auto text = string_operand(ctx, {&cidr_or_ip, 1}, 1);
  if (!text) return std::unexpected(text.error());
  if (const auto address = IpAddress::parse(*text)) return outer->contains(*address);
  const auto inner = IpNetwork::parse(*text);
  if (!inner) {
    return std::unexpected(
        ctx.fail("not a valid textual representation of an IP address or CIDR: {}", *text));
  }
  return outer->contains({inner->first()}) && outer->prefix <= inner->prefix;
}

BuiltinResult cidr_contains(BuiltinContext& ctx, Args args) {
  return Value::boolean(IGP_OPERAND(contains(ctx, args[0], args[1])));
}

BuiltinResult cidr_intersects(BuiltinContext& ctx, Args args) {
  const IpNetwork a = IGP_OPERAND(network_of(ctx, args[0]));
  const IpNetwork b = IGP_OPERAND(network_of(ctx, args[1]));
  return Value::boolean(a.contains({b.first()}) || b.contains({a.first()}));
}

BuiltinResult cidr_is_valid(BuiltinContext&, Args args) {
  return Value::boolean(args[0].is_string() && IpNetwork::parse(args[0].as_string()).has_value());
}

// An element of an operand of net.cidr_contains_matches and what a match calls it.
struct Candidate {
  Value name;
  Value element;
};

std::vector<Candidate> candidates(const Value& operand) {
  std::vector<Candidate> out;
  out.reserve(std::max<std::size_t>(operand.size(), 1));
  if (operand.is_string()) out.push_back({operand, operand});
  for (std::size_t i = 0; i < operand.size(); ++i) {
    if (operand.is_object()) {
      out.push_back({operand.keys()[i], operand.values()[i]});
    } else {
      const Value& item = operand.items()[i];
      out.push_back(
          {operand.is_array() ? Value::integer(static_cast<std::int64_t>(i)) : item, item});
    }
  }
  return out;
}

// The string of an element, which may be the first of an array with more about it.
Operand<Value> cidr_of(const BuiltinContext& ctx, const Value& element, int position) {
  if (element.is_string()) return element;
  if (element.is_array() && element.size() != 0) return element.items()[0];
  return std::unexpected(
      ctx.fail("operand {}: element must be string or non-empty array", position));
}

BuiltinResult cidr_contains_matches(BuiltinContext& ctx, Args args) {
  const std::vector<Candidate> outer = candidates(args[0]);
  const std::vector<Candidate> inner = candidates(args[1]);
  SetBuilder out(ctx.arena);
  for (const Candidate& a : outer) {
    const Value cidr = IGP_OPERAND(cidr_of(ctx, a.element, 1));
    for (const Candidate& b : inner) {
      const Value cidr_or_ip = IGP_OPERAND(cidr_of(ctx, b.element, 2));
      if (!IGP_OPERAND(contains(ctx, cidr, cidr_or_ip))) continue;
      out.add(make_array(ctx.arena, {a.name, b.name}));
    }
  }
  return out.finish();
}

BuiltinResult cidr_expand(BuiltinContext& ctx, Args args) {
  const IpNetwork network = IGP_OPERAND(network_of(ctx, args[0]));
  const UInt128 more = network.last() - network.first();
  if (more >= limits::kRegoCidrAddresses) {
    return ctx.halt("network has more than {} addresses", limits::kRegoCidrAddresses);
  }
  SetBuilder out(ctx.arena);
  out.reserve(static_cast<std::size_t>(more) + 1);
  for (UInt128 i = 0; i <= more; ++i) out.add(ctx.string(IpAddress{network.first() + i}.text()));
  return out.finish();
}

// The addresses from first to last; `network` is how to write them when nothing was merged in.
struct Range {
  UInt128 first;
  UInt128 last;
  std::optional<IpNetwork> network;

  // Whether `other`, which ends here or later, overlaps this one or follows it directly. Nothing
  // is before the first addresses of IPv4 and IPv6.
  [[nodiscard]] bool joins(const Range& other) const {
    constexpr UInt128 kFirstV4 = static_cast<UInt128>(0xFFFF) << 32;
    const bool lowest = other.first == 0 || other.first == kFirstV4;
    return other.first - (lowest ? 0 : 1) <= last;
  }
};

int count_trailing_zeros(UInt128 bits) {
  const auto low = static_cast<std::uint64_t>(bits);
  if (low != 0) return std::countr_zero(low);
  return 64 + std::countr_zero(static_cast<std::uint64_t>(bits >> 64));
}

// The fewest networks that have all addresses of `range`.
void split(const BuiltinContext& ctx, const Range& range, SetBuilder& out) {
  UInt128 first = range.first;
  while (true) {
    int host = count_trailing_zeros(first);
    IpNetwork network{{first}, 128 - host};
    while (network.last() > range.last) network.prefix = 128 - --host;
    out.add(ctx.string(network.text()));
    if (network.last() == range.last) return;
    first = network.last() + 1;
  }
}

Operand<IpNetwork> network_to_merge(const BuiltinContext& ctx, const Value& element) {
  if (!element.is_string()) return std::unexpected(ctx.fail("element must be string"));
  const auto address = IpAddress::parse(element.as_string());
  if (!address) return network_of(ctx, element);
  if (!address->is_v4()) return std::unexpected(ctx.fail("IPv6 invalid: needs prefix length"));
  // An address alone stands for its network in the classes of RFC 791 section 3.2.
  const auto high = static_cast<unsigned>(address->bits >> 24) & 0xFF;
  return IpNetwork{*address, 96 + (high < 0x80 ? 8 : high < 0xC0 ? 16 : 24)};
}

// Where OPA panics or leaves some apart, over IPv4 networks that are written as IPv6 and over ranges
// of both kinds, these are merged like all others.
BuiltinResult cidr_merge(BuiltinContext& ctx, Args args) {
  if (!args[0].is_array() && !args[0].is_set()) return ctx.fail("operand must be an array");
  std::vector<Range> ranges;
  ranges.reserve(args[0].size());
  for (const Value& element : args[0].items()) {
    const IpNetwork network = IGP_OPERAND(network_to_merge(ctx, element));
    ranges.push_back({network.first(), network.last(), network});
  }
  std::sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) {
    return a.last != b.last ? a.last < b.last : a.first < b.first;
  });
  SetBuilder out(ctx.arena);
  while (!ranges.empty()) {
    Range range = ranges.back();
    ranges.pop_back();
    while (!ranges.empty() && ranges.back().joins(range)) {
      range = {std::min(range.first, ranges.back().first), range.last, std::nullopt};
      ranges.pop_back();
    }
    if (range.network) {
      out.add(ctx.string(range.network->text()));
    } else {
      split(ctx, range, out);
    }
  }
  return out.finish();
}

constexpr BuiltinRow kRows[] = {
    {"net.cidr_contains", cidr_contains}, {"net.cidr_contains_matches", cidr_contains_matches},
    {"net.cidr_expand", cidr_expand},     {"net.cidr_intersects", cidr_intersects},
    {"net.cidr_is_valid", cidr_is_valid}, {"net.cidr_merge", cidr_merge},
    {"net.cidr_overlap", cidr_contains},
};

}  // namespace

constinit const BuiltinTable kNetBuiltins = kRows;

}  // namespace igp::rego
