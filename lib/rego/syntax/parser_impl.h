// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The recursive-descent parser behind parser.h; included by the parser_*.cc files only.
//
// Rego is not LL(1): `{` opens a set, an object, a comprehension or a body, and `(` a term or a
// group of `and`/`or`. The parser saves its state, tries one reading and goes back. Errors belong
// to the saved state, so that going back forgets them.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "rego/syntax/ast.h"
#include "rego/syntax/diagnostic.h"
#include "rego/syntax/lexer.h"
#include "rego/syntax/parser.h"

namespace igp::rego {

/// A top-level statement; exactly one member is set (`body` when none of the pointers is).
struct Statement {
  Package* package = nullptr;
  Import* import = nullptr;
  Rule* rule = nullptr;
  Body body;
};

class Parser {
 public:
  Parser(const SourceFile& file, SyntaxArena& arena, const ParseOptions& options, bool rules);

  /// All statements up to the end or the first error.
  std::vector<Statement> parse_statements();
  [[nodiscard]] Diagnostics take_errors() const;
  [[nodiscard]] const std::vector<Comment>& comments() const { return comments_; }

 private:
  struct Note;  ///< an error or hint in a persistent list, newest first
  struct CachedTerm;

  /// What going back restores.
  struct State {
    LexerState lexer;
    Token token = Token::kIllegal;
    Loc loc;
    std::string_view text;
    std::uint32_t token_end = 0;
    std::uint32_t last_end = 0;  ///< end of the token before white space
    std::uint32_t comments = 0;  ///< how many comments were passed
    std::int32_t wildcards = 0;
    const Note* errors = nullptr;
    const Note* hints = nullptr;
    bool skipped_newline = false;
    bool not_bodies = false;
  };

  /// The operand of `and`, `or` or `not`; `body` is empty where parsing failed.
  struct Operand {
    Body body;
    bool braced = false;
    Loc loc;
  };
  /// What a parenthesised group turned out to be. Not committed: it is a term, state went back.
  struct Group {
    Operand operand;
    bool committed = false;
  };

  class DepthGuard;

  // parser_core.cc
  State save() const;
  void restore(const State& state);
  void scan() { scan(true, Lexer::Mode::kSource); }
  void scan_keeping_space() { scan(false, Lexer::Mode::kSource); }
  void scan(bool skip_space, Lexer::Mode mode);
  void record_comment(const Lexeme& lexeme);
  void error(const Loc& loc, std::string message);
  void hint(std::string text);
  void illegal(std::string_view note = {});
  [[nodiscard]] bool is_future_word(std::string_view word) const;
  [[nodiscard]] bool keyword_in_dialect(std::string_view word) const;
  [[nodiscard]] bool is_ref_keyword(Token token) const;
  bool retag_ref_keyword();
  void retag_logical_call();
  [[nodiscard]] bool logical_on() const;
  [[nodiscard]] bool at_logical() const;
  [[nodiscard]] Token peek_keeping_space();
  [[nodiscard]] std::string_view source_text(std::uint32_t from, std::uint32_t to) const;
  [[nodiscard]] Loc spanned(Loc start) const;
  void span(Loc& loc, std::uint32_t from, std::uint32_t to) const;

  // parser_nodes.cc
  Term* make_term(TermKind kind, const Loc& loc);
  Term* make_text(TermKind kind, std::string_view text, const Loc& loc);
  Term* make_boolean(bool value, const Loc& loc);
  Term* make_list(TermKind kind, const Terms& items, const Loc& loc);
  Term* make_builtin_op(std::string_view name, const Loc& loc);
  Expr* make_expr(ExprKind kind, const Loc& loc);
  Expr* make_term_expr(Term* term);
  Body one(Expr* expr);
  Body true_body(const Loc& loc);
  void append(Body& body, Expr* expr);
  std::string_view wildcard_name();

  // parser_terms.cc
  Term* parse_term();
  Term* parse_term_start();
  Term* parse_term_uncached();
  Term* parse_unary_minus();
  Term* parse_parenthesized();
  Term* finish_term(Term* head);
  Term* finish_head(Term* head);
  Term* root_document_ref(Term* head);
  Term* parse_var();
  Term* parse_number();
  Term* parse_string();
  Term* parse_call(Term* op, std::uint32_t offset);
  Term* parse_ref(Term* head, std::uint32_t offset);
  bool parse_ref_operand(Terms& ref);

  // parser_collections.cc
  Term* parse_array();
  Term* parse_array_items();
  Term* parse_brace_term();
  Term* parse_brace_items();
  Term* parse_set(const State& start, Term* head, bool maybe_comprehension);
  Term* parse_object(Term* key, bool maybe_comprehension);
  Term* finish_object(Term* key, Term* value, bool maybe_comprehension);
  bool parse_term_list(Token end, Terms& out);
  bool parse_pair_list(Token end, List<ObjectItem>& out);
  Term* make_comprehension(TermKind kind, Term* key, Term* term, const Body& body);
  Term* make_object(const List<ObjectItem>& items);

  // parser_infix.cc
  Term* parse_infix() { return parse_infix(true); }
  Term* parse_infix_in_list() { return parse_infix(false); }
  Term* parse_infix(bool key_value);
  Term* parse_membership(Term* lhs, bool key_value, std::uint32_t offset);
  Term* parse_key_value_membership(Term* lhs, std::uint32_t offset);
  Term* parse_binary(int lowest);
  Term* make_infix_call(Term* op, std::initializer_list<Term*> operands, std::uint32_t offset);
  Term* take_operator(std::string_view name);

  // parser_exprs.cc
  Body parse_body(Token end);
  Body parse_query(bool one_per_statement, Token end);
  Expr* parse_literal();
  Expr* parse_unspanned_literal();
  Expr* parse_plain_literal(bool negated, const Loc* not_loc);
  Expr* parse_expr();
  bool parse_withs(List<With*>& out);
  bool parse_one_with(With& with);
  Expr* attach_with(Expr* expr);
  Expr* parse_some();
  Expr* parse_some_in(const SomeDecl& decl, const Loc& loc, bool& decided);
  Expr* parse_every();
  bool set_every_head(Every& every, Term* term);
  void hint_missing_infix_keyword();
  void hint_missing_every(const State& start, const Expr& expr);
  void hint_missing_some_in();

  // parser_logical.cc
  Expr* parse_or_chain(Operand lhs);
  Expr* parse_and_chain(Operand lhs);
  Expr* make_logical(ExprKind kind, const Operand& lhs, const Operand& rhs);
  Operand parse_operand(std::string_view op);
  Operand parse_braced_operand(std::string_view op);
  Operand parse_plain_operand(bool negated, const Loc& not_loc);
  Group parse_group(bool in_operand, std::string_view prefix);
  Group parse_group_after_operand(const State& start, const Loc& open, Operand lhs, bool in_operand,
                                  std::string_view prefix);
  Group close_group(const Loc& open, const Body& body);
  Expr* parse_not_body(const Loc& not_loc);
  Expr* make_not(const Body& body, bool braced, const Loc& loc);
  Expr* fold_logical_tail(const Operand& lhs);
  bool try_braced_lhs(Expr*& out);
  bool continue_logical(Expr*& expr, bool has_not, const Loc* with_loc, const State& start);
  bool at_negation();

  // parser_logical_errors.cc
  void error_with_on_operand(const Loc& loc, std::string_view op);
  void error_brace_led_operand(const Loc& loc, std::string_view operand, std::string_view op);
  void error_value_in_braces(const Loc& loc, std::string_view operand, const Term& term);
  void error_ambiguous_union(const Loc& loc, std::uint32_t offset, const Body& body,
                             std::string_view prefix);
  void error_body_in_parens(const Loc& loc, std::string_view braces, std::string_view prefix);
  void check_void_operand(const Body& body, std::string_view op);
  static bool is_ambiguous_union(const Body& body);

  // parser_template.cc
  Term* parse_template(bool multi_line);
  bool parse_template_literal(TemplateString& out);
  bool parse_template_expr(TemplateString& out);
  bool check_template_expr(const Expr& expr);

  // parser_rules.cc
  List<Rule*> parse_rules();
  bool finish_default_rule(Rule& rule);
  void settle_head_key(Rule& rule, bool has_if, bool& ok);
  bool parse_rule_body(Rule& rule, bool has_if);
  bool parse_if_literal(Rule& rule, bool& settled);
  bool parse_rule_else(Rule& rule);
  bool parse_chained_bodies(const Rule& first, List<Rule*>& out);
  Rule* parse_else(const Head& head);
  bool parse_else_value(Rule& rule);
  bool parse_else_body(Rule& rule, const Head& head);
  Head* copy_head(const Head& head);
  void renew_wildcard_args(Head& head);
  bool check_default_value(const Rule& rule);
  bool check_default_args(const Rule& rule);

  // parser_heads.cc
  Head* parse_head(bool is_default);
  Head* parse_head_ref();
  bool parse_head_value(Head& head, bool is_default);

  // parser_statements.cc
  bool parse_statement(std::vector<Statement>& out);
  Package* parse_package();
  bool set_package_path(Package& package, Term* term);
  Import* parse_import();
  Term* parse_import_path();
  bool check_import_root(const Term& path);
  bool parse_import_alias(Import& import);
  void check_import_tail(const Import& import);
  void apply_import(const Import& import);
  void apply_future_import(const Import& import);
  bool accept_path_start();
  bool refuse_keyword_rule_name(bool is_default);

  const SourceFile& file_;
  SyntaxArena& arena_;
  ParseOptions options_;
  bool rules_;
  Lexer lexer_;
  State s_;
  std::vector<Comment> comments_;
  const CachedTerm* cache_ = nullptr;
  SyntaxArena cache_arena_;  ///< of the terms cached in the current statement
  int depth_ = 0;
};

/// Counts nesting; false when the source nests too deeply, which has then been reported.
class Parser::DepthGuard {
 public:
  explicit DepthGuard(Parser& parser);
  ~DepthGuard() { --parser_.depth_; }
  DepthGuard(const DepthGuard&) = delete;
  DepthGuard& operator=(const DepthGuard&) = delete;
  explicit operator bool() const { return ok_; }

 private:
  Parser& parser_;
  bool ok_;
};

struct Parser::Note {
  const Note* older;
  std::string_view text;
  Loc loc;
};

}  // namespace igp::rego
