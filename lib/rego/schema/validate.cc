// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstdio>
#include <map>

#include "base/join.h"
#include "base/limits.h"
#include "rego/builtins/text.h"
#include "rego/number/number.h"
#include "rego/schema/ratio.h"
#include "rego/schema/schema.h"

namespace igp::rego::schema {
namespace {

/// Where in the document: a list from the inside out.
struct Place {
  std::string_view name;
  const Place* outer = nullptr;
};

std::string field_of(const Place& place) {
  if (place.outer == nullptr) return "(Root)";
  std::string out(place.name);
  for (const Place* at = place.outer; at->outer != nullptr; at = at->outer) {
    out.insert(0, 1, '.').insert(0, at->name);
  }
  return out;
}

/// What was found below a schema, and how near the document came to it: what anyOf and oneOf choose
/// the errors to show by.
struct Outcome {
  std::vector<Finding> findings;
  int score = 0;

  [[nodiscard]] bool valid() const { return findings.empty(); }
  void add(const Place& place, std::string_view type, std::string description) {
    findings.push_back({std::string(type), field_of(place), std::move(description)});
    score -= 2;
  }
  void merge(Outcome other) {
    std::ranges::move(other.findings, std::back_inserter(findings));
    score += other.score;
  }
};

std::string_view type_of(const Value& value) {
  if (value.is_number()) return is_integral(value) ? "integer" : "number";
  return value.is_bool() ? "boolean" : name_of(value.kind());
}

bool has_type(const Node& node, const Value& value) {
  if (node.types.empty()) return true;
  const auto allowed = [&](std::string_view type) {
    return std::ranges::find(node.types, type) != node.types.end();
  };
  return allowed(type_of(value)) || (value.is_number() && allowed("number"));
}

std::string shown_types(const Node& node) {
  if (node.types.size() == 1) return node.types.front();
  return fmt::format("[{}]", join(node.types, ","));
}

/// As Go's big.Float prints itself.
std::string shown_number(const Value& number) {
  char out[64];
  std::snprintf(out, sizeof out, "%.10Lg", to_real(number));
  return out;
}

class Validator {
 public:
  explicit Validator(std::size_t most_steps) : most_steps_(most_steps) {}

  Status apply(const Node& node, const Value& value, const Place& place, Outcome& out) {
    if (node.pass) {
      if (!*node.pass) out.add(place, "false", "False always fails validation");
      return {};
    }
    if (++depth_ > limits::kJsonSchemaDepth || ++steps_ > most_steps_) {
      return fail(ErrorCode::kLimitExceeded,
                  "a JSON schema that takes more than {} steps or is more than {} levels deep",
                  most_steps_, limits::kJsonSchemaDepth);
    }
    const Status done = node.referenced != nullptr ? apply(*node.referenced, value, place, out)
                                                   : apply_here(node, value, place, out);
    --depth_;
    return done;
  }

 private:
  Result<Outcome> outcome_of(const Node& node, const Value& value, const Place& place) {
    Outcome out;
    IGP_CHECK(apply(node, value, place, out));
    return out;
  }

  Status apply_here(const Node& node, const Value& value, const Place& place, Outcome& out) {
    if (!has_type(node, value)) {
      out.add(
          place, "invalid_type",
          fmt::format("Invalid type. Expected: {}, given: {}", shown_types(node), type_of(value)));
      return {};
    }
    IGP_CHECK(check_combinations(node, value, place, out));
    if (value.is_array()) IGP_CHECK(check_array(node, value, place, out));
    if (value.is_object()) IGP_CHECK(check_object(node, value, place, out));
    if (value.is_number()) check_number(node, value, place, out);
    check_common(node, value, place, out);
    if (value.is_string()) check_text(node, value.as_string(), place, out);
    if (value.is_object()) IGP_CHECK(check_properties(node, value, place, out));
    ++out.score;
    return {};
  }

  Status check_combinations(const Node& node, const Value& value, const Place& place,
                            Outcome& out) {
    IGP_CHECK(check_any_of(node, value, place, out));
    IGP_CHECK(check_one_of(node, value, place, out));
    bool all = true;
    for (const Node* one : node.all_of) {
      Outcome found = IGP_TRY(outcome_of(*one, value, place));
      all = all && found.valid();
      out.merge(std::move(found));
    }
    if (!all) out.add(place, "number_all_of", "Must validate all the schemas (allOf)");
    if (node.not_node != nullptr && IGP_TRY(outcome_of(*node.not_node, value, place)).valid()) {
      out.add(place, "number_not", "Must not validate the schema (not)");
    }
    IGP_CHECK(check_dependencies(node, value, place, out));
    IGP_CHECK(check_condition(node, value, place, out));
    ++out.score;
    return {};
  }

  static void keep_better(std::optional<Outcome>& best, Outcome found) {
    if (!best || found.score > best->score) best = std::move(found);
  }

  Status check_any_of(const Node& node, const Value& value, const Place& place, Outcome& out) {
    std::optional<Outcome> best;
    for (const Node* one : node.any_of) {
      Outcome found = IGP_TRY(outcome_of(*one, value, place));
      if (found.valid()) return {};
      keep_better(best, std::move(found));
    }
    if (!best) return {};
    out.add(place, "number_any_of", "Must validate at least one schema (anyOf)");
    out.merge(*std::move(best));
    return {};
  }

  Status check_one_of(const Node& node, const Value& value, const Place& place, Outcome& out) {
    if (node.one_of.empty()) return {};
    std::optional<Outcome> best;
    int matching = 0;
    for (const Node* one : node.one_of) {
      Outcome found = IGP_TRY(outcome_of(*one, value, place));
      if (found.valid()) {
        ++matching;
      } else if (matching == 0) {
        keep_better(best, std::move(found));
      }
    }
    if (matching == 1) return {};
    out.add(place, "number_one_of", "Must validate one and only one schema (oneOf)");
    if (matching == 0) out.merge(*std::move(best));
    return {};
  }

  Status check_dependencies(const Node& node, const Value& value, const Place& place,
                            Outcome& out) {
    if (!value.is_object()) return {};
    for (const Dependency& dependency : node.dependencies) {
      if (value.get(dependency.name).is_undefined()) continue;
      for (const std::string& name : dependency.properties) {
        if (value.get(name).is_undefined()) {
          out.add(place, "missing_dependency", "Has a dependency on " + name);
        }
      }
      if (dependency.node != nullptr) IGP_CHECK(apply(*dependency.node, value, place, out));
    }
    return {};
  }

  Status check_condition(const Node& node, const Value& value, const Place& place, Outcome& out) {
    if (node.if_node == nullptr) return {};
    const bool holds = IGP_TRY(outcome_of(*node.if_node, value, place)).valid();
    const Node* then = holds ? node.then_node : node.else_node;
    if (then == nullptr) return {};
    Outcome found = IGP_TRY(outcome_of(*then, value, place));
    if (found.valid()) return {};
    if (holds) {
      out.add(place, "condition_then", "Must validate \"then\" as \"if\" was valid");
    } else {
      out.add(place, "condition_else", "Must validate \"else\" as \"if\" was not valid");
    }
    out.merge(std::move(found));
    return {};
  }

  Status check_array(const Node& node, const Value& value, const Place& place, Outcome& out) {
    IGP_CHECK(check_items(node, value, place, out));
    const auto size = static_cast<std::int64_t>(value.size());
    if (node.min_items && size < *node.min_items) {
      out.add(place, "array_min_items",
              fmt::format("Array must have at least {} items", *node.min_items));
    }
    if (node.max_items && size > *node.max_items) {
      out.add(place, "array_max_items",
              fmt::format("Array must have at most {} items", *node.max_items));
    }
    if (node.unique_items) check_unique(value, place, out);
    if (node.contains != nullptr) IGP_CHECK(check_contains(node, value, place, out));
    ++out.score;
    return {};
  }

  Status merge_item(const Node& schema, const Value& array, std::size_t index, const Place& place,
                    Outcome& out) {
    const std::string name = std::to_string(index);
    const Place inside{name, &place};
    out.merge(IGP_TRY(outcome_of(schema, array.items()[index], inside)));
    return {};
  }

  Status check_items(const Node& node, const Value& value, const Place& place, Outcome& out) {
    if (node.items.empty()) return {};
    for (std::size_t i = 0; i < value.size(); ++i) {
      const Node* schema = node.additional_items_node;
      if (node.items_is_single) {
        schema = node.items.front();
      } else if (i < node.items.size()) {
        schema = node.items[i];
      }
      if (schema != nullptr) IGP_CHECK(merge_item(*schema, value, i, place, out));
    }
    if (!node.items_is_single && node.items.size() < value.size() &&
        node.additional_items == false) {
      out.add(place, "array_no_additional_items", "No additional items allowed on array");
    }
    return {};
  }

  static void check_unique(const Value& value, const Place& place, Outcome& out) {
    std::map<std::string, std::size_t> seen;
    for (std::size_t i = 0; i < value.size(); ++i) {
      const auto [at, is_new] = seen.try_emplace(canonical_text(value.items()[i]), i);
      if (is_new) continue;
      out.add(place, "unique", fmt::format("array items[{},{}] must be unique", at->second, i));
      at->second = i;
    }
  }

  Status check_contains(const Node& node, const Value& value, const Place& place, Outcome& out) {
    std::optional<Outcome> best;
    for (std::size_t i = 0; i < value.size(); ++i) {
      Outcome found;
      IGP_CHECK(merge_item(*node.contains, value, i, place, found));
      if (found.valid()) return {};
      keep_better(best, std::move(found));
    }
    out.add(place, "contains", "At least one of the items must match");
    if (best) out.merge(*std::move(best));
    return {};
  }

  Status check_object(const Node& node, const Value& value, const Place& place, Outcome& out) {
    const auto size = static_cast<std::int64_t>(value.size());
    if (node.min_properties && size < *node.min_properties) {
      out.add(place, "array_min_properties",
              fmt::format("Must have at least {} properties", *node.min_properties));
    }
    if (node.max_properties && size > *node.max_properties) {
      out.add(place, "array_max_properties",
              fmt::format("Must have at most {} properties", *node.max_properties));
    }
    for (const std::string& name : node.required) {
      if (value.get(name).defined()) {
        ++out.score;
      } else {
        out.add(place, "required", name + " is required");
      }
    }
    for (std::size_t i = 0; i < value.size(); ++i) {
      IGP_CHECK(check_member(node, value.keys()[i], value.values()[i], place, out));
    }
    if (node.property_names != nullptr) {
      for (const Value& key : value.keys()) {
        Outcome found = IGP_TRY(outcome_of(*node.property_names, key, place));
        if (found.valid()) continue;
        out.add(place, "invalid_property_name",
                fmt::format("Property name of \"{}\" does not match", key.as_string()));
        out.merge(std::move(found));
      }
    }
    ++out.score;
    return {};
  }

  /// What patternProperties and additionalProperties say of a member.
  Status check_member(const Node& node, const Value& key, const Value& value, const Place& place,
                      Outcome& out) {
    const std::string_view name = key.as_string();
    const Place inside{name, &place};
    bool matched = false;
    for (const PatternNode& pattern : node.pattern_properties) {
      if (!pattern.pattern.matches(name)) continue;
      matched = true;
      out.merge(IGP_TRY(outcome_of(*pattern.node, value, inside)));
    }
    if (matched) {
      ++out.score;
      return {};
    }
    if (std::ranges::find(node.properties, name, &NamedNode::name) != node.properties.end()) {
      return {};
    }
    if (node.additional_properties == false) {
      out.add(place, "additional_property_not_allowed",
              fmt::format("Additional property {} is not allowed", name));
    } else if (node.additional_properties_node != nullptr) {
      out.merge(IGP_TRY(outcome_of(*node.additional_properties_node, value, inside)));
    }
    return {};
  }

  Status check_properties(const Node& node, const Value& value, const Place& place, Outcome& out) {
    for (const NamedNode& property : node.properties) {
      const Value member = value.get(property.name);
      if (member.is_undefined()) continue;
      const Place inside{property.name, &place};
      IGP_CHECK(apply(*property.node, member, inside, out));
    }
    return {};
  }

  static void check_number(const Node& node, const Value& value, const Place& place, Outcome& out) {
    const auto check = [&](const Value& bound, bool holds, std::string_view type,
                           std::string_view text) {
      if (bound.defined() && !holds) {
        out.add(place, type, fmt::format("Must be {} {}", text, shown_number(bound)));
      }
    };
    const auto order = [&](const Value& bound) {
      return bound.defined() ? compare_numbers(value, bound) : 0;
    };
    check(node.multiple_of, node.multiple_of.is_undefined() || is_multiple(value, node.multiple_of),
          "multiple_of", "a multiple of");
    check(node.maximum, order(node.maximum) <= 0, "number_lte", "less than or equal to");
    check(node.exclusive_maximum, order(node.exclusive_maximum) < 0, "number_lt", "less than");
    check(node.minimum, order(node.minimum) >= 0, "number_gte", "greater than or equal to");
    check(node.exclusive_minimum, order(node.exclusive_minimum) > 0, "number_gt", "greater than");
    ++out.score;
  }

  static void check_common(const Node& node, const Value& value, const Place& place, Outcome& out) {
    if (node.constant || node.choices) {
      const std::string text = canonical_text(value);
      const std::string field = field_of(place);
      if (node.constant && text != *node.constant) {
        out.add(place, "const", fmt::format("{} does not match: {}", field, *node.constant));
      }
      if (node.choices && std::ranges::find(*node.choices, text) == node.choices->end()) {
        out.add(
            place, "enum",
            fmt::format("{} must be one of the following: {}", field, join(*node.choices, ", ")));
      }
    }
    if (!node.format.empty() && value.is_string() && !has_format(node.format, value.as_string())) {
      out.add(place, "format", fmt::format("Does not match format '{}'", node.format));
    }
    ++out.score;
  }

  static void check_text(const Node& node, std::string_view text, const Place& place,
                         Outcome& out) {
    const auto length = static_cast<std::int64_t>(count_runes(text));
    if (node.min_length && length < *node.min_length) {
      out.add(place, "string_gte",
              fmt::format("String length must be greater than or equal to {}", *node.min_length));
    }
    if (node.max_length && length > *node.max_length) {
      out.add(place, "string_lte",
              fmt::format("String length must be less than or equal to {}", *node.max_length));
    }
    if (node.pattern && !node.pattern->matches(text)) {
      out.add(place, "pattern", fmt::format("Does not match pattern '{}'", node.pattern_text));
    }
    ++out.score;
  }

  int depth_ = 0;
  std::size_t steps_ = 0;
  std::size_t most_steps_;
};

}  // namespace

Result<std::vector<Finding>> validate(const Schema& schema, const Value& document,
                                      std::size_t most_steps) {
  Outcome out;
  const Place root{"(Root)", nullptr};
  IGP_CHECK(Validator(most_steps).apply(schema.root(), document, root, out));
  return std::move(out.findings);
}

}  // namespace igp::rego::schema
