// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/types/signature.h"

#include <algorithm>

namespace igp::rego {

namespace {

class SignatureReader {
 public:
  SignatureReader(std::string_view text, TypeFactory& types) : text_(text), types_(types) {}

  Signature signature() {
    Signature out;
    take("(");
    while (!text_.empty() && !take(")")) {
      if (take("...")) {
        out.variadic = type();
      } else {
        out.parameters.push_back(parameter());
      }
      take(", ");
    }
    if (take(" -> ")) out.result = parameter();
    return out;
  }

 private:
  bool take(std::string_view token) {
    if (!text_.starts_with(token)) return false;
    text_.remove_prefix(token.size());
    return true;
  }

  /// A name ends at the first ": " that no bracket comes before.
  Parameter parameter() {
    Parameter out;
    const std::size_t end = text_.find_first_of(":<[,)");
    if (end != std::string_view::npos && text_[end] == ':') {
      out.name = text_.substr(0, end);
      text_.remove_prefix(end + 2);
    }
    out.type = type();
    return out;
  }

  List<const Type*> types_until(std::string_view close) {
    List<const Type*> list;
    while (!text_.empty() && !take(close)) {
      list.push_back(types_.arena(), type());
      take(", ");
    }
    return list;
  }

  const Type* object() {
    List<TypeProperty> properties;
    if (take("<")) {
      while (!text_.empty() && !take(">")) {
        const std::size_t colon = std::min(text_.find(':'), text_.size());
        Term* key = types_.arena().make<Term>();
        key->kind = TermKind::kString;
        key->text = text_.substr(0, colon);
        text_.remove_prefix(std::min(colon + 2, text_.size()));
        properties.push_back(types_.arena(), {.key = key, .value = type()});
        take(", ");
      }
    }
    if (!take("[")) return types_.object(properties);
    const Type* key = type();
    take(": ");
    const Type* value = type();
    take("]");
    return types_.object(properties, key, value);
  }

  const Type* array() {
    List<const Type*> items;
    if (take("<")) items = types_until(">");
    const Type* rest = nullptr;
    if (take("[")) {
      rest = type();
      take("]");
    }
    return types_.array(items, rest);
  }

  const Type* type() {
    if (take("string")) return string_type();
    if (take("number")) return number_type();
    if (take("boolean")) return boolean_type();
    if (take("null")) return null_type();
    if (take("array")) return array();
    if (take("object")) return object();
    if (take("set[")) {
      const Type* of = type();
      take("]");
      return types_.set(of);
    }
    if (take("any<")) return types_.any_of(types_until(">"));
    if (!take("any")) text_ = {};
    return any_type();
  }

  std::string_view text_;
  TypeFactory& types_;
};

}  // namespace

Signature parse_signature(std::string_view text, TypeFactory& types) {
  return SignatureReader(text, types).signature();
}

const Type* parse_function_type(std::string_view text, TypeFactory& types) {
  const Signature signature = parse_signature(text, types);
  List<const Type*> parameters;
  parameters.reserve(types.arena(), signature.parameters.size());
  for (const Parameter& parameter : signature.parameters) {
    parameters.push_back(types.arena(), parameter.type);
  }
  return types.function(parameters, signature.result.type, signature.variadic);
}

}  // namespace igp::rego
