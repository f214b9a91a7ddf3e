// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/gqlparser/token_reader.h"

#include "rego/value/term_text.h"

namespace igp::rego::gqlparser {

Error error_at(ErrorCode code, std::optional<Position> position, std::string_view message) {
  const Position at = position.value_or(Position{-1, -1});
  return error(code, "input:{}:{}: {}", at.row, at.column, message);
}

Fail TokenReader::refuse(const Token& token, std::string_view message) {
  return Fail(error_at(ErrorCode::kGraphqlSyntax, token.position, message));
}

Result<Token> TokenReader::read() {
  Token token = lexer_.next();
  if (token.kind != TokenKind::kEnd && ++tokens_ > limits_.tokens) {
    return fail(ErrorCode::kLimitExceeded, "GraphQL document of more than {} tokens",
                limits_.tokens);
  }
  return token;
}

Result<const Token*> TokenReader::peek() {
  if (ahead_) return &*ahead_;
  Token token = IGP_TRY(read());
  if (token.kind == TokenKind::kComment) {
    comment_ = nodes_.make<CommentGroup>();
    while (token.kind == TokenKind::kComment) {
      auto* line = nodes_.make<Comment>();
      line->text = token.text;
      comment_->comments.push_back(line);
      previous_ = std::move(token);
      token = IGP_TRY(read());
    }
  }
  ahead_ = std::move(token);
  return &*ahead_;
}

Result<Token> TokenReader::take() {
  IGP_CHECK(peek());
  if (ahead_->kind == TokenKind::kInvalid) return refuse(*ahead_, ahead_->problem);
  comment_ = nullptr;
  previous_ = *std::exchange(ahead_, std::nullopt);
  return previous_;
}

Result<bool> TokenReader::at(std::string_view punctuator) {
  return IGP_TRY(peek())->punctuator == punctuator;
}

Result<bool> TokenReader::at_kind(TokenKind kind) { return IGP_TRY(peek())->kind == kind; }

Result<bool> TokenReader::at_keyword(std::string_view keyword) {
  const Token& token = *IGP_TRY(peek());
  return token.kind == TokenKind::kName && token.text == keyword;
}

Result<bool> TokenReader::at_text(std::string_view text) { return IGP_TRY(peek())->text == text; }

Result<bool> TokenReader::skip(std::string_view punctuator) {
  if (!IGP_TRY(at(punctuator))) return false;
  IGP_CHECK(take());
  return true;
}

Result<Position> TokenReader::position() { return IGP_TRY(peek())->position; }

Status TokenReader::expect(std::string_view punctuator) {
  const Token& token = *IGP_TRY(peek());
  if (token.punctuator != punctuator) {
    return refuse(token, fmt::format("Expected {}, found {}", punctuator, token.kind_text()));
  }
  IGP_CHECK(take());
  return {};
}

Status TokenReader::expect_keyword(std::string_view keyword) {
  if (!IGP_TRY(at_keyword(keyword))) {
    const Token& token = *IGP_TRY(peek());
    return refuse(token, fmt::format("Expected \"{}\", found {}", keyword, token.describe()));
  }
  IGP_CHECK(take());
  return {};
}

Result<std::string> TokenReader::name() {
  const Token& token = *IGP_TRY(peek());
  if (token.kind != TokenKind::kName) {
    return refuse(token, fmt::format("Expected Name, found {}", token.kind_text()));
  }
  return IGP_TRY(take()).text;
}

Fail TokenReader::unexpected() {
  const auto token = peek();
  if (!token) return Fail(token.error());
  return unexpected(**token);
}

Fail TokenReader::unexpected(const Token& token) {
  return refuse(token, "Unexpected " + token.describe());
}

Result<TokenReader::Nested> TokenReader::nest() {
  if (depth_ >= limits_.depth) {
    return fail(ErrorCode::kLimitExceeded, "GraphQL document nested deeper than {} levels",
                limits_.depth);
  }
  return Nested(depth_);
}

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
