// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "case.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "base/io/file.h"
#include "base/join.h"
#include "rego/value/builder.h"
#include "rego/value/json_read.h"
#include "rego/value/json_write.h"

namespace igp::conformance {

using rego::Arena;
using rego::Value;

namespace {

std::string text(const Value& object, std::string_view key) {
  const Value value = object.get(key);
  return value.is_string() ? std::string(value.as_string()) : std::string();
}

// A value as JSON has it: sets are arrays, keys are strings.
Value as_json(Arena& arena, const Value& value) {
  auto read = rego::read_json(arena, rego::write_json(value));
  return read ? *read : Value();
}

Value sorted(Arena& arena, const Value& value) {
  if (!value.is_array()) return value;
  std::vector<Value> items(value.items().begin(), value.items().end());
  std::sort(items.begin(), items.end(), rego::ValueLess());
  return rego::make_array(arena, items);
}

// The solutions as a set of objects from variable to value.
Value bindings_of(Arena& arena, const rego::PreparedQuery& query, const rego::ResultSet& results,
                  const Value& test) {
  const bool sort = test.get("sort_bindings").is_true();
  const bool ignore_generated = test.get("ignore_generated_vars").is_true();
  std::vector<Value> out;
  for (const rego::Solution& solution : results.solutions) {
    rego::ObjectBuilder object(arena);
    for (std::size_t i = 0; i < solution.bindings.size(); ++i) {
      const std::string& name = query.variables()[i];
      if (ignore_generated && name.starts_with("__local")) continue;
      const Value value = as_json(arena, solution.bindings[i]);
      object.insert(name, sort ? sorted(arena, value) : value);
    }
    out.push_back(object.finish());
  }
  return rego::make_set(arena, out);
}

Value wanted_bindings(Arena& arena, const Value& test) {
  const bool sort = test.get("sort_bindings").is_true();
  std::vector<Value> out;
  for (const Value& wanted : test.get("want_result").items()) {
    rego::ObjectBuilder object(arena);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const Value& value = wanted.values()[i];
      object.insert(wanted.keys()[i], sort ? sorted(arena, value) : value);
    }
    out.push_back(object.finish());
  }
  return rego::make_set(arena, out);
}

std::string diagnostics_text(const rego::Diagnostics& list) {
  std::vector<std::string> lines;
  for (const rego::Diagnostic& finding : list) lines.push_back(finding.text());
  return join(lines, "\n");
}

std::string judge_error(const Value& test, const std::string& code, const std::string& message) {
  const std::string want_code = text(test, "want_error_code");
  const std::string want_text = text(test, "want_error");
  if (want_code.empty() && want_text.empty()) return "unexpected error: " + message;
  if (!want_code.empty() && code != want_code) return "error " + message + ", want " + want_code;
  if (message.find(want_text) == std::string::npos) {
    return fmt::format("error '{}', want '{}'", message, want_text);
  }
  return {};
}

// The input of a case, with what keeps it alive.
struct Input {
  Value value;
  rego::Evaluation evaluation = {};
  std::shared_ptr<const rego::PreparedQuery> query = nullptr;
};

// `input_term` is Rego text of a term.
std::string read_input(const Value& test, Input& out) {
  out.value = test.get("input");
  const std::string term = text(test, "input_term");
  if (term.empty()) return {};
  auto engine = rego::Engine::build({});
  auto query = (*engine)->prepare(term);
  if (!query) return "input_term: " + diagnostics_text(query.error());
  out.query = *query;
  auto results = out.query->eval(out.evaluation, Value(), {});
  if (!results) return "input_term: " + results.error().text();
  out.value = results->value();
  return {};
}

rego::EngineSources sources_of(const Case& test) {
  rego::EngineSources sources;
  const auto modules = test.line.value.get("modules");
  for (std::size_t i = 0; i < modules.size(); ++i) {
    sources.modules.push_back(
        {fmt::format("test-{}.rego", i), std::string(modules.items()[i].as_string())});
  }
  sources.data = {test.line.arena, test.line.value.get("data")};
  return sources;
}

}  // namespace

std::string run_case(const Case& test) {
  const Value& line = test.line.value;
  Input input;
  if (std::string problem = read_input(line, input); !problem.empty()) return problem;
  const bool v0 = text(line, "version") == "v0";
  auto engine = rego::Engine::build(
      sources_of(test), {.version = v0 ? rego::RegoVersion::kV0 : rego::RegoVersion::kV1,
                         .check_data_conflicts = false});
  if (!engine) return "compile: " + diagnostics_text(engine.error());
  auto query = (*engine)->prepare(text(line, "query"));
  if (!query) return "query: " + diagnostics_text(query.error());
  const SystemClock clock;
  SystemRng rng;
  rego::EvalOptions options;
  options.host.clock = &clock;
  options.host.rng = &rng;
  options.strict_builtin_errors = line.get("strict_error").is_true();
  rego::Evaluation evaluation;
  auto results = (*query)->eval(evaluation, input.value, options);
  if (!results) return judge_error(line, results.error().code, results.error().text());
  if (!line.get("want_result").defined()) return "no error";
  Arena arena;
  const Value got = bindings_of(arena, **query, *results, line);
  const Value want = wanted_bindings(arena, line);
  if (got == want) return {};
  return fmt::format("got {}, want {}", rego::write_json(got), rego::write_json(want));
}

std::vector<Case> load_cases(const std::string& path, const std::string& version) {
  const auto content = read_file(path, std::size_t{256} * 1024 * 1024);
  if (!content) {
    fmt::print(stderr, "{}\n", content.error().text());
    std::exit(2);
  }
  std::vector<Case> cases;
  std::map<std::string, int> seen;
  std::string_view rest = *content;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    auto line = rego::Document::from_json(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!line) {
      fmt::print(stderr, "{}: {}\n", path, line.error().text());
      std::exit(2);
    }
    Case made;
    made.directory = version + "/" + text(line->value, "dir");
    made.id = made.directory + "/" + text(line->value, "note");
    if (const int times = ++seen[made.id]; times > 1) made.id += fmt::format("#{}", times);
    made.line = std::move(*line);
    cases.push_back(std::move(made));
  }
  return cases;
}

}  // namespace igp::conformance
