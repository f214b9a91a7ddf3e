// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/gqlparser/parse_common.h"

namespace igp::rego::gqlparser {

Result<Literal*> CommonParser::value(bool is_const) {
  if (IGP_TRY(tokens_.at("["))) return list(is_const);
  if (IGP_TRY(tokens_.at("{"))) return object(is_const);
  if (IGP_TRY(tokens_.at("$"))) return variable(is_const);
  return scalar();
}

Result<Literal*> CommonParser::list(bool is_const) {
  const auto nested = IGP_TRY(tokens_.nest());
  auto* out = tokens_.nodes().make<Literal>();
  out->kind = ValueKind::kList;
  out->position = IGP_TRY(tokens_.position());
  out->comment = tokens_.comment();
  IGP_CHECK(tokens_.take());
  while (!IGP_TRY(tokens_.at("]"))) {
    auto* item = tokens_.nodes().make<ChildValue>();
    item->value = IGP_TRY(value(is_const));
    out->children.push_back(item);
  }
  IGP_CHECK(tokens_.take());
  return out;
}

Result<Literal*> CommonParser::object(bool is_const) {
  const auto nested = IGP_TRY(tokens_.nest());
  auto* out = tokens_.nodes().make<Literal>();
  out->kind = ValueKind::kObject;
  out->position = IGP_TRY(tokens_.position());
  out->comment = tokens_.comment();
  IGP_CHECK(tokens_.take());
  while (!IGP_TRY(tokens_.at("}"))) out->children.push_back(IGP_TRY(object_field(is_const)));
  IGP_CHECK(tokens_.take());
  return out;
}

Result<ChildValue*> CommonParser::object_field(bool is_const) {
  auto* out = tokens_.nodes().make<ChildValue>();
  out->position = IGP_TRY(tokens_.position());
  out->comment = tokens_.comment();
  out->name = IGP_TRY(tokens_.name());
  IGP_CHECK(tokens_.expect(":"));
  out->value = IGP_TRY(value(is_const));
  return out;
}

// Comments before variables and scalars are lost, but for those before whatever holds them.
Result<Literal*> CommonParser::variable(bool is_const) {
  if (is_const) return tokens_.unexpected();
  auto* out = tokens_.nodes().make<Literal>();
  out->position = IGP_TRY(tokens_.position());
  IGP_CHECK(tokens_.take());
  out->raw = IGP_TRY(tokens_.name());
  return out;
}

Result<Literal*> CommonParser::scalar() {
  const auto kind_of = [](const Token& token) -> std::optional<ValueKind> {
    switch (token.kind) {
      case TokenKind::kInt:
        return ValueKind::kInt;
      case TokenKind::kFloat:
        return ValueKind::kFloat;
      case TokenKind::kString:
        return ValueKind::kString;
      case TokenKind::kBlockString:
        return ValueKind::kBlock;
      case TokenKind::kName:
        if (token.text == "true" || token.text == "false") return ValueKind::kBoolean;
        return token.text == "null" ? ValueKind::kNull : ValueKind::kEnum;
      default:
        return std::nullopt;
    }
  };
  const auto kind = kind_of(*IGP_TRY(tokens_.peek()));
  if (!kind) return tokens_.unexpected();
  Token token = IGP_TRY(tokens_.take());
  auto* out = tokens_.nodes().make<Literal>();
  out->kind = *kind;
  out->position = token.position;
  out->raw = std::move(token.text);
  return out;
}

Result<Literal*> CommonParser::default_value() {
  if (!IGP_TRY(tokens_.skip("="))) return nullptr;
  return value(/*is_const=*/true);
}

Result<Type*> CommonParser::type() {
  const auto nested = IGP_TRY(tokens_.nest());
  auto* out = tokens_.nodes().make<Type>();
  const bool is_list = IGP_TRY(tokens_.skip("["));
  out->position = IGP_TRY(tokens_.position());
  if (is_list) {
    out->item = IGP_TRY(type());
    IGP_CHECK(tokens_.expect("]"));
  } else {
    out->name = IGP_TRY(tokens_.name());
  }
  out->non_null = IGP_TRY(tokens_.skip("!"));
  return out;
}

Result<List<Argument>> CommonParser::arguments(bool is_const) {
  List<Argument> out;
  IGP_CHECK(tokens_.some("(", ")", [&]() -> Status {
    auto* argument = tokens_.nodes().make<Argument>();
    argument->position = IGP_TRY(tokens_.position());
    argument->comment = tokens_.comment();
    argument->name = IGP_TRY(tokens_.name());
    IGP_CHECK(tokens_.expect(":"));
    argument->value = IGP_TRY(value(is_const));
    out.push_back(argument);
    return {};
  }));
  return out;
}

Result<List<Directive>> CommonParser::directives(bool is_const) {
  List<Directive> out;
  while (IGP_TRY(tokens_.skip("@"))) {
    auto* directive = tokens_.nodes().make<Directive>();
    directive->position = IGP_TRY(tokens_.position());  // of the name
    directive->name = IGP_TRY(tokens_.name());
    directive->arguments = IGP_TRY(arguments(is_const));
    out.push_back(directive);
  }
  return out;
}

}  // namespace igp::rego::gqlparser
