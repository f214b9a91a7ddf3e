// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Strings: searching, cutting, joining.
#include <algorithm>
#include <string>

#include "rego/builtins/families.h"
#include "rego/builtins/operands.h"
#include "rego/builtins/text.h"
#include "rego/number/big_integer.h"
#include "rego/number/number.h"
#include "rego/value/builder.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

template <bool (*predicate)(std::string_view, std::string_view)>
BuiltinResult test_strings(BuiltinContext& ctx, Args args) {
  const std::string_view a = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::string_view b = IGP_OPERAND(string_operand(ctx, args, 2));
  return Value::boolean(predicate(a, b));
}

bool has_prefix(std::string_view text, std::string_view part) { return text.starts_with(part); }
bool has_suffix(std::string_view text, std::string_view part) { return text.ends_with(part); }
bool has_part(std::string_view text, std::string_view part) { return text.contains(part); }

// A string, or the strings of an array or set.
Operand<std::vector<std::string_view>> string_or_strings(const BuiltinContext& ctx, Args args,
                                                         int position) {
  const Value& v = args[static_cast<std::size_t>(position - 1)];
  if (v.is_string()) return std::vector{v.as_string()};
  if (!v.is_array() && !v.is_set()) {
    return std::unexpected(ctx.operand_type(position, v, {"string", "set", "array"}));
  }
  return strings_operand(ctx, args, position);
}

template <bool (*predicate)(std::string_view, std::string_view)>
BuiltinResult any_match(BuiltinContext& ctx, Args args) {
  const auto texts = IGP_OPERAND(string_or_strings(ctx, args, 1));
  const auto parts = IGP_OPERAND(string_or_strings(ctx, args, 2));
  for (const std::string_view text : texts) {
    for (const std::string_view part : parts) {
      if (predicate(text, part)) return Value::boolean(true);
    }
  }
  return Value::boolean(false);
}

BuiltinResult concat(BuiltinContext& ctx, Args args) {
  const std::string_view separator = IGP_OPERAND(string_operand(ctx, args, 1));
  const Value& parts = args[1];
  if (!parts.is_array() && !parts.is_set()) return ctx.operand_type(2, parts, {"set", "array"});
  std::string out;
  bool first = true;
  for (const Value& part : parts.items()) {
    if (!part.is_string()) return ctx.operand_element(2, parts, part, {"string"});
    if (!first) out += separator;
    first = false;
    out += part.as_string();
  }
  return ctx.string(out);
}

// The places of `wanted` in `text`, counted in runes, until `take` says stop.
template <class Take>
void for_each_place(std::string_view text, std::string_view wanted, Take take) {
  if (is_ascii(text)) {
    for (std::size_t at = text.find(wanted); at != std::string_view::npos;
         at = text.find(wanted, at + 1)) {
      if (!take(at)) return;
    }
    return;
  }
  const std::u32string runes = to_runes(text);
  const std::u32string sought = to_runes(wanted);
  for (std::size_t at = runes.find(sought); at != std::u32string::npos;
       at = runes.find(sought, at + 1)) {
    if (!take(at)) return;
  }
}

BuiltinResult indexof(BuiltinContext& ctx, Args args) {
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::string_view wanted = IGP_OPERAND(string_operand(ctx, args, 2));
  if (wanted.empty()) return ctx.fail("empty search character");
  std::int64_t found = -1;
  for_each_place(text, wanted, [&](std::size_t at) {
    found = static_cast<std::int64_t>(at);
    return false;
  });
  return Value::integer(found);
}

BuiltinResult indexof_n(BuiltinContext& ctx, Args args) {
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::string_view wanted = IGP_OPERAND(string_operand(ctx, args, 2));
  if (wanted.empty()) return ctx.fail("empty search character");
  ArrayBuilder out(ctx.arena);
  for_each_place(text, wanted, [&](std::size_t at) {
    out.append(Value::integer(static_cast<std::int64_t>(at)));
    return true;
  });
  return out.finish();
}

BuiltinResult substring(BuiltinContext& ctx, Args args) {
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::int64_t start = IGP_OPERAND(int_operand(ctx, args, 2));
  const std::int64_t length = IGP_OPERAND(int_operand(ctx, args, 3));
  if (start < 0) return ctx.fail("negative offset");
  const auto skip = static_cast<std::size_t>(start);
  if (is_ascii(text)) {
    if (skip >= text.size()) return ctx.string("");
    return ctx.string(
        text.substr(skip, length < 0 ? std::string_view::npos : static_cast<std::size_t>(length)));
  }
  const std::u32string runes = to_runes(text);
  if (skip >= runes.size()) return ctx.string("");
  return ctx.string(from_runes(std::u32string_view(runes).substr(
      skip, length < 0 ? std::u32string_view::npos : static_cast<std::size_t>(length))));
}

// As Go's strings.Count: an empty part is found between all runes and at both ends.
BuiltinResult count_parts(BuiltinContext& ctx, Args args) {
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::string_view part = IGP_OPERAND(string_operand(ctx, args, 2));
  if (part.empty()) return Value::integer(static_cast<std::int64_t>(count_runes(text)) + 1);
  std::int64_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++count;
  }
  return Value::integer(count);
}

// As Go's strings.SplitN; a negative `limit` is none. An empty delimiter splits into runes.
std::vector<std::string_view> split_text(std::string_view text, std::string_view delimiter,
                                         std::int64_t limit) {
  std::vector<std::string_view> parts;
  if (limit == 0) return parts;
  const auto more = [&] {
    return limit < 0 || static_cast<std::int64_t>(parts.size()) + 1 < limit;
  };
  if (delimiter.empty()) {
    while (!text.empty()) {
      const std::size_t length = more() ? rune_offset(text, 1) : text.size();
      parts.push_back(text.substr(0, length));
      text.remove_prefix(length);
    }
    return parts;
  }
  for (std::size_t at = text.find(delimiter); at != std::string_view::npos && more();
       at = text.find(delimiter)) {
    parts.push_back(text.substr(0, at));
    text.remove_prefix(at + delimiter.size());
  }
  parts.push_back(text);
  return parts;
}

Value to_array(const BuiltinContext& ctx, std::span<const std::string_view> parts) {
  ArrayBuilder out(ctx.arena);
  out.reserve(parts.size());
  for (const std::string_view part : parts) out.append(ctx.string(part));
  return out.finish();
}

BuiltinResult split(BuiltinContext& ctx, Args args) {
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::string_view delimiter = IGP_OPERAND(string_operand(ctx, args, 2));
  return to_array(ctx, split_text(text, delimiter, -1));
}

BuiltinResult split_n(BuiltinContext& ctx, Args args) {
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::string_view delimiter = IGP_OPERAND(string_operand(ctx, args, 2));
  const std::int64_t n = IGP_OPERAND(int_operand(ctx, args, 3));
  const auto parts = split_text(text, delimiter, n < 0 || n == INT64_MAX ? -1 : n + 1);
  const std::span<const std::string_view> all(parts);
  const auto size = static_cast<std::int64_t>(parts.size());
  if (n >= 0) return to_array(ctx, all.first(static_cast<std::size_t>(std::min(n, size))));
  return to_array(ctx, all.subspan(static_cast<std::size_t>(n < -size ? 0 : size + n)));
}

BuiltinResult reverse(BuiltinContext& ctx, Args args) {
  std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  std::string out(text.size(), '\0');
  std::size_t end = text.size();
  while (!text.empty()) {
    const std::size_t length = rune_offset(text, 1);
    end -= length;
    std::copy_n(text.begin(), length, out.begin() + static_cast<std::ptrdiff_t>(end));
    text.remove_prefix(length);
  }
  return ctx.string(out);
}

BuiltinResult format_int(BuiltinContext& ctx, Args args) {
  const Value number = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kNumber));
  const Value base = IGP_OPERAND(operand_of(ctx, args, 2, Kind::kNumber));
  const std::int64_t radix = base.is_int() ? base.as_int() : 0;
  if (radix != 2 && radix != 8 && radix != 10 && radix != 16) {
    return ctx.operand(2, "must be one of {{2, 8, 10, 16}}");
  }
  const auto exact = BigInteger::from_number(number);
  const BigInteger truncated = exact ? *exact : BigInteger::from_real(to_real(number));
  return ctx.string(truncated.text(static_cast<int>(radix)));
}

constexpr BuiltinRow kRows[] = {
    {"concat", concat},
    {"contains", test_strings<has_part>},
    {"endswith", test_strings<has_suffix>},
    {"format_int", format_int},
    {"indexof", indexof},
    {"indexof_n", indexof_n},
    {"split", split},
    {"startswith", test_strings<has_prefix>},
    {"strings.any_prefix_match", any_match<has_prefix>},
    {"strings.any_suffix_match", any_match<has_suffix>},
    {"strings.count", count_parts},
    {"strings.reverse", reverse},
    {"strings.split_n", split_n},
    {"substring", substring},
};

}  // namespace

constinit const BuiltinTable kStringBuiltins = kRows;

}  // namespace igp::rego
