// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/present/present.h"

#include <algorithm>
#include <array>
#include <utility>

#include "rego/present/json_text.h"
#include "rego/present/table.h"
#include "rego/value/json_read.h"

namespace igp::rego {

std::optional<OutputFormat> output_format(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, OutputFormat>, 6> kFormats{{
      {"json", OutputFormat::kJson},
      {"values", OutputFormat::kValues},
      {"bindings", OutputFormat::kBindings},
      {"pretty", OutputFormat::kPretty},
      {"raw", OutputFormat::kRaw},
      {"discard", OutputFormat::kDiscard},
  }};
  for (const auto& [known, format] : kFormats) {
    if (known == name) return format;
  }
  return std::nullopt;
}

namespace {

using Solutions = std::span<const Solution>;

void write_location(JsonText& json, const Location& location, bool with_file) {
  json.open('{');
  if (with_file) {
    json.key("file");
    json.string(location.file);
  }
  json.key("row");
  json.integer(location.row);
  json.key("col");
  json.integer(location.col);
  json.close('}');
}

void write_stack(JsonText& json, const std::vector<TraceFrame>& stack) {
  json.key("stack_trace");
  json.open('[');
  for (const TraceFrame& frame : stack) {
    json.open('{');
    json.key("query_id");
    json.integer(static_cast<std::int64_t>(frame.query_id));
    json.key("location");
    write_location(json, frame.location, true);
    json.close('}');
  }
  json.close(']');
}

void write_error(JsonText& json, const ShownError& error) {
  json.open('{');
  json.key("message");
  json.string(error.message);
  if (!error.code.empty()) {
    json.key("code");
    json.string(error.code);
  }
  if (error.location) {
    json.key("location");
    write_location(json, *error.location, true);
  }
  if (error.code == "rego_parse_error" && error.details.size() == 2) {
    json.key("details");
    json.open('{');
    json.key("line");
    json.string(error.details.front());
    json.key("idx");
    json.integer(static_cast<std::int64_t>(error.details.back().size()) - 1);  // up to the caret
    json.close('}');
  }
  if (!error.stack.empty()) write_stack(json, error.stack);
  json.close('}');
}

void write_bindings(JsonText& json, const PreparedQuery& query, const Solution& solution) {
  json.open('{');
  for (std::size_t i = 0; i < solution.bindings.size(); ++i) {
    json.key(query.variables()[i]);
    json.value(solution.bindings[i]);
  }
  json.close('}');
}

void write_solution(JsonText& json, const PreparedQuery& query, const Solution& solution) {
  json.open('{');
  json.key("expressions");
  json.open('[');
  for (std::size_t i = 0; i < solution.expressions.size(); ++i) {
    const PreparedQuery::Expression& expression = query.expressions()[i];
    json.open('{');
    json.key("value");
    json.value(solution.expressions[i]);
    json.key("text");
    json.string(expression.text);
    json.key("location");
    write_location(json, {"", expression.row, expression.col, ""}, false);
    json.close('}');
  }
  json.close(']');
  if (!solution.bindings.empty()) {
    json.key("bindings");
    write_bindings(json, query, solution);
  }
  json.close('}');
}

// The same JSON with sorted keys.
std::string sorted_keys(const std::string& text) {
  Arena arena;
  const auto value = read_json(arena, text);
  return value ? write_json(*value, {.indent = "  "}) + "\n" : text;
}

std::string json_text(const Answer& answer, bool discard) {
  JsonText json;
  json.open('{');
  if (!answer.errors.empty()) {
    json.key("errors");
    json.open('[');
    for (const ShownError& error : answer.errors) write_error(json, error);
    json.close(']');
  }
  if (!answer.results.solutions.empty()) {
    json.key("result");
    if (discard) {
      json.string("discarded");
    } else {
      json.open('[');
      for (const Solution& solution : answer.results.solutions) {
        write_solution(json, *answer.query, solution);
      }
      json.close(']');
    }
  }
  json.close('}');
  return json.finish();
}

std::string values_text(Solutions solutions) {
  std::string out;
  for (const Solution& solution : solutions) {
    JsonText json;
    json.open('[');
    for (const Value& value : solution.expressions) json.value(value);
    json.close(']');
    out += json.finish();
  }
  return out;
}

std::string bindings_text(const PreparedQuery& query, Solutions solutions) {
  std::string out;
  for (const Solution& solution : solutions) {
    JsonText json;
    write_bindings(json, query, solution);
    out += json.finish();
  }
  return out;
}

std::string raw_text(Solutions solutions) {
  std::string out;
  for (const Solution& solution : solutions) {
    for (std::size_t i = 0; i < solution.expressions.size(); ++i) {
      const Value& value = solution.expressions[i];
      if (i > 0) out += ' ';
      if (value.is_string()) {
        out += value.as_string();
      } else {
        append_json(out, value);
      }
    }
    out += '\n';
  }
  return out;
}

std::string cell(const Value& value, std::size_t limit) {
  std::string text = write_json(value);
  if (limit > 0 && text.size() > limit) text = text.substr(0, limit) + "...";
  return text;
}

std::string pretty_table(const Answer& answer) {
  const Solutions solutions = answer.results.solutions;
  const Solution& first = solutions.front();
  // Expressions that are only true or false say nothing beside bindings.
  std::vector<std::size_t> expressions;
  for (std::size_t i = 0; i < first.expressions.size(); ++i) {
    if (!first.expressions[i].is_bool() || first.bindings.empty()) expressions.push_back(i);
  }
  std::vector<std::string> header;
  for (const std::size_t i : expressions) header.push_back(answer.query->expressions()[i].text);
  for (const std::string& name : answer.query->variables()) header.push_back(name);
  std::vector<std::vector<std::string>> rows;
  for (const Solution& solution : solutions) {
    std::vector<std::string> row;
    for (const std::size_t i : expressions) {
      row.push_back(cell(solution.expressions[i], answer.pretty_limit));
    }
    for (const Value& value : solution.bindings) row.push_back(cell(value, answer.pretty_limit));
    rows.push_back(std::move(row));
  }
  return draw_table(header, rows);
}

std::string pretty_text(const Answer& answer) {
  const Solutions solutions = answer.results.solutions;
  if (solutions.empty()) return "undefined\n";
  const auto expressions = solutions.front().expressions;
  const bool all_boolean =
      std::ranges::all_of(expressions, [](const Value& value) { return value.is_bool(); });
  if (solutions.size() == 1 && solutions.front().bindings.empty() && !expressions.empty() &&
      (expressions.size() == 1 || all_boolean)) {
    JsonText json;
    json.value(expressions.front());
    return json.finish();
  }
  return pretty_table(answer);
}

}  // namespace

Shown show(const Answer& answer, OutputFormat format) {
  if (format == OutputFormat::kJson) return {json_text(answer, false), ""};
  if (format == OutputFormat::kDiscard) return {sorted_keys(json_text(answer, true)), ""};
  if (!answer.errors.empty()) return {"", errors_text(answer.errors)};
  const Solutions solutions = answer.results.solutions;
  switch (format) {
    case OutputFormat::kValues:
      return {values_text(solutions), ""};
    case OutputFormat::kBindings:
      return {bindings_text(*answer.query, solutions), ""};
    case OutputFormat::kRaw:
      return {raw_text(solutions), ""};
    default:
      return {pretty_text(answer), ""};
  }
}

}  // namespace igp::rego
