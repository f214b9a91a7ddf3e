// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// semver.* and uuid.*
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/ascii.h"
#include "base/hex.h"
#include "rego/builtins/families.h"
#include "rego/builtins/memo.h"
#include "rego/builtins/operands.h"
#include "rego/value/builder.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

// Takes what stands before the next dot.
std::string_view take_part(std::string_view& text) {
  const std::size_t dot = std::min(text.find('.'), text.size());
  const std::string_view part = text.substr(0, dot);
  text.remove_prefix(std::min(dot + 1, text.size()));
  return part;
}

// Semantic Versioning 2.0.0; a "v" in front is passed over.
struct SemVer {
  std::array<std::int64_t, 3> numbers{};
  std::string_view pre_release;

  static std::optional<SemVer> parse(std::string_view text);
  [[nodiscard]] int compare(const SemVer& other) const;
};

bool is_identifier_list(std::string_view text) {
  if (text.empty() || text.ends_with('.')) return false;
  while (!text.empty()) {
    const std::string_view part = take_part(text);
    const auto allowed = [](char c) {
      return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
    };
    if (part.empty() || !std::all_of(part.begin(), part.end(), allowed)) return false;
  }
  return true;
}

bool has_leading_zero(std::string_view list) {
  while (!list.empty()) {
    const std::string_view part = take_part(list);
    if (part.size() > 1 && part[0] == '0' && all_digits(part)) return true;
  }
  return false;
}

std::optional<SemVer> SemVer::parse(std::string_view text) {
  SemVer out;
  if (text.starts_with('v')) text.remove_prefix(1);
  if (const std::size_t plus = text.find('+'); plus != std::string_view::npos) {
    if (!is_identifier_list(text.substr(plus + 1))) return std::nullopt;
    text = text.substr(0, plus);
  }
  if (const std::size_t dash = text.find('-'); dash != std::string_view::npos) {
    out.pre_release = text.substr(dash + 1);
    if (!is_identifier_list(out.pre_release) || has_leading_zero(out.pre_release)) {
      return std::nullopt;
    }
    text = text.substr(0, dash);
  }
  if (std::count(text.begin(), text.end(), '.') != 2) return std::nullopt;
  for (std::int64_t& number : out.numbers) {
    const std::string_view part = take_part(text);
    if (part.empty() || !all_digits(part) || (part.size() > 1 && part[0] == '0')) {
      return std::nullopt;
    }
    const auto parsed = std::from_chars(part.data(), part.data() + part.size(), number);
    if (parsed.ec != std::errc()) return std::nullopt;
  }
  return out;
}

int compare_identifiers(std::string_view a, std::string_view b) {
  if (all_digits(a) && all_digits(b)) {
    // Without leading zeros, the longer number is the larger one.
    if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  } else if (all_digits(a) != all_digits(b)) {
    return all_digits(a) ? -1 : 1;
  }
  const int order = a.compare(b);
  return order < 0 ? -1 : order > 0;
}

int SemVer::compare(const SemVer& other) const {
  if (numbers != other.numbers) return numbers < other.numbers ? -1 : 1;
  if (pre_release == other.pre_release) return 0;
  if (pre_release.empty() || other.pre_release.empty()) return pre_release.empty() ? 1 : -1;
  std::string_view a = pre_release;
  std::string_view b = other.pre_release;
  while (!a.empty() && !b.empty()) {
    if (const int order = compare_identifiers(take_part(a), take_part(b)); order != 0) return order;
  }
  return a.empty() ? -1 : 1;
}

BuiltinResult semver_compare(BuiltinContext& ctx, Args args) {
  const std::string_view a = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::string_view b = IGP_OPERAND(string_operand(ctx, args, 2));
  const auto left = SemVer::parse(a);
  if (!left) return ctx.fail("operand 1: string {} is not a valid SemVer", quoted(a));
  const auto right = SemVer::parse(b);
  if (!right) return ctx.fail("operand 2: string {} is not a valid SemVer", quoted(b));
  return Value::integer(left->compare(*right));
}

BuiltinResult semver_is_valid(BuiltinContext&, Args args) {
  return Value::boolean(args[0].is_string() && SemVer::parse(args[0].as_string()).has_value());
}

using Uuid = std::array<std::uint8_t, 16>;

// 8-4-4-4-12, with "urn:uuid:" in front or in braces, or without dashes.
std::optional<Uuid> parse_uuid(std::string_view text) {
  if (text.size() == 45 && text.starts_with("urn:uuid:")) text.remove_prefix(9);
  if (text.size() == 38) text = text.substr(1, 36);
  std::string digits;
  if (text.size() == 36) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash != (text[i] == '-')) return std::nullopt;
      if (!dash) digits += text[i];
    }
  } else if (text.size() == 32) {
    digits = text;
  }
  const auto bytes = parse_hex(digits);
  if (!bytes || bytes->size() != 16) return std::nullopt;
  Uuid out;
  std::copy(bytes->begin(), bytes->end(), out.begin());
  return out;
}

std::string_view variant_of(const Uuid& u) {
  if ((u[8] & 0xC0) == 0x80) return "RFC4122";
  if ((u[8] & 0xE0) == 0xC0) return "Microsoft";
  if ((u[8] & 0xE0) == 0xE0) return "Future";
  return "Reserved";
}

// What versions 1 and 2 say of where and when they were made (RFC 4122 section 4.1).
void insert_origin(const BuiltinContext& ctx, ObjectBuilder& out, const Uuid& u, int version) {
  const auto field = [&](std::size_t from, std::size_t size) {
    std::int64_t value = 0;
    for (std::size_t i = from; i < from + size; ++i) value = value << 8 | u[i];
    return value;
  };
  constexpr std::int64_t kGregorianToUnix = 122192928000000000;  // in 100 ns
  const std::int64_t ticks = (field(6, 2) & 0xFFF) << 48 | field(4, 2) << 32 | field(0, 4);
  // Wraps where the time is out of range, as it does in OPA.
  const auto nanos = static_cast<std::uint64_t>(ticks - kGregorianToUnix) * 100;
  out.insert("time", Value::integer(static_cast<std::int64_t>(nanos)));
  std::string node;
  for (std::size_t i = 10; i < 16; ++i) {
    if (i != 10) node += '-';
    node += encode_hex(std::span(&u[i], 1));
  }
  out.insert("nodeid", ctx.string(node));
  out.insert("macvariables", ctx.string(std::string(u[10] & 2 ? "local:" : "global:") +
                                        (u[10] & 1 ? "multicast" : "unicast")));
  out.insert("clocksequence", Value::integer(field(8, 2) & 0x3FFF));
  if (version != 2) return;
  static constexpr std::string_view kDomains[] = {"Person", "Group", "Org"};
  out.insert("id", Value::integer(field(0, 4)));
  out.insert("domain",
             ctx.string(u[9] < 3 ? std::string(kDomains[u[9]]) : fmt::format("Domain{}", u[9])));
}

BuiltinResult uuid_parse(BuiltinContext& ctx, Args args) {
  const auto u = parse_uuid(IGP_OPERAND(string_operand(ctx, args, 1)));
  if (!u) return {};
  const int version = (*u)[6] >> 4;
  ObjectBuilder out(ctx.arena);
  out.insert("version", Value::integer(version));
  out.insert("variant", ctx.string(variant_of(*u)));
  if (version == 1 || version == 2) insert_origin(ctx, out, *u, version);
  return out.finish();
}

BuiltinResult uuid_rfc4122(BuiltinContext& ctx, Args args) {
  if (const Value known = ctx.memo.find("uuid.rfc4122", args[0]); known.defined()) return known;
  if (ctx.rng == nullptr) return ctx.unsupported("no source of randomness");
  Uuid u;
  ctx.rng->fill(u);
  u[6] = static_cast<std::uint8_t>((u[6] & 0x0F) | 0x40);
  u[8] = static_cast<std::uint8_t>((u[8] & 0x3F) | 0x80);
  std::string text = encode_hex(u);
  for (const std::size_t at : {20, 16, 12, 8}) text.insert(at, 1, '-');
  const Value made = ctx.string(text);
  ctx.memo.remember("uuid.rfc4122", args[0], made);
  return made;
}

constexpr BuiltinRow kRows[] = {
    {"semver.compare", semver_compare},
    {"semver.is_valid", semver_is_valid},
    {"uuid.parse", uuid_parse},
    {"uuid.rfc4122", uuid_rfc4122},
};

}  // namespace

constinit const BuiltinTable kVersionBuiltins = kRows;

}  // namespace igp::rego
