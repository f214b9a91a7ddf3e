// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <iterator>
#include <set>

#include "base/join.h"
#include "base/limits.h"
#include "rego/number/number.h"
#include "rego/schema/pool.h"
#include "rego/schema/schema.h"

namespace igp::rego::schema {
namespace {

constexpr std::string_view kTypes[] = {"array", "boolean", "integer", "number",
                                       "null",  "object",  "string"};

Fail wrong(std::string_view what) { return fail(ErrorCode::kRegoEval, "{}", what); }

template <class... Args>
Fail wrong(fmt::format_string<Args...> format, Args&&... args) {
  return wrong(std::string_view(fmt::format(format, std::forward<Args>(args)...)));
}

Fail invalid_type(std::string_view expected, std::string_view given) {
  return wrong("Invalid type. Expected: {}, given: {}", expected, given);
}

bool is_schema(const Value& value) { return value.is_bool() || value.is_object(); }

/// Makes nodes of schemas, in the order in which OPA's library finds fault with them.
class Compiler {
 public:
  explicit Compiler(std::deque<Node>& nodes) : nodes_(nodes) {}

  Result<Node*> compile(const Value& document) {
    IGP_CHECK(pool_.add_document(document));
    const auto draft = IGP_TRY(Pool::draft_of(document));
    Node& root = nodes_.emplace_back();
    root_ = &root;
    root.draft = draft.value_or(Draft::kHybrid);
    root.has_id = true;
    IGP_CHECK(read(document, root));
    return &root;
  }

 private:
  Result<Node*> child(Node& parent, const Value& schema) {
    Node& node = nodes_.emplace_back();
    node.parent = &parent;
    IGP_CHECK(read(schema, node));
    return &node;
  }

  Status read(const Value& schema, Node& node) {
    if (++depth_ > limits::kJsonSchemaDepth) {
      return fail(ErrorCode::kLimitExceeded, "a JSON schema of more than {} levels",
                  limits::kJsonSchemaDepth);
    }
    const Status out = read_here(schema, node);
    --depth_;
    return out;
  }

  Status read_here(const Value& schema, Node& node) {
    if (!node.draft) node.draft = node.parent->draft;
    if (schema.is_bool() && *node.draft >= Draft::k6) {
      node.pass = schema.is_true();
      return {};
    }
    if (!schema.is_object()) return wrong("Expected: Valid Schema, given: Invalid JSON");
    IGP_CHECK(read_id(schema, node));
    IGP_CHECK(read_definitions(schema, node));
    IGP_CHECK(check_text(schema, "title"));
    IGP_CHECK(check_text(schema, "description"));
    IGP_CHECK(check_text(schema, "$ref"));
    if (schema.get("$ref").defined()) {
      const auto reference = IGP_TRY(Reference::parse(pool_.reference_of(schema)));
      const auto known = references_.find(reference.text());
      if (known == references_.end()) return read_reference(reference, node);
      node.referenced = known->second;
    }
    IGP_CHECK(read_types(schema, node));
    IGP_CHECK(read_object_schemas(schema, node));
    IGP_CHECK(read_array_schemas(schema, node));
    IGP_CHECK(read_number_bounds(schema, node));
    IGP_CHECK(read_text_bounds(schema, node));
    IGP_CHECK(read_object_bounds(schema, node));
    IGP_CHECK(read_array_bounds(schema, node));
    IGP_CHECK(read_constants(schema, node));
    IGP_CHECK(read_combinations(schema, node));
    return read_conditions(schema, node);
  }

  static Status check_text(const Value& schema, std::string_view key) {
    const Value value = schema.get(key);
    if (value.defined() && !value.is_string()) return invalid_type("string", key);
    return {};
  }

  Status read_id(const Value& schema, Node& node) {
    if (!node.has_id && node.parent != nullptr) node.id = node.parent->id;
    const bool old =
        *node.draft == Draft::k4 || (*node.draft == Draft::kHybrid && schema.get("id").defined());
    const std::string_view key = old ? "id" : "$id";
    IGP_CHECK(check_text(schema, key));
    const Value id = schema.get(key);
    if (id.is_undefined()) return {};
    const auto parsed = IGP_TRY(Reference::parse(id.as_string()));
    node.id = &node == root_ ? parsed : IGP_TRY(node.parent->id.inherit(parsed));
    return {};
  }

  Status read_definitions(const Value& schema, Node& node) {
    const Value definitions = schema.get("definitions");
    if (definitions.is_undefined()) return {};
    constexpr std::string_view kExpected = "Array Of Schemas";
    if (!definitions.is_object()) return invalid_type(kExpected, "definitions");
    for (const Value& one : definitions.values()) {
      if (!is_schema(one)) return invalid_type(kExpected, "definitions");
      IGP_CHECK(child(node, one));
    }
    return {};
  }

  Status read_reference(const Reference& reference, Node& node) {
    Node& target = nodes_.emplace_back();
    target.parent = &node;
    references_[reference.text()] = &target;
    const PoolDocument document = IGP_TRY(pool_.find(reference));
    target.id = reference;
    target.has_id = true;
    target.draft = document.draft;
    if (!is_schema(document.value)) return wrong("Valid Schema must be of type object");
    IGP_CHECK(read(document.value, target));
    node.referenced = &target;
    return {};
  }

  static Status add_type(std::string_view type, Node& node) {
    if (std::ranges::find(kTypes, type) == std::end(kTypes)) {
      return wrong(
          "has a primitive type that is NOT VALID -- given: /{}/ Expected valid values are:[{}]",
          type, join(kTypes, " "));
    }
    if (std::ranges::find(node.types, type) != node.types.end()) {
      return wrong("{} type is duplicated", type);
    }
    node.types.emplace_back(type);
    return {};
  }

  static Status read_types(const Value& schema, Node& node) {
    const Value type = schema.get("type");
    if (type.is_undefined()) return {};
    if (type.is_string()) return add_type(type.as_string(), node);
    if (!type.is_array()) return invalid_type("type", "string/Array Of Strings");
    for (const Value& one : type.items()) {
      if (!one.is_string()) return invalid_type("type", "string/Array Of Strings");
      IGP_CHECK(add_type(one.as_string(), node));
    }
    return {};
  }

  Status read_object_schemas(const Value& schema, Node& node) {
    if (const Value properties = schema.get("properties"); properties.defined()) {
      if (!properties.is_object()) return wrong("Properties must be of type object");
      for (std::size_t i = 0; i < properties.size(); ++i) {
        node.properties.push_back({std::string(properties.keys()[i].as_string()), nullptr});
        node.properties.back().node = IGP_TRY(child(node, properties.values()[i]));
      }
    }
    IGP_CHECK(read_additional(schema, "additionalProperties", node, node.additional_properties,
                              node.additional_properties_node));
    IGP_CHECK(read_pattern_properties(schema, node));
    if (const Value names = schema.get("propertyNames");
        names.defined() && *node.draft >= Draft::k6) {
      if (!is_schema(names)) return invalid_type("Valid Schema", "patternProperties");
      node.property_names = IGP_TRY(child(node, names));
    }
    return read_dependencies(schema, node);
  }

  Status read_additional(const Value& schema, std::string_view key, Node& node,
                         std::optional<bool>& flag, Node*& target) {
    const Value value = schema.get(key);
    if (value.is_undefined()) return {};
    if (value.is_bool()) {
      flag = value.is_true();
      return {};
    }
    if (!value.is_object()) return invalid_type("boolean/Valid Schema", key);
    target = IGP_TRY(child(node, value));
    return {};
  }

  Status read_pattern_properties(const Value& schema, Node& node) {
    const Value patterns = schema.get("patternProperties");
    if (patterns.is_undefined()) return {};
    if (!patterns.is_object()) return invalid_type("Valid Schema", "patternProperties");
    for (std::size_t i = 0; i < patterns.size(); ++i) {
      const std::string_view text = patterns.keys()[i].as_string();
      auto pattern = regex::Regex::compile(text);
      if (!pattern) return wrong("Invalid regex pattern '{}'", text);
      Node* target = IGP_TRY(child(node, patterns.values()[i]));
      node.pattern_properties.push_back({*std::move(pattern), target});
    }
    return {};
  }

  Status read_dependencies(const Value& schema, Node& node) {
    const Value dependencies = schema.get("dependencies");
    if (dependencies.is_undefined()) return {};
    if (!dependencies.is_object()) return wrong("dependencies must be of type object");
    constexpr std::string_view kWrong = "Dependency must be of type Schema Or Array Of Strings";
    for (std::size_t i = 0; i < dependencies.size(); ++i) {
      const Value& value = dependencies.values()[i];
      Dependency out{std::string(dependencies.keys()[i].as_string()), {}, nullptr};
      if (is_schema(value)) {
        out.node = IGP_TRY(child(node, value));
      } else if (value.is_array()) {
        for (const Value& name : value.items()) {
          if (!name.is_string()) return wrong(kWrong);
          out.properties.emplace_back(name.as_string());
        }
      } else {
        return wrong(kWrong);
      }
      node.dependencies.push_back(std::move(out));
    }
    return {};
  }

  Status read_array_schemas(const Value& schema, Node& node) {
    const Value items = schema.get("items");
    constexpr std::string_view kExpected = "Valid Schema/Array Of Schemas";
    if (items.is_array()) {
      for (const Value& one : items.items()) {
        if (!is_schema(one)) return invalid_type(kExpected, "items");
        node.items.push_back(IGP_TRY(child(node, one)));
      }
    } else if (items.defined()) {
      if (!is_schema(items)) return invalid_type(kExpected, "items");
      node.items.push_back(IGP_TRY(child(node, items)));
      node.items_is_single = true;
    }
    return read_additional(schema, "additionalItems", node, node.additional_items,
                           node.additional_items_node);
  }

  static Status read_number_bounds(const Value& schema, Node& node) {
    if (const Value value = schema.get("multipleOf"); value.defined()) {
      if (!value.is_number()) return invalid_type("Number", "multipleOf");
      if (compare_numbers(value, Value::integer(0)) <= 0) {
        return wrong("multipleOf must be strictly greater than 0");
      }
      node.multiple_of = value;
    }
    IGP_CHECK(read_bound(schema, "minimum", "exclusiveMinimum", *node.draft, node.minimum,
                         node.exclusive_minimum));
    return read_bound(schema, "maximum", "exclusiveMaximum", *node.draft, node.maximum,
                      node.exclusive_maximum);
  }

  /// Draft 4 excludes a bound by a flag beside it; the later ones have a bound of its own.
  static Status read_bound(const Value& schema, std::string_view key, std::string_view exclusive,
                           Draft draft, Value& bound, Value& exclusive_bound) {
    if (const Value value = schema.get(key); value.defined()) {
      if (!value.is_number()) return wrong("{} must be of a Number", key);
      bound = value;
    }
    const Value value = schema.get(exclusive);
    if (value.is_undefined()) return {};
    const bool flag_allowed = draft == Draft::k4 || draft == Draft::kHybrid;
    if (value.is_bool() && flag_allowed) {
      if (bound.is_undefined()) return wrong("{} cannot be used without {}", exclusive, key);
      if (value.is_true()) exclusive_bound = std::exchange(bound, Value());
      return {};
    }
    if (draft == Draft::k4) return invalid_type("boolean", exclusive);
    if (!value.is_number()) {
      return invalid_type(flag_allowed ? "boolean/number" : "number", exclusive);
    }
    exclusive_bound = value;
    return {};
  }

  static Status read_count(const Value& schema, std::string_view key,
                           std::optional<std::int64_t>& out) {
    const Value value = schema.get(key);
    if (value.is_undefined()) return {};
    out = value.is_int() ? std::optional(value.as_int()) : std::nullopt;
    if (!out) return wrong("{} must be of an integer", key);
    if (*out < 0) return wrong("{} must be greater than or equal to 0", key);
    return {};
  }

  static Status read_text_bounds(const Value& schema, Node& node) {
    IGP_CHECK(read_count(schema, "minLength", node.min_length));
    IGP_CHECK(read_count(schema, "maxLength", node.max_length));
    if (node.min_length && node.max_length && *node.min_length > *node.max_length) {
      return wrong("minLength cannot be greater than maxLength");
    }
    IGP_CHECK(check_text(schema, "pattern"));
    if (const Value pattern = schema.get("pattern"); pattern.defined()) {
      node.pattern_text = pattern.as_string();
      auto compiled = regex::Regex::compile(node.pattern_text);
      if (!compiled) return wrong("pattern must be a valid regex");
      node.pattern = *std::move(compiled);
    }
    IGP_CHECK(check_text(schema, "format"));
    if (const Value format = schema.get("format"); format.defined()) {
      node.format = format.as_string();
    }
    return {};
  }

  /// The array `key`; nothing when there is none.
  static Result<std::optional<Value>> list(const Value& schema, std::string_view key) {
    const Value value = schema.get(key);
    if (value.is_undefined()) return std::optional<Value>();
    if (!value.is_array()) return wrong("{} must be of an array", key);
    return std::optional(value);
  }

  static Status read_object_bounds(const Value& schema, Node& node) {
    IGP_CHECK(read_count(schema, "minProperties", node.min_properties));
    IGP_CHECK(read_count(schema, "maxProperties", node.max_properties));
    if (node.min_properties && node.max_properties && *node.min_properties > *node.max_properties) {
      return wrong("minProperties cannot be greater than maxProperties");
    }
    const auto required = IGP_TRY(list(schema, "required"));
    if (!required) return {};
    std::set<std::string_view> seen;
    for (const Value& name : required->items()) {
      if (!name.is_string()) return invalid_type("string", "required");
      if (!seen.insert(name.as_string()).second) return wrong("required items must be unique");
      node.required.emplace_back(name.as_string());
    }
    return {};
  }

  Status read_array_bounds(const Value& schema, Node& node) {
    IGP_CHECK(read_count(schema, "minItems", node.min_items));
    IGP_CHECK(read_count(schema, "maxItems", node.max_items));
    if (const Value unique = schema.get("uniqueItems"); unique.defined()) {
      if (!unique.is_bool()) return wrong("uniqueItems must be of a boolean");
      node.unique_items = unique.is_true();
    }
    if (const Value contains = schema.get("contains");
        contains.defined() && *node.draft >= Draft::k6) {
      node.contains = IGP_TRY(child(node, contains));
    }
    return {};
  }

  static Status read_constants(const Value& schema, Node& node) {
    if (const Value value = schema.get("const"); value.defined() && *node.draft >= Draft::k6) {
      node.constant = canonical_text(value);
    }
    const auto choices = IGP_TRY(list(schema, "enum"));
    if (!choices) return {};
    std::set<std::string> seen;
    node.choices.emplace();
    for (const Value& choice : choices->items()) {
      std::string text = canonical_text(choice);
      if (!seen.insert(text).second) return wrong("enum items must be unique");
      node.choices->push_back(std::move(text));
    }
    return {};
  }

  Status read_combinations(const Value& schema, Node& node) {
    for (const auto& [key, out] :
         {std::pair("oneOf", &node.one_of), std::pair("anyOf", &node.any_of),
          std::pair("allOf", &node.all_of)}) {
      const auto schemas = IGP_TRY(list(schema, key));
      if (!schemas) continue;
      for (const Value& one : schemas->items()) out->push_back(IGP_TRY(child(node, one)));
    }
    return read_optional(schema, "not", node, node.not_node);
  }

  Status read_optional(const Value& schema, std::string_view key, Node& node, Node*& out) {
    const Value value = schema.get(key);
    if (value.is_undefined()) return {};
    if (!is_schema(value)) return wrong("{} must be of an object", key);
    out = IGP_TRY(child(node, value));
    return {};
  }

  Status read_conditions(const Value& schema, Node& node) {
    if (*node.draft < Draft::k7) return {};
    IGP_CHECK(read_optional(schema, "if", node, node.if_node));
    IGP_CHECK(read_optional(schema, "then", node, node.then_node));
    return read_optional(schema, "else", node, node.else_node);
  }

  std::deque<Node>& nodes_;
  Pool pool_;
  Node* root_ = nullptr;
  std::map<std::string, Node*> references_;
  int depth_ = 0;
};

}  // namespace

Result<Schema> Schema::compile(const Value& document) {
  Schema out;
  Compiler compiler(out.nodes_);
  out.root_ = IGP_TRY(compiler.compile(document));
  return out;
}

}  // namespace igp::rego::schema
