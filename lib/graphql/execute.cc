// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "graphql/execute.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "base/limits.h"
#include "graphql/coerce.h"
#include "graphql/introspection.h"

namespace igp::graphql {
namespace {

/// The fields of JSON objects are their members.
class JsonObject final : public Object {
 public:
  explicit JsonObject(std::shared_ptr<const Json> json) : json_(std::move(json)) {}
  std::string_view type_name() const override {
    const Json* name = json_find(*json_, "__typename");
    if (name == nullptr || !name->is_string()) return {};
    return name->get_ref<const std::string&>();
  }
  Result<FieldValue> resolve(std::string_view field, const Json&) const override {
    const Json* member = json_find(*json_, std::string(field).c_str());
    if (member == nullptr) return FieldValue::null();
    return FieldValue{std::shared_ptr<const Json>(json_, member), nullptr, std::nullopt};
  }

 private:
  std::shared_ptr<const Json> json_;
};

/// Selections that share a response name and are resolved as one field.
struct FieldGroup {
  std::string_view response_name;
  std::vector<const ast::Field*> nodes;
};

/// A value has been completed, or nothing stands for a failure that its place cannot hold.
using Completed = std::optional<Json>;

class Execution {
 public:
  Execution(const Schema& schema, const ast::Document& document, const Json& variables)
      : schema_(schema), variables_(variables) {
    for (const ast::Definition& definition : document.definitions) {
      const auto* fragment = std::get_if<ast::Fragment>(&definition);
      if (fragment != nullptr) fragments_.emplace(fragment->name.text, fragment);
    }
  }

  Answer run(const ast::Operation& operation, const NamedType& type, const Object& root) {
    Completed data = fields(type, root, {&operation.selection_set});
    return {std::make_shared<const Json>(data ? *std::move(data) : Json()), std::move(errors_)};
  }

 private:
  /// Records a failure of the field that is being completed.
  Completed failed(const std::string& message, const FieldGroup& group) {
    RequestError error{message, {}, path_};
    for (const ast::Field* node : group.nodes) error.locations.push_back(node->place());
    errors_.push_back(std::move(error));
    return std::nullopt;
  }

  /// CollectFields() of section 6.3.2.
  bool collect(const NamedType& type, const ast::SelectionSet& set, std::vector<FieldGroup>& groups,
               std::set<std::string_view>& entered) {
    for (const ast::Selection& selection : set.selections) {
      const auto visit = [&](const auto& node) { return collect(type, node, groups, entered); };
      if (!std::visit(visit, selection)) return false;
    }
    return true;
  }

  bool collect(const NamedType&, const ast::Field& field, std::vector<FieldGroup>& groups,
               std::set<std::string_view>&) {
    const auto wanted = included(field.directives, field.place());
    if (!wanted) return false;
    if (!*wanted) return true;
    const auto found = std::ranges::find(groups, field.response_name(), &FieldGroup::response_name);
    if (found != groups.end()) {
      found->nodes.push_back(&field);
    } else {
      groups.push_back({field.response_name(), {&field}});
    }
    return true;
  }

  bool collect(const NamedType& type, const ast::InlineFragment& fragment,
               std::vector<FieldGroup>& groups, std::set<std::string_view>& entered) {
    const auto wanted = included(fragment.directives, fragment.place);
    if (!wanted) return false;
    if (!*wanted || (fragment.type_condition && !applies(*fragment.type_condition, type))) {
      return true;
    }
    return collect(type, fragment.selection_set, groups, entered);
  }

  bool collect(const NamedType& type, const ast::FragmentSpread& spread,
               std::vector<FieldGroup>& groups, std::set<std::string_view>& entered) {
    const auto wanted = included(spread.directives, spread.place);
    if (!wanted) return false;
    if (!*wanted || !entered.insert(spread.name.text).second) return true;
    const auto found = fragments_.find(spread.name.text);
    if (found == fragments_.end() || !applies(found->second->type_condition, type)) return true;
    return collect(type, found->second->selection_set, groups, entered);
  }

  bool applies(const ast::Name& condition, const NamedType& type) const {
    const NamedType* wanted = schema_.type(condition.text);
    return wanted != nullptr && schema_.is_possible(*wanted, type);
  }

  /// What @skip and @include say; nothing after a failure, which has been recorded.
  std::optional<bool> included(const std::vector<ast::Directive>& directives, const Place& place) {
    for (const ast::Directive& directive : directives) {
      const bool skip = directive.name.text == "skip";
      if (!skip && directive.name.text != "include") continue;
      auto arguments = coerce_arguments(schema_.directive(directive.name.text)->arguments,
                                        directive.arguments, variables_);
      if (!arguments) {
        errors_.push_back({arguments.error().message, {place}, path_});
        return std::nullopt;
      }
      if ((*arguments)["if"].get<bool>() == skip) return false;
    }
    return true;
  }

  /// ExecuteSelectionSet() of section 6.3, for the merged selection sets of a field.
  Completed fields(const NamedType& type, const Object& object,
                   const std::vector<const ast::SelectionSet*>& sets) {
    std::vector<FieldGroup> groups;
    std::set<std::string_view> entered;
    for (const ast::SelectionSet* set : sets) {
      if (!collect(type, *set, groups, entered)) return std::nullopt;
    }
    Json out = Json::object();
    for (const FieldGroup& group : groups) {
      const FieldType* field = schema_.field(type, group.nodes.front()->name.text);
      if (field == nullptr) continue;
      path_.emplace_back(std::string(group.response_name));
      Completed value = this->field(type, object, *field, group);
      path_.pop_back();
      if (!value) return std::nullopt;
      // Response names are distinct here, so the search of operator[] is not needed.
      out.get_ref<Json::object_t&>().Container::emplace_back(std::string(group.response_name),
                                                             *std::move(value));
    }
    return out;
  }

  Completed field(const NamedType& type, const Object& object, const FieldType& field,
                  const FieldGroup& group) {
    Completed value = resolve_and_complete(type, object, field, group);
    if (!value && !field.type.is_non_null()) return Json();
    return value;
  }

  Completed resolve_and_complete(const NamedType& type, const Object& object,
                                 const FieldType& field, const FieldGroup& group) {
    if (++resolved_ > limits::kGraphqlAnswerFields || path_.size() > kMaxPath) {
      return failed("the answer has too many fields", group);
    }
    const auto arguments =
        coerce_arguments(field.arguments, group.nodes.front()->arguments, variables_);
    if (!arguments) return failed(arguments.error().message, group);
    const auto value = resolve(type, object, field, *arguments);
    if (!value) return failed(value.error().text(), group);
    return complete(field.type, *value, group);
  }

  Result<FieldValue> resolve(const NamedType& type, const Object& object, const FieldType& field,
                             const Json& arguments) const {
    if (field.name == "__typename") return FieldValue::of(Json(type.name));
    if (&field == schema_.field(type, "__schema")) return introspect_schema(schema_);
    if (&field == schema_.field(type, "__type")) {
      return introspect_type(schema_, arguments["name"].get_ref<const std::string&>());
    }
    return object.resolve(field.name, arguments);
  }

  static bool is_null(const FieldValue& value) {
    return !value.list && !value.object && (!value.json || value.json->is_null());
  }

  /// CompleteValue() of section 6.4.3.
  Completed complete(const TypeRef& type, const FieldValue& value, const FieldGroup& group) {
    if (type.is_non_null()) {
      if (is_null(value)) return failed("a field that is never null has no value", group);
      return complete(*type.inner, value, group);
    }
    if (is_null(value)) return Json();
    if (type.is_list()) return complete_list(*type.inner, value, group);
    if (type.named->is_leaf()) return complete_leaf(*type.named, value, group);
    return complete_object(*type.named, value, group);
  }

  Completed complete_leaf(const NamedType& leaf, const FieldValue& value, const FieldGroup& group) {
    if (!value.json) return failed("the resolved value is no leaf", group);
    auto out = serialize_leaf(leaf, *value.json);
    if (!out) return failed(out.error().message, group);
    return *std::move(out);
  }

  Completed complete_list(const TypeRef& item, const FieldValue& value, const FieldGroup& group) {
    std::vector<FieldValue> members;
    if (value.json && value.json->is_array()) {
      for (const Json& each : *value.json) {
        members.push_back({std::shared_ptr<const Json>(value.json, &each), nullptr, std::nullopt});
      }
    } else if (!value.list) {
      return failed("the resolved value is no list", group);
    }
    Json out = Json::array();
    std::size_t index = 0;
    for (const FieldValue& each : value.list ? *value.list : members) {
      path_.emplace_back(index++);
      Completed completed = complete(item, each, group);
      path_.pop_back();
      if (!completed && item.is_non_null()) return std::nullopt;
      out.push_back(completed ? *std::move(completed) : Json());
    }
    return out;
  }

  Completed complete_object(const NamedType& type, const FieldValue& value,
                            const FieldGroup& group) {
    std::shared_ptr<const Object> object = value.object;
    if (!object && value.json && value.json->is_object()) {
      object = std::make_shared<JsonObject>(value.json);
    }
    if (!object) return failed("the resolved value is no object", group);
    const NamedType* actual = &type;
    if (type.is_abstract()) {
      actual = schema_.type(object->type_name());
      if (actual == nullptr || actual->kind != ast::TypeKind::kObject ||
          !schema_.is_possible(type, *actual)) {
        return failed("the resolved object is of no possible type of " + quote(type.name), group);
      }
    }
    std::vector<const ast::SelectionSet*> sets;
    for (const ast::Field* node : group.nodes) {
      if (node->selection_set) sets.push_back(&*node->selection_set);
    }
    return fields(*actual, *object, sets);
  }

  /// Through fragments a document can nest deeper than its text; lists add their indices.
  static constexpr std::size_t kMaxPath = 4 * limits::kGraphqlDepth;

  const Schema& schema_;
  const Json& variables_;
  std::map<std::string_view, const ast::Fragment*> fragments_;
  std::vector<PathElement> path_;
  std::vector<RequestError> errors_;
  std::size_t resolved_ = 0;
};

Json error_to_json(const RequestError& error) {
  Json out{{"message", error.message}};
  for (const Place& place : error.locations) {
    out["locations"].push_back({{"line", place.line}, {"column", place.column}});
  }
  for (const PathElement& element : error.path) {
    std::visit([&](const auto& key) { out["path"].push_back(key); }, element);
  }
  return out;
}

}  // namespace

FieldValue FieldValue::of(const Json& value) {
  return {std::make_shared<const Json>(value), nullptr, std::nullopt};
}

const ast::Operation* find_operation(const ast::Document& document, std::string_view name) {
  const ast::Operation* found = nullptr;
  for (const ast::Definition& definition : document.definitions) {
    const auto* operation = std::get_if<ast::Operation>(&definition);
    if (operation == nullptr) continue;
    if (name.empty()) {
      if (found != nullptr) return nullptr;
      found = operation;
    } else if (operation->name && operation->name->text == name) {
      return operation;
    }
  }
  return found;
}

Answer execute(const Schema& schema, const Request& request, const Object& root) {
  const ast::Operation* operation = find_operation(request.document, request.operation_name);
  if (operation == nullptr) {
    const std::string message = request.operation_name.empty()
                                    ? "operationName must say which operation to execute"
                                    : "unknown operation " + quote(request.operation_name);
    return {nullptr, {{message}}};
  }
  const NamedType* type = schema.root(operation->kind);
  if (type == nullptr) {
    return {nullptr, {{"the schema has no operations of this kind", {operation->place}}}};
  }
  std::vector<RequestError> errors;
  const Json variables = coerce_variables(schema, *operation, request.variables, errors);
  if (!errors.empty()) return {nullptr, std::move(errors)};
  return Execution(schema, request.document, variables).run(*operation, *type, root);
}

Json answer_to_json(const Answer& answer) {
  Json out = Json::object();
  for (const RequestError& error : answer.errors) out["errors"].push_back(error_to_json(error));
  if (answer.data) out["data"] = *answer.data;
  return out;
}

}  // namespace igp::graphql
