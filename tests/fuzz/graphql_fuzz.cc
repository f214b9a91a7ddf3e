// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Any document: parse, validate against a schema that has every kind of type, execute.
#include <nlohmann/json.hpp>

#include "graphql/execute.h"
#include "graphql/parser.h"
#include "graphql/validate.h"

using namespace igp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto schema = graphql::Schema::parse(
      "interface N { id: ID! } type A implements N { id: ID! n(i: In, e: E = X): [N!] u: U s: "
      "String }"
      "input In { a: Int! = 1 b: [In] } enum E { X Y } union U = A | Query type Query { a: A n: N! "
      "}");
  class Empty final : public graphql::Object {
   public:
    std::string_view type_name() const override { return "A"; }
    Result<graphql::FieldValue> resolve(std::string_view field, const Json&) const override {
      if (field.size() > 1) return graphql::FieldValue::of(Json("text"));
      return graphql::FieldValue::of(std::make_shared<Empty>());
    }
  };
  const auto document = graphql::parse_document({reinterpret_cast<const char*>(data), size});
  if (!document) return 0;
  static_cast<void>(graphql::Schema::build(*document).has_value());
  if (!graphql::validate(*schema, *document).empty()) return 0;
  const Json variables = Json::object();
  graphql::answer_to_json(graphql::execute(*schema, {*document, "", variables}, Empty()));
  return 0;
}
