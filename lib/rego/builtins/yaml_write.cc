// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/yaml_write.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>
#include <vector>

#include "base/unicode.h"
#include "base/utf8.h"
#include "rego/builtins/sprintf.h"
#include "rego/builtins/text.h"
#include "rego/builtins/yaml_scalar.h"
#include "rego/number/number.h"

namespace igp::rego {
namespace {

constexpr int kIndent = 2;
constexpr std::size_t kSimpleKeyBytes = 128;

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  // Punctuation and pictures stand in blocks of their own.
  const bool symbols = (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x3004) ||
                       (c >= 0x3008 && c <= 0x3030) || (c >= 0x1F000 && c <= 0x1FAFF);
  return c >= 0xC0 && !symbols && is_printable(c);
}

/// Digits from `at` on, as a number and how far they go.
struct Digits {
  std::int64_t value;
  std::size_t end;
};

/// Numbers that do not fit wrap around, as Go's do.
Digits read_digits(std::u32string_view text, std::size_t at, std::uint64_t value) {
  std::size_t end = at;
  for (; end < text.size() && is_digit(text[end]); ++end) value = value * 10 + (text[end] - '0');
  return {static_cast<std::int64_t>(value), end};
}

/// Numbers in keys are ordered by value, and letters after all else but digits.
bool key_less(std::u32string_view a, std::u32string_view b) {
  const auto [first, second] = std::ranges::mismatch(a, b);
  if (first == a.end() || second == b.end()) return a.size() < b.size();
  const auto i = static_cast<std::size_t>(first - a.begin());
  const bool after_digit = i > 0 && is_digit(a[i - 1]);
  const bool a_letter = is_letter(a[i]);
  const bool b_letter = is_letter(b[i]);
  if (a_letter && b_letter) return a[i] < b[i];
  if (a_letter || b_letter) return after_digit ? a_letter : b_letter;
  std::uint64_t start = 0;
  if (a[i] == '0' || b[i] == '0') {
    for (std::size_t j = i; j > 0 && is_digit(a[j - 1]); --j) {
      if (a[j - 1] != '0') start = 1;
    }
  }
  const Digits left = read_digits(a, i, start);
  const Digits right = read_digits(b, i, start);
  if (left.value != right.value) return left.value < right.value;
  if (left.end != right.end) return left.end < right.end;
  return a[i] < b[i];
}

struct Member {
  std::u32string order;
  std::string key;
  Value value;
};

/// What yaml.v3 makes of a number of JSON: an integer of 64 bits, or else a float.
std::string number_yaml(const Value& number) {
  std::string text = number_text(number);
  if (text == "-0") return "0";
  const bool whole = text.find_first_of(".eE") == std::string::npos;
  std::uint64_t size = 0;
  const char* digits = text.data() + (text.starts_with('-') ? 1 : 0);
  const bool fits = std::from_chars(digits, text.data() + text.size(), size).ec == std::errc();
  if (whole && fits && (digits == text.data() || number.is_int())) return text;
  std::vector<FormatArg> args(1);
  args[0].type = FormatArg::Type::kFloat;
  args[0].number = to_double(number);
  return std::isfinite(args[0].number) ? go_sprintf("%v", std::move(args)) : text;
}

class Writer {
 public:
  Status write(const Value& value) {
    IGP_CHECK(write_node(value, -kIndent, /*in_line=*/true));
    if (!out_.ends_with('\n')) out_ += '\n';
    return {};
  }
  std::string take() { return std::move(out_); }

 private:
  /// The line on which an entry at `indent` begins.
  void begin_line(int indent) {
    if (!out_.empty() && !out_.ends_with('\n')) out_ += '\n';
    out_.append(static_cast<std::size_t>(indent), ' ');
  }

  /// A node inside something at `indent`; `in_line` where an entry may follow on the same line.
  Status write_node(const Value& value, int indent, bool in_line) {
    const bool root = indent < 0;
    if (value.size() > 0) {
      if (in_line && !root) out_ += ' ';
      return value.is_object() ? write_map(value, indent + kIndent, in_line)
                               : write_list(value, indent + kIndent, in_line);
    }
    if (!root) out_ += ' ';
    if (value.is_object()) {
      out_ += "{}";
    } else if (value.is_composite()) {
      out_ += "[]";
    } else {
      return write_scalar(value, root ? kIndent : indent + kIndent);
    }
    return {};
  }

  Status write_scalar(const Value& value, int indent) {
    if (value.is_string()) {
      const std::string text = IGP_TRY(readable(value.as_string()));
      out_ += scalar_text(text, choose_style(text, ScalarPlace::kValue), indent);
    } else if (value.is_number()) {
      out_ += number_yaml(value);
    } else {
      out_ += value.is_null() ? "null" : value.is_true() ? "true" : "false";
    }
    return {};
  }

  /// The text as JSON has it, if YAML can read that.
  static Result<std::string> readable(std::string_view text) {
    const std::u32string runes = to_runes(text);
    for (const char32_t c : runes) {
      if (c == 0x85) {
        return fail(ErrorCode::kLimitExceeded, "U+0085 in YAML is not supported");
      }
      if (c == 0x7F || (c >= 0x80 && c < 0xA0) || c == 0xFFFE || c == 0xFFFF) {
        return fail(ErrorCode::kYamlMalformed, "yaml: control characters are not allowed");
      }
    }
    return from_runes(runes);
  }

  Status write_list(const Value& list, int indent, bool in_line) {
    for (const Value& item : list.items()) {
      if (!in_line) begin_line(indent);
      in_line = false;
      out_ += '-';
      IGP_CHECK(write_node(item, indent, /*in_line=*/true));
    }
    return {};
  }

  Status write_map(const Value& map, int indent, bool in_line) {
    std::vector<Member> members;
    for (std::size_t i = 0; i < map.size(); ++i) {
      Member member;
      member.key = IGP_TRY(readable(map.keys()[i].as_string()));
      member.order = to_runes(member.key);
      member.value = map.values()[i];
      members.push_back(std::move(member));
    }
    std::ranges::stable_sort(members, key_less, &Member::order);
    for (const Member& member : members) {
      if (!in_line) begin_line(indent);
      in_line = false;
      IGP_CHECK(write_member(member, indent));
    }
    return {};
  }

  Status write_member(const Member& member, int indent) {
    const std::string_view key = member.key;
    // A key that is long or has lines stands alone, and its value below it.
    const bool simple = key.size() <= kSimpleKeyBytes && key.find_first_of("\n\r") == key.npos &&
                        !key.contains("\xE2\x80\xA8") && !key.contains("\xE2\x80\xA9");
    if (simple) {
      out_ += scalar_text(key, choose_style(key, ScalarPlace::kKey), 0);
      out_ += ':';
      return write_node(member.value, indent, /*in_line=*/false);
    }
    out_ += "? ";
    out_ += scalar_text(key, choose_style(key, ScalarPlace::kValue), indent + kIndent);
    begin_line(indent);
    out_ += ':';
    return write_node(member.value, indent, /*in_line=*/true);
  }

  std::string out_;
};

}  // namespace

Result<std::string> write_yaml(const Value& value) {
  Writer writer;
  IGP_CHECK(writer.write(value));
  return writer.take();
}

}  // namespace igp::rego
