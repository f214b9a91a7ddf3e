// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Answers GraphQL requests, one JSON object a line, against a schema and a JSON document:
// graphql_driver SCHEMA.graphql ROOT.json < REQUESTS > ANSWERS
#include <iostream>

#include <nlohmann/json.hpp>

#include "base/io/file.h"
#include "graphql/execute.h"
#include "graphql/parser.h"
#include "graphql/validate.h"

using namespace igp;

namespace {

class Root final : public graphql::Object {
 public:
  explicit Root(const Json& json) : json_(json) {}
  [[nodiscard]] std::string_view type_name() const override { return "Query"; }
  [[nodiscard]] Result<graphql::FieldValue> resolve(std::string_view field,
                                                    const Json&) const override {
    return graphql::FieldValue::of(json_.value(std::string(field), Json()));
  }

 private:
  const Json& json_;
};

graphql::Answer answer(const graphql::Schema& schema, const Root& root, const Json& request) {
  const auto document = graphql::parse_document(request["query"].get<std::string>());
  if (!document) return {nullptr, {{document.error().text()}}};
  if (auto errors = graphql::validate(schema, *document); !errors.empty()) {
    return {nullptr, std::move(errors)};
  }
  const Json variables = request.value("variables", Json::object());
  return graphql::execute(schema, {*document, "", variables}, root);
}

Status run(const std::string& schema_file, const std::string& root_file) {
  const std::string sdl = IGP_TRY(read_file(schema_file, limits::kMiB));
  const auto schema = IGP_TRY(graphql::Schema::parse(sdl));
  const Json json = IGP_TRY(parse_json(IGP_TRY(read_file(root_file, limits::kMiB))));
  const Root root(json);
  for (std::string line; std::getline(std::cin, line);) {
    const Json request = IGP_TRY(parse_json(line));
    std::cout << encode_json(graphql::answer_to_json(answer(schema, root, request))) << '\n';
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const Status done = run(argv[1], argv[2]);
  if (!done) std::cerr << done.error().text() << '\n';
  return done ? 0 : 1;
}
