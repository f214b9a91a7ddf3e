// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// JSON schemas (drafts 4, 6 and 7, and all of them at once when none is named), compiled and
// applied as OPA's library does, errors and their words included.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "regex/regex.h"
#include "rego/schema/reference.h"
#include "rego/value/value.h"

namespace igp::rego::schema {

/// kHybrid: no draft is named, so that the keywords of all have a meaning.
enum class Draft : std::uint8_t { k4 = 4, k6 = 6, k7 = 7, kHybrid = 255 };

struct Node;

/// A schema that a property's name leads to.
struct NamedNode {
  std::string name;
  Node* node = nullptr;
};

struct PatternNode {
  regex::Regex pattern;
  Node* node = nullptr;
};

/// What a property's presence asks for: other properties, or a schema.
struct Dependency {
  std::string name;
  std::vector<std::string> properties;
  Node* node = nullptr;
};

/// A schema. Numbers and names are those of the document it was made from.
struct Node {
  Node* parent = nullptr;
  std::optional<Draft> draft;
  Reference id;
  bool has_id = false;
  std::optional<bool> pass;  ///< of the schemas `true` and `false`
  Node* referenced = nullptr;

  std::vector<std::string> types;
  Value multiple_of, minimum, maximum, exclusive_minimum, exclusive_maximum;  ///< or undefined
  std::optional<std::int64_t> min_length, max_length, min_properties, max_properties, min_items,
      max_items;
  std::string pattern_text;
  std::optional<regex::Regex> pattern;
  std::string format;

  std::vector<std::string> required;
  std::vector<NamedNode> properties;
  std::vector<PatternNode> pattern_properties;
  std::vector<Dependency> dependencies;
  std::optional<bool> additional_properties;
  Node* additional_properties_node = nullptr;
  Node* property_names = nullptr;

  std::vector<Node*> items;
  bool items_is_single = false;
  std::optional<bool> additional_items;
  Node* additional_items_node = nullptr;
  bool unique_items = false;
  Node* contains = nullptr;

  std::optional<std::string> constant;
  std::optional<std::vector<std::string>> choices;  ///< of `enum`
  std::vector<Node*> one_of, any_of, all_of;
  Node* not_node = nullptr;
  Node* if_node = nullptr;
  Node* then_node = nullptr;
  Node* else_node = nullptr;
};

/// A compiled schema; the values it was made from have to outlive it.
class Schema {
 public:
  /// Fails with kRegoEval in OPA's words; kLimitExceeded beyond kJsonSchemaDepth or
  /// kJsonSchemaSteps. References to other documents fail: nothing is fetched.
  static Result<Schema> compile(const Value& document);

  [[nodiscard]] const Node& root() const { return *root_; }

 private:
  std::deque<Node> nodes_;
  Node* root_ = nullptr;
};

/// What is wrong with a part of a document.
struct Finding {
  std::string type;         ///< "invalid_type"
  std::string field;        ///< "a.0.b", "(Root)"
  std::string description;  ///< "Invalid type. Expected: string, given: integer"
};

/// Everything that is wrong with `document`, none when it matches.
/// Fails with kLimitExceeded beyond kJsonSchemaDepth (as schemas without end do) or when more than
/// `most_steps` schemas are applied.
Result<std::vector<Finding>> validate(const Schema& schema, const Value& document,
                                      std::size_t most_steps = limits::kJsonSchemaSteps);

/// Whether `text` has the named format; formats that are not known are of any text.
bool has_format(std::string_view format, std::string_view text);

/// JSON with numbers as floats and sorted members: equal for equal documents, whatever the
/// spelling of their numbers.
std::string canonical_text(const Value& value);

}  // namespace igp::rego::schema
