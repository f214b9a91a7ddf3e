// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The top level: packages, imports, and what is left to rules and queries.
#include <algorithm>
#include <span>

#include "rego/syntax/parser_impl.h"
#include "rego/syntax/print.h"

namespace igp::rego {

std::vector<Statement> Parser::parse_statements() {
  std::vector<Statement> out;
  while (s_.token != Token::kEof) {
    if (!parse_statement(out)) break;
  }
  return out;
}

/// One statement, in the order package, import, rule, query. False after an error.
bool Parser::parse_statement(std::vector<Statement>& out) {
  if (s_.errors == nullptr) {
    // Nothing goes back beyond the start of a statement. After an error it would be reported again.
    cache_ = nullptr;
    cache_arena_.reset();
  }
  if (rules_ && refuse_keyword_rule_name(false)) return false;
  const State start = save();
  if (s_.token == Token::kPackage || s_.token == Token::kImport) {
    Statement statement;
    if (s_.token == Token::kPackage) {
      statement.package = parse_package();
    } else {
      statement.import = parse_import();
    }
    if (statement.package != nullptr || statement.import != nullptr) {
      if (s_.token == Token::kSub) {
        // The minus is not part of the path and would else start the next statement.
        illegal();
        return false;
      }
      if (statement.import != nullptr) apply_import(*statement.import);
      out.push_back(statement);
      return true;
    }
    if (s_.errors != nullptr) return false;
    restore(start);
  }
  if (rules_) {
    const List<Rule*> rules = parse_rules();
    for (Rule* rule : rules) out.push_back({.rule = rule});
    if (!rules.empty()) return true;
    if (s_.errors != nullptr) return false;
    restore(start);
  }
  const Body body = parse_query(true, Token::kEof);
  if (body.empty()) return false;
  out.push_back({.body = body});
  return true;
}

/// Words that end up as a name here because a path follows: `package default.x`.
bool Parser::accept_path_start() {
  if (s_.token == Token::kWhitespace) scan();
  if (s_.token != Token::kIdent && !is_ref_keyword(s_.token)) {
    illegal();
    return false;
  }
  s_.token = Token::kIdent;
  return true;
}

Package* Parser::parse_package() {
  Package* package = arena_.make<Package>();
  package->loc = s_.loc;
  scan_keeping_space();
  // `package.x` is a reference.
  if (s_.token == Token::kDot || s_.token == Token::kLBrack) return nullptr;
  if (!accept_path_start()) return nullptr;
  Term* term = parse_term();
  if (term != nullptr && !set_package_path(*package, term)) return nullptr;
  if (!package->path.empty()) return package;
  if (s_.errors == nullptr) error(s_.loc, "expected path");
  return nullptr;
}

bool Parser::set_package_path(Package& package, Term* term) {
  if (!term->is(TermKind::kVar) && !term->is(TermKind::kRef)) {
    illegal();
    return false;
  }
  Terms parts = term->items;
  if (term->is(TermKind::kVar)) parts.push_back(arena_, term);
  Term* first = parts[0];
  if (!first->is(TermKind::kVar)) {
    error(first->loc, fmt::format("unexpected {} token: expecting var", kind_name(first->kind)));
    return false;
  }
  Terms path;
  path.push_back(arena_, make_text(TermKind::kVar, "data", first->loc));
  path.push_back(arena_, make_text(TermKind::kString, first->text, first->loc));
  for (Term* part : parts.suffix(1)) {
    if (!part->is(TermKind::kString)) {
      error(part->loc, fmt::format("unexpected {} token: expecting string", kind_name(part->kind)));
      return false;
    }
    path.push_back(arena_, part);
  }
  package.path = path;
  return true;
}

Import* Parser::parse_import() {
  Import* import = arena_.make<Import>();
  import->loc = s_.loc;
  scan_keeping_space();
  if (s_.token == Token::kDot || s_.token == Token::kLBrack) return nullptr;
  if (!accept_path_start()) return nullptr;
  import->path = parse_import_path();
  if (import->path == nullptr || !check_import_root(*import->path)) return nullptr;
  if (s_.token == Token::kAs) return parse_import_alias(*import) ? import : nullptr;
  check_import_tail(*import);
  return import;
}

/// The path, in which future keywords are names.
Term* Parser::parse_import_path() {
  const std::uint8_t keywords = lexer_.state().keywords;
  lexer_.set_keywords(0);
  cache_ = nullptr;
  Term* term = parse_term();
  lexer_.set_keywords(keywords);
  Terms path;
  if (term != nullptr && term->is(TermKind::kVar)) {
    path.push_back(arena_, term);
    return make_list(TermKind::kRef, path, term->loc);
  }
  if (term == nullptr || !term->is(TermKind::kRef)) {
    error(s_.loc, "expected path");
    return nullptr;
  }
  for (const Term* part : term->items.suffix(1)) {
    if (part->is(TermKind::kString)) continue;
    error(part->loc, fmt::format("unexpected {} token: expecting string", kind_name(part->kind)));
    return nullptr;
  }
  return term;
}

bool Parser::check_import_root(const Term& path) {
  const Term& root = *path.items[0];
  for (const std::string_view name : {"data", "input", "future", "rego"}) {
    if (root.is_var(name)) return true;
  }
  hint("if this is unexpected, try updating OPA");
  error(path.loc, fmt::format("unexpected import path, must begin with one of: "
                              "{{data, future, input, rego}}, got: {}",
                              to_text(root)));
  return false;
}

bool Parser::parse_import_alias(Import& import) {
  scan();
  if (s_.token != Token::kIdent) {
    illegal("expected var");
    return false;
  }
  const Term* alias = parse_term();
  if (alias != nullptr && alias->is(TermKind::kVar)) {
    import.alias = alias->text;
    import.alias_loc = alias->loc;
    return true;
  }
  if (alias != nullptr && alias->is(TermKind::kRef) && alias->items.size() == 1) {
    error(alias->loc, fmt::format("unexpected import alias, must not be a reserved name, got: {}",
                                  to_text(*alias->items[0])));
    return false;
  }
  illegal("expected var");
  return false;
}

/// An import without alias is used by its last part, which therefore is no keyword.
void Parser::check_import_tail(const Import& import) {
  const Terms& path = import.path->items;
  if (path.size() > 1 && path[0]->is_var("future")) return;
  const Term& tail = *path.back();
  if (!keyword_in_dialect(tail.text)) return;
  hint("import a different path or use an alias");
  error(tail.loc,
        fmt::format("unexpected import path, must not end with a keyword, got: {}", tail.text));
}

/// Switches on what `rego` and `future` imports stand for.
void Parser::apply_import(const Import& import) {
  const Terms& path = import.path->items;
  if (path[0]->is_var("future")) {
    apply_future_import(import);
  } else if (path[0]->is_var("rego")) {
    const bool v1 = path.size() == 2 && path[1]->text == "v1";
    const bool v2 = path.size() == 2 && path[1]->text == "v2";
    if (!v1 && !v2) {
      error(import.path->loc,
            fmt::format("invalid import `{}`, must be one of: `rego.v1`, `rego.v2`",
                        ref_to_text(path)));
    } else if (!import.alias.empty()) {
      error(import.alias_loc, "`rego` imports cannot be aliased");
    } else {
      lexer_.add_keywords(v2 ? kAllFutureKeywords : kKeywordsSinceV1);
      s_.not_bodies = s_.not_bodies || v2;
    }
  } else {
    return;
  }
  // The token after the import was read before its keywords were on.
  if (s_.token == Token::kIdent) s_.token = word_token(s_.text, lexer_.state().keywords);
}

void Parser::apply_future_import(const Import& import) {
  const Terms& path = import.path->items;
  if (path.size() == 1 || path[1]->text != "keywords") {
    error(import.path->loc, "invalid import, must be `future.keywords`");
    return;
  }
  if (!import.alias.empty()) {
    error(import.alias_loc, "`future` imports cannot be aliased");
    return;
  }
  std::uint8_t bits = kAllFutureKeywords;
  if (path.size() == 3) {
    bits = future_keyword(path[2]->text);
    if (bits == 0) {
      error(import.path->loc,
            "unexpected keyword, must be one of [and contains every if in not or]");
      return;
    }
  }
  lexer_.add_keywords(bits);
  s_.not_bodies = s_.not_bodies || (bits & kKeywordNot) != 0;
}

namespace {

constexpr Token kAfterName[] = {Token::kAssign, Token::kUnify, Token::kIf, Token::kContains,
                                Token::kLParen};

/// The tokens after which the keyword `token` was clearly meant as a rule's name.
std::span<const Token> rule_name_followers(Token token) {
  static constexpr Token kPath[] = {Token::kAssign, Token::kUnify, Token::kLParen};
  static constexpr Token kContainsTail[] = {Token::kIf, Token::kContains};
  switch (token) {
    case Token::kEvery:
    case Token::kIf:
    case Token::kIn:
    case Token::kSome:
    case Token::kAs:
      return kAfterName;
    case Token::kPackage:
    case Token::kImport:
      return kPath;
    case Token::kNot:
    case Token::kLogicalAnd:
    case Token::kLogicalOr:
      return std::span(kAfterName).first(4);
    case Token::kContains:
      return kContainsTail;
    default:
      return {};
  }
}

}  // namespace

/// Reports `every := 1`. After `default` only a rule can follow, so the next token does not matter.
bool Parser::refuse_keyword_rule_name(bool is_default) {
  const std::span<const Token> followers = rule_name_followers(s_.token);
  if (followers.empty()) return false;
  if (!is_default) {
    const State start = save();
    scan();
    const Token next = s_.token;
    restore(start);
    if (std::ranges::find(followers, next) == followers.end()) return false;
  }
  error(s_.loc, fmt::format("{} keyword cannot be used for rule name", token_name(s_.token)));
  return true;
}

}  // namespace igp::rego
