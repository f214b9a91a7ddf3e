// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Strings: changing case, trimming, replacing, formatting, printing.
#include <algorithm>
#include <string>

#include "base/unicode.h"
#include "base/utf8.h"
#include "rego/builtins/families.h"
#include "rego/builtins/operands.h"
#include "rego/builtins/sprintf.h"
#include "rego/builtins/text.h"
#include "rego/value/term_text.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

template <char32_t (*map)(char32_t)>
BuiltinResult map_case(BuiltinContext& ctx, Args args) {
  std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) append_utf8(out, map(take_rune(text)));
  return ctx.string(out);
}

enum class Side : std::uint8_t { kLeft = 1, kRight = 2, kBoth = 3 };

bool trims(Side side, Side end) { return (static_cast<int>(side) & static_cast<int>(end)) != 0; }

// The last rune of `text` (not empty): its first byte's offset.
std::size_t last_rune(std::string_view text) {
  std::size_t at = text.size() - 1;
  for (std::size_t back = 1; back < 4 && at > 0 && (text[at] & 0xC0) == 0x80; ++back) --at;
  return at + decode_utf8(text.substr(at)).length == text.size() ? at : text.size() - 1;
}

template <class Cut>
std::string_view trim_text(std::string_view text, Side side, Cut cut) {
  while (!text.empty() && trims(side, Side::kLeft)) {
    std::string_view rest = text;
    if (!cut(take_rune(rest))) break;
    text = rest;
  }
  while (!text.empty() && trims(side, Side::kRight)) {
    const std::size_t at = last_rune(text);
    std::string_view last = text.substr(at);
    if (!cut(take_rune(last))) break;
    text = text.substr(0, at);
  }
  return text;
}

template <Side side>
BuiltinResult trim_set(BuiltinContext& ctx, Args args) {
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::string_view set = IGP_OPERAND(string_operand(ctx, args, 2));
  const std::u32string runes = to_runes(set);
  return ctx.string(trim_text(text, side, [&](char32_t c) { return runes.contains(c); }));
}

BuiltinResult trim_space(BuiltinContext& ctx, Args args) {
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  return ctx.string(trim_text(text, Side::kBoth, is_white_space));
}

BuiltinResult trim_prefix(BuiltinContext& ctx, Args args) {
  std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::string_view prefix = IGP_OPERAND(string_operand(ctx, args, 2));
  if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
  return ctx.string(text);
}

BuiltinResult trim_suffix(BuiltinContext& ctx, Args args) {
  std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::string_view suffix = IGP_OPERAND(string_operand(ctx, args, 2));
  if (text.ends_with(suffix)) text.remove_suffix(suffix.size());
  return ctx.string(text);
}

struct Replacement {
  std::string_view from;
  std::string_view to;
};

// In one pass from the left; at each place the first replacement that fits is made. An empty `from`
// fits once at every place, and consumes nothing.
std::string replace_all(std::string_view text, std::span<const Replacement> replacements) {
  std::string out;
  bool empty_done = false;
  for (std::size_t at = 0; at <= text.size();) {
    const std::string_view rest = text.substr(at);
    const auto fits = std::find_if(replacements.begin(), replacements.end(), [&](const auto& r) {
      return rest.starts_with(r.from) && !(r.from.empty() && empty_done);
    });
    if (fits != replacements.end()) {
      out += fits->to;
      at += fits->from.size();
      empty_done = fits->from.empty();
      continue;
    }
    empty_done = false;
    if (at < text.size()) out += text[at];
    ++at;
  }
  return out;
}

BuiltinResult replace(BuiltinContext& ctx, Args args) {
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::string_view from = IGP_OPERAND(string_operand(ctx, args, 2));
  const std::string_view to = IGP_OPERAND(string_operand(ctx, args, 3));
  const Replacement one[] = {{from, to}};
  if (from.empty()) return ctx.string(replace_all(text, one));
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = text.find(from); at != std::string_view::npos; at = text.find(from, done)) {
    out.append(text, done, at - done).append(to);
    done = at + from.size();
  }
  return done == 0 ? BuiltinResult(args[0]) : ctx.string(out.append(text, done));
}

BuiltinResult replace_n(BuiltinContext& ctx, Args args) {
  const Value patterns = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kObject));
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 2));
  std::vector<Replacement> replacements;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    const Value& from = patterns.keys()[i];
    const Value& to = patterns.values()[i];
    if (!from.is_string()) return ctx.operand(1, "non-string key found in pattern object");
    if (!to.is_string()) return ctx.operand(1, "non-string value found in pattern object");
    replacements.push_back({from.as_string(), to.as_string()});
  }
  return ctx.string(replace_all(text, replacements));
}

BuiltinResult sprintf(BuiltinContext& ctx, Args args) {
  const std::string_view format = IGP_OPERAND(string_operand(ctx, args, 1));
  const Value values = IGP_OPERAND(operand_of(ctx, args, 2, Kind::kArray));
  return ctx.string(go_sprintf(format, values.items()));
}

// What print() and template strings show for one operand: a primitive, or a set of at most one.
void append_printed(std::string& out, const Value& v) {
  if (v.is_set()) {
    if (v.size() == 0) {
      out += "<undefined>";
    } else {
      const Value& only = v.items()[0];
      if (only.is_string()) {
        out += only.as_string();
      } else {
        append_term(out, only);
      }
    }
  } else if (v.is_string()) {
    out += v.as_string();
  } else {
    append_term(out, v);
  }
}

BuiltinResult template_string(BuiltinContext& ctx, Args args) {
  const Value parts = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kArray));
  std::string out;
  for (const Value& part : parts.items()) {
    if (part.is_array() || part.is_object()) {
      return ctx.halt("illegal argument type: {}", name_of(part.kind()));
    }
    if (part.is_set() && part.size() > 1) {
      return ctx.halt("template-strings must not produce multiple outputs");
    }
    append_printed(out, part);
  }
  return ctx.string(out);
}

// Prints one line for each combination of the operands' elements.
void print_combinations(PrintSink& sink, std::span<const Value> operands, const std::string& line,
                        bool first) {
  if (operands.empty()) {
    sink.print(line);
    return;
  }
  const std::string start = first ? line : line + " ";
  const Value& operand = operands[0];
  if (!operand.is_set() || operand.size() == 0) {
    std::string extended = start;
    append_printed(extended, operand);
    print_combinations(sink, operands.subspan(1), extended, false);
    return;
  }
  for (const Value& element : operand.items()) {
    std::string extended = start;
    if (element.is_string()) {
      extended += element.as_string();
    } else {
      append_term(extended, element);
    }
    print_combinations(sink, operands.subspan(1), extended, false);
  }
}

BuiltinResult internal_print(BuiltinContext& ctx, Args args) {
  const Value operands = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kArray));
  if (ctx.print != nullptr) print_combinations(*ctx.print, operands.items(), {}, true);
  return Value::boolean(true);
}

constexpr BuiltinRow kRows[] = {
    {"internal.print", internal_print},
    {"internal.template_string", template_string},
    {"lower", map_case<to_lower>},
    {"replace", replace},
    {"sprintf", sprintf},
    {"strings.replace_n", replace_n},
    {"trim", trim_set<Side::kBoth>},
    {"trim_left", trim_set<Side::kLeft>},
    {"trim_prefix", trim_prefix},
    {"trim_right", trim_set<Side::kRight>},
    {"trim_space", trim_space},
    {"trim_suffix", trim_suffix},
    {"upper", map_case<to_upper>},
};

}  // namespace

constinit const BuiltinTable kStringEditBuiltins = kRows;

}  // namespace igp::rego
