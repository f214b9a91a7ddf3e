// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/gqlparser/token_reader.h"

#include "rego/gqlparser/errors.h"

namespace igp::rego::gqlparser {

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

}  // namespace igp::rego::gqlparser
