// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// regex.*, on lib/regex; compiled expressions are cached.
#include "regex/regex.h"

#include "rego/builtins/caches_state.h"
#include "rego/builtins/families.h"
#include "rego/builtins/operands.h"
#include "rego/value/builder.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;
using regex::Regex;

// The compiled expression; it stays valid until the cache is asked for another one.
Operand<const Regex*> compiled(BuiltinContext& ctx, std::string_view pattern) {
  auto& cache = ctx.caches.state().regexes;
  if (const Regex* known = cache.find(pattern)) return known;
  auto made = Regex::compile(pattern);
  if (!made) return std::unexpected(ctx.fail("{}", made.error().message));
  return cache.put(pattern, *std::move(made));
}

BuiltinResult is_valid(BuiltinContext& ctx, Args args) {
  if (!args[0].is_string()) return Value::boolean(false);
  return Value::boolean(compiled(ctx, args[0].as_string()).has_value());
}

BuiltinResult match(BuiltinContext& ctx, Args args) {
  const std::string_view pattern = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 2));
  const Regex* re = IGP_OPERAND(compiled(ctx, pattern));
  return Value::boolean(re->matches(text));
}

BuiltinResult split(BuiltinContext& ctx, Args args) {
  const std::string_view pattern = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 2));
  const Regex* re = IGP_OPERAND(compiled(ctx, pattern));
  ArrayBuilder out(ctx.arena);
  for (const std::string_view part : re->split(text)) out.append(ctx.string(part));
  return out.finish();
}

BuiltinResult find_n(BuiltinContext& ctx, Args args) {
  const std::string_view pattern = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 2));
  const std::int64_t limit = IGP_OPERAND(int_operand(ctx, args, 3));
  const Regex* re = IGP_OPERAND(compiled(ctx, pattern));
  ArrayBuilder out(ctx.arena);
  for (const auto& found : re->find_all(text, limit)) out.append(ctx.string(found[0]));
  return out.finish();
}

BuiltinResult find_all_submatch_n(BuiltinContext& ctx, Args args) {
  const std::string_view pattern = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 2));
  const std::int64_t limit = IGP_OPERAND(int_operand(ctx, args, 3));
  const Regex* re = IGP_OPERAND(compiled(ctx, pattern));
  std::vector<Value> matches;
  for (const auto& found : re->find_all(text, limit)) {
    ArrayBuilder groups(ctx.arena);
    for (const std::string_view group : found) groups.append(ctx.string(group));
    matches.push_back(groups.finish());
  }
  return make_array(ctx.arena, matches);
}

BuiltinResult replace(BuiltinContext& ctx, Args args) {
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::string_view pattern = IGP_OPERAND(string_operand(ctx, args, 2));
  const std::string_view replacement = IGP_OPERAND(string_operand(ctx, args, 3));
  const Regex* re = IGP_OPERAND(compiled(ctx, pattern));
  return ctx.string(re->replace_all(text, replacement));
}

// The places of the delimiters of a template, outermost pairs only: begin, end, begin, end, ...
Operand<std::vector<std::size_t>> delimiters(const BuiltinContext& ctx, std::string_view pattern,
                                             char start, char end) {
  std::vector<std::size_t> places;
  int level = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == start) {
      if (++level == 1) places.push_back(i);
    } else if (pattern[i] == end) {
      if (--level == 0) places.push_back(i + 1);
      if (level < 0) break;
    }
  }
  if (level == 0) return places;
  return std::unexpected(ctx.fail("unbalanced braces in {}", quoted(pattern)));
}

// Text outside of the delimiters stands for itself, text inside is an expression.
BuiltinResult template_match(BuiltinContext& ctx, Args args) {
  const std::string_view pattern = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 2));
  const std::string_view start = IGP_OPERAND(string_operand(ctx, args, 3));
  const std::string_view end = IGP_OPERAND(string_operand(ctx, args, 4));
  if (start.size() != 1) {
    return ctx.fail("start delimiter has to be exactly one character long but is {} long",
                    start.size());
  }
  if (end.size() != 1) {
    return ctx.fail("end delimiter has to be exactly one character long but is {} long",
                    start.size());
  }
  const auto places = IGP_OPERAND(delimiters(ctx, pattern, start[0], end[0]));
  std::string expression = "^";
  std::size_t done = 0;
  for (std::size_t i = 0; i + 1 < places.size(); i += 2) {
    expression += Regex::quote(pattern.substr(done, places[i] - done));
    done = places[i + 1];
    expression.append(1, '(').append(pattern, places[i] + 1, done - places[i] - 2).append(1, ')');
  }
  expression.append(Regex::quote(pattern.substr(done))).append(1, '$');
  const Regex* re = IGP_OPERAND(compiled(ctx, expression));
  return Value::boolean(re->matches(text));
}

constexpr BuiltinRow kRows[] = {
    {"re_match", match},      {"regex.find_all_string_submatch_n", find_all_submatch_n},
    {"regex.find_n", find_n}, {"regex.is_valid", is_valid},
    {"regex.match", match},   {"regex.replace", replace},
    {"regex.split", split},   {"regex.template_match", template_match},
};

}  // namespace

constinit const BuiltinTable kRegexBuiltins = kRows;

}  // namespace igp::rego
