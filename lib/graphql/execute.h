// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// execute: a validated document to its answer (specification sections 6 and 7).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "graphql/request_error.h"
#include "graphql/schema.h"

namespace igp::graphql {

class Object;

/// What a field resolves to: JSON (null, a leaf, an object of fields, a list of these), an Object,
/// or a list of values.
struct FieldValue {
  std::shared_ptr<const Json> json;
  std::shared_ptr<const Object> object;
  std::optional<std::vector<FieldValue>> list;

  static FieldValue of(const Json& value);
  static FieldValue of(std::shared_ptr<const Object> value) {
    return {nullptr, std::move(value), std::nullopt};
  }
  static FieldValue of(std::vector<FieldValue> values) {
    return {nullptr, nullptr, std::move(values)};
  }
  static FieldValue null() { return {}; }
};

/// An object whose fields can be selected. Objects must be immutable while a request runs.
class Object {
 public:
  virtual ~Object() = default;
  /// The name of its object type; asked only where an interface or union stands. May be empty then,
  /// which is an error of that field.
  [[nodiscard]] virtual std::string_view type_name() const = 0;
  /// The value of a field of its type. `arguments` is a JSON object of coerced arguments. An error
  /// becomes a field error of the answer.
  [[nodiscard]] virtual Result<FieldValue> resolve(std::string_view field,
                                                   const Json& arguments) const = 0;
};

/// The answer to a request.
struct Answer {
  /// Null data means a field error reached the root; absent data that nothing was executed.
  std::shared_ptr<const Json> data;
  std::vector<RequestError> errors;
};

struct Request {
  const ast::Document& document;
  std::string_view operation_name;  ///< empty: the only one
  const Json& variables;            ///< a JSON object
};

/// The operation of that name, or the only one when the name is empty; else null.
const ast::Operation* find_operation(const ast::Document& document, std::string_view name);

/// Executes an operation of a document that validate() found valid, with introspection. Mutations
/// and subscriptions run as queries do. An answer of more than limits::kGraphqlAnswerFields fields
/// ends in an error.
Answer execute(const Schema& schema, const Request& request, const Object& root);

/// {"data":..., "errors":[...]}: errors first when there are any, data only when it was executed.
Json answer_to_json(const Answer& answer);

}  // namespace igp::graphql
