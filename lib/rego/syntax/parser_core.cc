// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The parser's state: reading tokens, going back, and collecting errors.
#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "rego/syntax/parser_impl.h"

namespace igp::rego {

namespace {

/// What OPA shows below a parse error: the line of the last byte at or before the place that is no
/// white space, and a caret under that byte.
std::vector<std::string> excerpt(const Loc& loc) {
  if (loc.file == nullptr || loc.file->text.empty()) return {};
  const std::string_view text = loc.file->text;
  std::size_t at = text.find_last_not_of(" \t\r\n\v\f", loc.offset);
  if (at == std::string_view::npos) at = 0;
  const std::size_t before = at == 0 ? std::string_view::npos : text.find_last_of("\r\n", at);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::string_view line = text.substr(begin, text.find_first_of("\r\n", begin) - begin);
  return {std::string(line), std::string(at - std::min(at, begin), ' ') + '^'};
}

std::uint8_t initial_keywords(const ParseOptions& options) {
  std::uint8_t bits = options.keywords;
  if (options.version != RegoVersion::kV0) bits |= kKeywordsSinceV1;
  if (options.version == RegoVersion::kV2) bits |= kKeywordsSinceV2;
  return bits;
}

}  // namespace

Parser::Parser(const SourceFile& file, SyntaxArena& arena, const ParseOptions& options, bool rules)
    : file_(file), arena_(arena), options_(options), rules_(rules), lexer_(file.text, arena) {
  const std::uint8_t keywords = initial_keywords(options);
  lexer_.add_keywords(keywords);
  s_.not_bodies = (keywords & kKeywordNot) != 0;
  s_.loc.file = &file;
  scan();
}

Parser::DepthGuard::DepthGuard(Parser& parser) : parser_(parser), ok_(true) {
  if (++parser_.depth_ <= limits::kRegoParseDepth) return;
  ok_ = false;
  parser_.error(parser_.s_.loc, "max parsing recursion depth exceeded");
}

Parser::State Parser::save() const {
  State state = s_;
  state.lexer = lexer_.state();
  return state;
}

void Parser::restore(const State& state) {
  s_ = state;
  lexer_.set_state(state.lexer);
}

void Parser::scan(bool skip_space, Lexer::Mode mode) {
  // White space never ends a node, so the end of the token before it is what counts.
  if (s_.token != Token::kWhitespace) {
    s_.last_end = s_.token_end;
    s_.skipped_newline = false;
  }
  while (true) {
    const Lexeme lexeme = lexer_.scan(mode);
    s_.token = lexeme.token;
    s_.text = lexeme.text;
    s_.token_end = lexeme.end;
    s_.loc.offset = lexeme.offset;
    s_.loc.row = lexeme.row;
    s_.loc.col = lexeme.col;
    span(s_.loc, lexeme.offset, lexeme.end);
    if (!lexer_.problems().empty()) {
      for (const std::string_view problem : lexer_.problems()) error(s_.loc, std::string(problem));
      s_.token = Token::kIllegal;
    }
    if (s_.token == Token::kWhitespace) {
      if (s_.text.contains('\n')) s_.skipped_newline = true;
      if (skip_space) continue;
    }
    if (s_.token != Token::kComment) return;
    record_comment(lexeme);
  }
}

void Parser::record_comment(const Lexeme& lexeme) {
  // Going back forgets how many comments were passed; what they say is the same the next time.
  Comment comment{lexeme.text.substr(1), s_.loc};
  if (s_.comments < comments_.size()) {
    comments_[s_.comments] = comment;
  } else {
    comments_.push_back(comment);
  }
  ++s_.comments;
}

void Parser::error(const Loc& loc, std::string message) {
  std::vector<std::string_view> hints;
  for (const Note* note = s_.hints; note != nullptr; note = note->older)
    hints.push_back(note->text);
  std::ranges::reverse(hints);
  if (!hints.empty()) {
    message += hints.size() == 1 ? " (hint: " : " (hints: ";
    for (std::size_t i = 0; i < hints.size(); ++i) {
      if (i > 0) message += ", ";
      message += hints[i];
    }
    message += ')';
  }
  s_.hints = nullptr;
  s_.errors = arena_.make<Note>(s_.errors, arena_.copy(message), loc);
}

void Parser::hint(std::string text) {
  s_.hints = arena_.make<Note>(s_.hints, arena_.copy(text), s_.loc);
}

void Parser::illegal(std::string_view note) {
  if (s_.token == Token::kIllegal) {
    error(s_.loc, "illegal token");
    return;
  }
  std::string message = fmt::format("unexpected {} {}", token_name(s_.token),
                                    is_keyword_token(s_.token) ? "keyword" : "token");
  if (!note.empty()) message += fmt::format(": {}", note);
  error(s_.loc, std::move(message));
}

Diagnostics Parser::take_errors() const {
  Diagnostics list;
  for (const Note* note = s_.errors; note != nullptr; note = note->older) {
    list.push_back({DiagnosticCode::kParse, std::string(note->text), note->loc.to_location(),
                    excerpt(note->loc)});
  }
  std::ranges::reverse(list);
  return list;
}

bool Parser::is_future_word(std::string_view word) const {
  return options_.version == RegoVersion::kV0 && (future_keyword(word) & kKeywordsSinceV1) != 0;
}

bool Parser::keyword_in_dialect(std::string_view word) const {
  std::uint8_t bits = 0;
  if (options_.version != RegoVersion::kV0) bits |= kKeywordsSinceV1;
  if (options_.version == RegoVersion::kV2) bits |= kKeywordsSinceV2;
  return word_token(word, bits) != Token::kIdent;
}

bool Parser::is_ref_keyword(Token token) const {
  // By name, as OPA does: `&` shares its name with the keyword `and`.
  const std::string_view name = token_name(token);
  return keyword_in_dialect(name) || word_token(name, lexer_.state().keywords) != Token::kIdent;
}

Token Parser::peek_keeping_space() {
  const State before = save();
  scan_keeping_space();
  const Token token = s_.token;
  restore(before);
  return token;
}

/// Takes a keyword as a plain name where a reference follows: `default.x`, `if["y"]`.
bool Parser::retag_ref_keyword() {
  if (!is_ref_keyword(s_.token)) return false;
  const Token next = peek_keeping_space();
  if (next != Token::kDot && next != Token::kLBrack) return false;
  s_.token = Token::kIdent;
  return true;
}

/// Where a term is expected, `and(` and `or(` call the set builtins.
void Parser::retag_logical_call() {
  if (at_logical() && peek_keeping_space() == Token::kLParen) s_.token = Token::kIdent;
}

bool Parser::logical_on() const {
  return (lexer_.state().keywords & (kKeywordAnd | kKeywordOr)) != 0;
}

bool Parser::at_logical() const {
  return s_.token == Token::kLogicalAnd || s_.token == Token::kLogicalOr;
}

std::string_view Parser::source_text(std::uint32_t from, std::uint32_t to) const {
  if (from >= file_.text.size() || to < from || to > file_.text.size()) return {};
  return std::string_view(file_.text).substr(from, to - from);
}

void Parser::span(Loc& loc, std::uint32_t from, std::uint32_t to) const {
  loc.offset = from;
  loc.length = from < to && to <= file_.text.size() ? to - from : 0;
}

/// `start` stretched to the last token read.
Loc Parser::spanned(Loc start) const {
  span(start, start.offset, s_.last_end);
  return start;
}

}  // namespace igp::rego
