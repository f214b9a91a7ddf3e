// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Answers and errors are those of OPA 1.22.2.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

#include "base/limits.h"
#include "call.h"
#include "rego/schema/schema.h"
#include "rego/value/json_read.h"

namespace igp::rego {
namespace {

TEST_CASE("json.match_schema: findings") {
  check_calls({
      {"json.match_schema", R"(["{}", {}])", R"([true, []])"},
      {"json.match_schema",
       R"([{"a": 1}, {"type": "object", "properties": {"a": {"type": "string"}}}])",
       R"([false, [{"desc": "Invalid type. Expected: string, given: integer", "error": "a: Invalid type. Expected: string, given: integer", "field": "a", "type": "invalid_type"}]])"},
      {"json.match_schema",
       R"([{"a": {"b": [5]}}, {"properties": {"a": {"properties": {"b": {"items": [{"minimum": 6, "multipleOf": 2}], "additionalItems": false, "minItems": 2}}}}}])",
       R"([false, [{"desc": "Must be a multiple of 2", "error": "a.b.0: Must be a multiple of 2", "field": "a.b.0", "type": "multiple_of"}, {"desc": "Must be greater than or equal to 6", "error": "a.b.0: Must be greater than or equal to 6", "field": "a.b.0", "type": "number_gte"}, {"desc": "Array must have at least 2 items", "error": "a.b: Array must have at least 2 items", "field": "a.b", "type": "array_min_items"}]])"},
      {"json.match_schema", R"X(["3", {"exclusiveMinimum": 3, "maximum": 2.5}])X",
       R"X([false, [{"desc": "Must be less than or equal to 2.5", "error": "(Root): Must be less than or equal to 2.5", "field": "(Root)", "type": "number_lte"}, {"desc": "Must be greater than 3", "error": "(Root): Must be greater than 3", "field": "(Root)", "type": "number_gt"}]])X"},
      {"json.match_schema", R"X(["3", {"minimum": 3, "exclusiveMinimum": true}])X",
       R"X([false, [{"desc": "Must be greater than 3", "error": "(Root): Must be greater than 3", "field": "(Root)", "type": "number_gt"}]])X"},
      {"json.match_schema",
       R"X([{"foo": 1}, {"required": ["bar"], "additionalProperties": false, "minProperties": 2}])X",
       R"X([false, [{"desc": "Must have at least 2 properties", "error": "(Root): Must have at least 2 properties", "field": "(Root)", "type": "array_min_properties"}, {"desc": "bar is required", "error": "(Root): bar is required", "field": "(Root)", "type": "required"}, {"desc": "Additional property foo is not allowed", "error": "(Root): Additional property foo is not allowed", "field": "(Root)", "type": "additional_property_not_allowed"}]])X"},
      {"json.match_schema", R"X(["\"abc\"", {"minLength": 4, "pattern": "^x", "format": "ipv4", "enum": ["z", 1.0]}])X", R"X([false, [{"desc": "(Root) must be one of the following: \"z\", 1", "error": "(Root): (Root) must be one of the following: \"z\", 1", "field": "(Root)", "type": "enum"}, {"desc": "Does not match format 'ipv4'", "error": "(Root): Does not match format 'ipv4'", "field": "(Root)", "type": "format"}, {"desc": "String length must be greater than or equal to 4", "error": "(Root): String length must be greater than or equal to 4", "field": "(Root)", "type": "string_gte"}, {"desc": "Does not match pattern '^x'", "error": "(Root): Does not match pattern '^x'", "field": "(Root)", "type": "pattern"}]])X"},
      {"json.match_schema", R"X(["5", {"anyOf": [{"type": "string"}, {"minimum": 6}]}])X",
       R"X([false, [{"desc": "Must validate at least one schema (anyOf)", "error": "(Root): Must validate at least one schema (anyOf)", "field": "(Root)", "type": "number_any_of"}, {"desc": "Must be greater than or equal to 6", "error": "(Root): Must be greater than or equal to 6", "field": "(Root)", "type": "number_gte"}]])X"},
      {"json.match_schema", R"X(["5", {"oneOf": [{"minimum": 1}, {"minimum": 2}]}])X",
       R"X([false, [{"desc": "Must validate one and only one schema (oneOf)", "error": "(Root): Must validate one and only one schema (oneOf)", "field": "(Root)", "type": "number_one_of"}]])X"},
      {"json.match_schema",
       R"X(["5", {"allOf": [{"minimum": 6}, {"type": "integer"}], "not": {"const": 5.0}}])X",
       R"X([false, [{"desc": "Must be greater than or equal to 6", "error": "(Root): Must be greater than or equal to 6", "field": "(Root)", "type": "number_gte"}, {"desc": "Must validate all the schemas (allOf)", "error": "(Root): Must validate all the schemas (allOf)", "field": "(Root)", "type": "number_all_of"}, {"desc": "Must not validate the schema (not)", "error": "(Root): Must not validate the schema (not)", "field": "(Root)", "type": "number_not"}]])X"},
      {"json.match_schema",
       R"X([{"a": 1}, {"dependencies": {"a": ["b"]}, "propertyNames": {"maxLength": 0}}])X",
       R"X([false, [{"desc": "Has a dependency on b", "error": "(Root): Has a dependency on b", "field": "(Root)", "type": "missing_dependency"}, {"desc": "Property name of \"a\" does not match", "error": "(Root): Property name of \"a\" does not match", "field": "(Root)", "type": "invalid_property_name"}, {"desc": "String length must be less than or equal to 0", "error": "(Root): String length must be less than or equal to 0", "field": "(Root)", "type": "string_lte"}]])X"},
      {"json.match_schema",
       R"X(["[1]", {"contains": {"const": 2}}])X", R"X([false, [{"desc": "At least one of the items must match", "error": "(Root): At least one of the items must match", "field": "(Root)", "type": "contains"}, {"desc": "0 does not match: 2", "error": "0: 0 does not match: 2", "field": "0", "type": "const"}]])X"},
      {"json.match_schema",
       R"X(["1", {"if": {"type": "integer"}, "then": {"minimum": 2}, "else": false}])X",
       R"X([false, [{"desc": "Must validate \"then\" as \"if\" was valid", "error": "(Root): Must validate \"then\" as \"if\" was valid", "field": "(Root)", "type": "condition_then"}, {"desc": "Must be greater than or equal to 2", "error": "(Root): Must be greater than or equal to 2", "field": "(Root)", "type": "number_gte"}]])X"},
      {"json.match_schema",
       R"([{"x": {"x": {"y": 1}}}, {"properties": {"x": {"$ref": "#"}}, "additionalProperties": {"$ref": "#/definitions/s"}, "definitions": {"s": {"type": "string"}}}])",
       R"([false, [{"desc": "Invalid type. Expected: string, given: integer", "error": "x.x.y: Invalid type. Expected: string, given: integer", "field": "x.x.y", "type": "invalid_type"}]])"},
      {"json.match_schema", R"(["1", {"$ref": "#/definitions/no"}])",
       R"(eval_builtin_error: Object has no key 'definitions')"},
      {"json.match_schema", R"(["1", "{"])", R"(eval_builtin_error: invalid JSON string)"},
      {"json.match_schema", R"(["x", {}])", R"(eval_builtin_error: invalid JSON string)"},
      {"json.match_schema",
       R"([{"a": 1}, {"$schema": "http://json-schema.org/draft-04/schema#", "properties": {"a": {"const": 2}}}])",
       R"([true, []])"},
  });
}

TEST_CASE("json.verify_schema: schemas that are none") {
  check_calls({
      {"json.verify_schema", R"([{}])", R"([true, null])"},
      {"json.verify_schema", R"(["{}"])", R"([true, null])"},
      {"json.verify_schema", R"(["{"])", R"([false, "jsonschema: invalid JSON string"])"},
      {"json.verify_schema", R"([{"type": "x"}])",
       R"([false, "jsonschema: has a primitive type that is NOT VALID -- given: /x/ Expected valid values are:[array boolean integer number null object string]"])"},
      {"json.verify_schema", R"([{"type": ["string", "string"]}])",
       R"([false, "jsonschema: string type is duplicated"])"},
      {"json.verify_schema", R"([{"type": 1}])",
       R"([false, "jsonschema: Invalid type. Expected: type, given: string/Array Of Strings"])"},
      {"json.verify_schema", R"([{"properties": 1}])",
       R"([false, "jsonschema: Properties must be of type object"])"},
      {"json.verify_schema", R"([{"minLength": -1}])",
       R"([false, "jsonschema: minLength must be greater than or equal to 0"])"},
      {"json.verify_schema", R"([{"minLength": "a"}])",
       R"([false, "jsonschema: minLength must be of an integer"])"},
      {"json.verify_schema", R"([{"minLength": 2, "maxLength": 1}])",
       R"([false, "jsonschema: minLength cannot be greater than maxLength"])"},
      {"json.verify_schema", R"([{"pattern": "("}])",
       R"([false, "jsonschema: pattern must be a valid regex"])"},
      {"json.verify_schema", R"([{"required": ["a", "a"]}])",
       R"([false, "jsonschema: required items must be unique"])"},
      {"json.verify_schema", R"([{"enum": [1, 1.0]}])",
       R"([false, "jsonschema: enum items must be unique"])"},
      {"json.verify_schema", R"([{"multipleOf": 0}])",
       R"([false, "jsonschema: multipleOf must be strictly greater than 0"])"},
      {"json.verify_schema", R"([{"items": 1}])",
       R"([false, "jsonschema: Invalid type. Expected: Valid Schema/Array Of Schemas, given: items"])"},
      {"json.verify_schema", R"([{"$ref": "#/definitions/x"}])",
       R"([false, "jsonschema: Object has no key 'definitions'"])"},
      {"json.verify_schema", R"([{"$ref": "other"}])",
       R"([false, "jsonschema: Reference /other must be canonical"])"},
      {"json.verify_schema",
       R"([{"$schema": "http://json-schema.org/draft-04/schema#", "exclusiveMinimum": true}])",
       R"([false, "jsonschema: exclusiveMinimum cannot be used without minimum"])"},
      {"json.verify_schema", R"([{"$schema": 1}])",
       R"([false, "jsonschema: $schema must be of type string"])"},
      {"json.verify_schema", R"([{"not": 1}])",
       R"([false, "jsonschema: not must be of an object"])"},
      {"json.verify_schema", R"([{"allOf": {}}])",
       R"([false, "jsonschema: allOf must be of an array"])"},
      {"json.verify_schema", R"([{"dependencies": {"a": 1}}])",
       R"([false, "jsonschema: Dependency must be of type Schema Or Array Of Strings"])"},
      {"json.verify_schema", R"([{"additionalProperties": 1}])",
       R"([false, "jsonschema: Invalid type. Expected: boolean/Valid Schema, given: additionalProperties"])"},
      {"json.verify_schema", R"([{"definitions": {"a": 1}}])",
       R"([false, "jsonschema: Invalid type. Expected: Array Of Schemas, given: definitions"])"},
      {"json.verify_schema",
       R"([{"$id": "http://a/b", "definitions": {"c": {"$id": "d"}}, "$ref": "d"}])",
       R"([true, null])"},
      {"json.verify_schema", R"([{"patternProperties": {"(": {}}}])",
       R"([false, "jsonschema: Invalid regex pattern '('"])"},
      {"json.verify_schema", R"([{"minimum": "1"}])",
       R"([false, "jsonschema: minimum must be of a Number"])"},
      {"json.verify_schema", R"([{"$ref": "%"}])",
       R"([false, "jsonschema: parse \"%\": invalid URL escape \"%\""])"},
      {"json.verify_schema", R"([{"$ref": "http://example.com/x"}])",
       R"([false, "jsonschema: remote reference loading disabled: http://example.com/x"])"},
      {"json.verify_schema", R"([{"$ref": "file:///etc/passwd"}])",
       R"([false, "jsonschema: remote reference loading disabled: file:///etc/passwd"])"},
  });
}

std::string nested(int levels) {
  std::string out = "{}";
  for (int i = 1; i < levels; ++i) out = R"({"not": )" + out + "}";
  return out;
}

TEST_CASE("json.verify_schema: at most kJsonSchemaDepth levels") {
  CHECK(call("json.verify_schema", fmt::format("[{}]", nested(limits::kJsonSchemaDepth))) ==
        "[true, null]");
  const std::string above =
      call("json.verify_schema", fmt::format("[{}]", nested(limits::kJsonSchemaDepth + 1)));
  CHECK(above.starts_with("rego_unsupported: "));
}

TEST_CASE("json.verify_schema: what is no schema in one is bounded too") {
  const std::string deep(3 * limits::kJsonSchemaDepth, '[');
  const std::string closed = deep + std::string(deep.size(), ']');
  const auto verify = [](const std::string& value) {
    return call("json.verify_schema", fmt::format(R"([{{"default": {}}}])", value));
  };
  CHECK(verify(closed) == "[true, null]");
  CHECK(verify("[" + closed + "]").starts_with("rego_unsupported: "));
}

TEST_CASE("json.match_schema: a schema without end is refused") {
  const std::string answer = call("json.match_schema", R"(["1", {"$ref": "#"}])");
  CHECK(answer.starts_with("rego_unsupported: "));
}

TEST_CASE("json.match_schema: at most kJsonSchemaSteps schemas are applied") {
  Arena arena;
  const Value document = read_json(arena, "[1, 2]").value();
  const auto schema = schema::Schema::compile(read_json(arena, R"({"items": {}})").value());
  REQUIRE(schema);
  // The array and its two elements.
  CHECK(schema::validate(*schema, document, 3));
  const auto above = schema::validate(*schema, document, 2);
  REQUIRE_FALSE(above);
  CHECK(above.error().code == ErrorCode::kLimitExceeded);
  CHECK(schema::validate(*schema, document, limits::kJsonSchemaSteps));
}

}  // namespace
}  // namespace igp::rego
