// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "graphql/token_stream.h"

namespace igp::graphql {
namespace {

std::string describe(const Token& token) {
  switch (token.kind) {
    case TokenKind::kEnd:
      return "end of document";
    case TokenKind::kString:
    case TokenKind::kBlockString:
      return "string " + quote(token.text);
    default:
      return quote(token.text);
  }
}

}  // namespace

Result<TokenStream> TokenStream::open(std::string_view text, const ParseLimits& limits) {
  if (text.size() > limits.bytes) {
    return fail(ErrorCode::kLimitExceeded, "GraphQL document larger than {} bytes", limits.bytes);
  }
  TokenStream stream(text, limits);
  IGP_CHECK(stream.take());
  return stream;
}

Result<Token> TokenStream::take() {
  Token next = IGP_TRY(lexer_.next());
  if (next.kind != TokenKind::kEnd && ++tokens_ > limits_.tokens) {
    return fail(ErrorCode::kLimitExceeded, "GraphQL document of more than {} tokens",
                limits_.tokens);
  }
  return std::exchange(current_, std::move(next));
}

Result<bool> TokenStream::skip_punctuator(std::string_view text) {
  if (!at_punctuator(text)) return false;
  IGP_CHECK(take());
  return true;
}

Result<bool> TokenStream::skip_keyword(std::string_view text) {
  if (!at_keyword(text)) return false;
  IGP_CHECK(take());
  return true;
}

Result<Place> TokenStream::expect_punctuator(std::string_view text) {
  if (!at_punctuator(text)) return Fail(unexpected(text));
  return IGP_TRY(take()).place;
}

Status TokenStream::expect_keyword(std::string_view text) {
  if (!at_keyword(text)) return Fail(unexpected(text));
  IGP_CHECK(take());
  return {};
}

Result<ast::Name> TokenStream::expect_name() {
  if (!at(TokenKind::kName)) return Fail(unexpected("a name"));
  Token token = IGP_TRY(take());
  return ast::Name{std::move(token.text), token.place};
}

Error TokenStream::unexpected(std::string_view wanted) const {
  const std::size_t line_start =
      current_.place.offset - static_cast<std::size_t>(current_.place.column - 1);
  const std::size_t line_end = text_.find_first_of("\r\n", current_.place.offset);
  Location where;
  where.row = current_.place.line;
  where.col = current_.place.column;
  where.source_line = text_.substr(line_start, line_end - line_start);
  const std::string expected = wanted.empty() ? "" : fmt::format("expected {}, ", wanted);
  return error(ErrorCode::kGraphqlSyntax, "{}found {}", expected, describe(current_))
      .at(std::move(where));
}

Result<TokenStream::Nested> TokenStream::nest() {
  if (depth_ >= limits_.depth) {
    return fail(ErrorCode::kLimitExceeded, "GraphQL document nested deeper than {} levels",
                limits_.depth);
  }
  return Nested(depth_);
}

Status TokenStream::count_alias() {
  if (++aliases_ <= limits_.aliases) return {};
  return fail(ErrorCode::kLimitExceeded, "GraphQL document of more than {} aliases",
              limits_.aliases);
}

}  // namespace igp::graphql
