// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "yaml/scalar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "base/ascii.h"
#include "base/base64.h"
#include "base/bytes.h"

namespace igp::yaml {
namespace {

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

// Decimal, 0x, 0o, 0b, or octal with a leading zero; underscores between digits do not count.
std::optional<std::string> as_integer(std::string text) {
  std::erase(text, '_');
  std::string_view digits = text;
  const bool negative = digits.starts_with('-');
  if (negative || digits.starts_with('+')) digits.remove_prefix(1);
  int base = 10;
  if (digits.size() > 1 && digits[0] == '0') {
    const char mark = static_cast<char>(digits[1] | 0x20);
    base = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
    digits.remove_prefix(mark == 'x' || mark == 'b' || mark == 'o' ? 2 : 1);
  }
  std::uint64_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto parsed = std::from_chars(digits.data(), end, value, base);
  if (digits.empty() || parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
  if (negative && value > std::uint64_t{1} << 63) return std::nullopt;
  return fmt::format("{}{}", negative && value != 0 ? "-" : "", value);
}

// [-+]?(.digits|digits[.digits])[e[-+]digits]
bool looks_like_float(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const auto take_digits = [&] {
    const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
    const auto count = static_cast<std::size_t>(end - text.begin());
    text.remove_prefix(count);
    return count;
  };
  const std::size_t whole = take_digits();
  std::size_t fraction = 0;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    fraction = take_digits();
  }
  if (whole + fraction == 0) return false;
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    if (take_digits() == 0) return false;
  }
  return text.empty();
}

// A double as Go's JSON encoder writes it.
std::string go_json(double f) {
  const double size = std::fabs(f);
  const bool exponential = size != 0 && (size < 1e-6 || size >= 1e21);
  std::array<char, 64> buffer;
  char* const end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), f,
                    exponential ? std::chars_format::scientific : std::chars_format::fixed)
          .ptr;
  std::string out(buffer.data(), end);
  // e-09 is written e-9.
  if (const std::size_t mark = out.find("e-0"); mark != std::string::npos) out.erase(mark + 2, 1);
  return out;
}

std::optional<std::string> as_float(std::string text) {
  std::erase(text, '_');
  if (!looks_like_float(text)) return std::nullopt;
  const std::size_t sign = text.starts_with('+') ? 1 : 0;
  double f = 0;
  const auto parsed = std::from_chars(text.data() + sign, text.data() + text.size(), f);
  if (parsed.ec != std::errc()) return std::nullopt;
  return go_json(f);
}

bool is_infinite(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return is_one_of(text, {".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"});
}

Scalar string_scalar(std::string_view text) {
  return {.json = json_quoted(text), .text = std::string(text), .is_string = true};
}

}  // namespace

std::string json_quoted(std::string_view text) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out.append(1, '\\').append(1, c);
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out.append("\\u00").append(1, kDigits[c >> 4]).append(1, kDigits[c & 0xF]);
    } else {
      out += c;
    }
  }
  return out += '"';
}

Result<Scalar> resolve_scalar(std::string_view text, std::string_view tag, bool plain) {
  constexpr std::string_view kCore = "tag:yaml.org,2002:";
  const bool core = tag.starts_with(kCore);
  const std::string_view type = core ? tag.substr(kCore.size()) : std::string_view();
  if (type == "binary") {
    const auto bytes = parse_base64(text);
    if (!bytes) {
      return fail(ErrorCode::kYamlMalformed, "!!binary value contains invalid base64 data");
    }
    return string_scalar(as_text(*bytes));
  }
  // Tags of one's own say nothing about the text.
  if (type == "str" || (!core && (!plain || !tag.empty()))) return string_scalar(text);
  if (is_one_of(text, {"", "~", "null", "Null", "NULL"})) return Scalar{.json = "null"};
  if (is_one_of(text, {"true", "True", "TRUE"})) return Scalar{.json = "true"};
  if (is_one_of(text, {"false", "False", "FALSE"})) return Scalar{.json = "false"};
  if (is_infinite(text)) {
    return fail(ErrorCode::kYamlMalformed, "a number that JSON does not have: {}", quote(text));
  }
  if (auto integer = as_integer(std::string(text))) return Scalar{.json = *std::move(integer)};
  if (auto real = as_float(std::string(text))) return Scalar{.json = *std::move(real)};
  if (is_one_of(type, {"int", "float", "bool", "null"})) {
    return fail(ErrorCode::kYamlMalformed, "cannot decode !!str {} as a !!{}", quote(text), type);
  }
  return string_scalar(text);
}

}  // namespace igp::yaml
