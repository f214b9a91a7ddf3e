// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Values, types, arguments and directives (specification sections 2.9 to 2.12).
#include "graphql/token_stream.h"

namespace igp::graphql {

using ast::Value;

Result<Value> CommonParser::value(bool is_const) {
  if (tokens_.at_punctuator("[")) return list(is_const);
  if (tokens_.at_punctuator("{")) return object(is_const);
  if (tokens_.at_punctuator("$")) return variable(is_const);
  return scalar();
}

Result<Value> CommonParser::list(bool is_const) {
  const auto nested = IGP_TRY(tokens_.nest());
  const Place place = IGP_TRY(tokens_.expect_punctuator("["));
  Value out{.kind = Value::Kind::kList, .place = place};
  while (!IGP_TRY(tokens_.skip_punctuator("]"))) out.items.push_back(IGP_TRY(value(is_const)));
  return out;
}

Result<Value> CommonParser::object(bool is_const) {
  const auto nested = IGP_TRY(tokens_.nest());
  const Place place = IGP_TRY(tokens_.expect_punctuator("{"));
  Value out{.kind = Value::Kind::kObject, .place = place};
  while (!IGP_TRY(tokens_.skip_punctuator("}"))) {
    ast::Name name = IGP_TRY(tokens_.expect_name());
    IGP_CHECK(tokens_.expect_punctuator(":"));
    Value field = IGP_TRY(value(is_const));
    out.fields.push_back({std::move(name), std::move(field)});
  }
  return out;
}

Result<Value> CommonParser::variable(bool is_const) {
  if (is_const) return Fail(tokens_.unexpected("a value without variables"));
  const Place place = IGP_TRY(tokens_.expect_punctuator("$"));
  Value out{.kind = Value::Kind::kVariable, .place = place};
  out.text = IGP_TRY(tokens_.expect_name()).text;
  return out;
}

Result<Value> CommonParser::scalar() {
  const auto kind_of = [](const Token& token) -> std::optional<Value::Kind> {
    switch (token.kind) {
      case TokenKind::kInt:
        return Value::Kind::kInt;
      case TokenKind::kFloat:
        return Value::Kind::kFloat;
      case TokenKind::kString:
      case TokenKind::kBlockString:
        return Value::Kind::kString;
      case TokenKind::kName:
        if (token.text == "true" || token.text == "false") return Value::Kind::kBoolean;
        return token.text == "null" ? Value::Kind::kNull : Value::Kind::kEnum;
      default:
        return std::nullopt;
    }
  };
  const auto kind = kind_of(tokens_.current());
  if (!kind) return Fail(tokens_.unexpected("a value"));
  Token token = IGP_TRY(tokens_.take());
  return Value{.kind = *kind,
               .place = token.place,
               .text = std::move(token.text),
               .is_block_string = token.kind == TokenKind::kBlockString};
}

Result<ast::Type> CommonParser::type() {
  const auto nested = IGP_TRY(tokens_.nest());
  ast::Type out;
  out.place = tokens_.current().place;
  if (IGP_TRY(tokens_.skip_punctuator("["))) {
    out.items = std::make_unique<ast::Type>(IGP_TRY(type()));
    IGP_CHECK(tokens_.expect_punctuator("]"));
  } else {
    out.name = IGP_TRY(tokens_.expect_name()).text;
  }
  out.non_null = IGP_TRY(tokens_.skip_punctuator("!"));
  return out;
}

Result<std::vector<ast::Argument>> CommonParser::arguments(bool is_const) {
  std::vector<ast::Argument> out;
  if (!IGP_TRY(tokens_.skip_punctuator("("))) return out;
  do {
    ast::Name name = IGP_TRY(tokens_.expect_name());
    IGP_CHECK(tokens_.expect_punctuator(":"));
    Value argument = IGP_TRY(value(is_const));
    out.push_back({std::move(name), std::move(argument)});
  } while (!IGP_TRY(tokens_.skip_punctuator(")")));
  return out;
}

Result<std::vector<ast::Directive>> CommonParser::directives(bool is_const) {
  std::vector<ast::Directive> out;
  while (tokens_.at_punctuator("@")) {
    const Place place = IGP_TRY(tokens_.take()).place;
    ast::Name name = IGP_TRY(tokens_.expect_name());
    name.place = place;
    auto given = IGP_TRY(arguments(is_const));
    out.push_back({std::move(name), std::move(given)});
  }
  return out;
}

}  // namespace igp::graphql
