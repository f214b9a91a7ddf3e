// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Template strings: `$"text {expression} text"`.
#include "rego/syntax/json_string.h"
#include "rego/syntax/parser_impl.h"
#include "rego/syntax/print.h"

namespace igp::rego {

/// Stands at the first part; ends at the last one.
Term* Parser::parse_template(bool multi_line) {
  Loc loc = s_.loc;
  if (options_.version == RegoVersion::kV0) {
    error(loc, "template strings are not supported by current capabilities");
    return nullptr;
  }
  TemplateString* templ = arena_.make<TemplateString>();
  templ->multi_line = multi_line;
  while (true) {
    if (!parse_template_literal(*templ)) return nullptr;
    if (s_.token == Token::kTemplateEnd || s_.token == Token::kRawTemplateEnd) break;
    if (!parse_template_expr(*templ)) return nullptr;
    scan(false, multi_line ? Lexer::Mode::kRawTemplate : Lexer::Mode::kTemplate);
  }
  span(loc, loc.offset, s_.token_end);
  Term* term = make_term(TermKind::kTemplate, loc);
  term->templ = templ;
  return term;
}

/// The text of the current token; empty text is left out.
bool Parser::parse_template_literal(TemplateString& out) {
  const bool escaped = s_.token == Token::kTemplatePart || s_.token == Token::kTemplateEnd;
  const bool raw = s_.token == Token::kRawTemplatePart || s_.token == Token::kRawTemplateEnd;
  if (!escaped && !raw) {
    error(s_.loc, "expected template-string part");
    return false;
  }
  std::string_view inner =
      s_.text.size() < 2 ? std::string_view{} : s_.text.substr(1, s_.text.size() - 2);
  if (escaped && inner.contains('\\')) {
    const auto decoded = decode_json_string(inner);
    if (!decoded) {
      error(s_.loc, fmt::format("illegal template-string part: {}", s_.text));
      return false;
    }
    inner = arena_.copy(*decoded);
  }
  if (!inner.empty()) {
    out.parts.push_back(arena_, {make_text(TermKind::kString, inner, s_.loc), nullptr});
  }
  return true;
}

bool Parser::parse_template_expr(TemplateString& out) {
  const std::uint32_t comments = s_.comments;
  scan();
  const bool commented = s_.comments != comments;
  Expr* expr = parse_literal();
  if (expr == nullptr) {
    error(s_.loc, "invalid template-string expression");
    return false;
  }
  if (!check_template_expr(*expr)) return false;
  const bool constant = expr->is(ExprKind::kTerm) && expr->term->is_scalar() && !commented;
  out.parts.push_back(arena_,
                      constant ? TemplatePart{expr->term, nullptr} : TemplatePart{nullptr, expr});
  if (s_.token == Token::kRBrace) return true;
  error(s_.loc, "expected } to end template string expression");
  return false;
}

bool Parser::check_template_expr(const Expr& expr) {
  std::string_view unexpected;
  if (expr.negated) {
    unexpected = "negation ('not')";
  } else if (expr.is(ExprKind::kCall) && operator_name(*expr.op()) == "eq") {
    unexpected = "unification ('=')";
  } else if (expr.is(ExprKind::kCall) && operator_name(*expr.op()) == "assign") {
    unexpected = "assignment (':=')";
  } else if (expr.is(ExprKind::kEvery)) {
    unexpected = "'every'";
  } else if (expr.is(ExprKind::kSome)) {
    unexpected = "'some'";
  } else {
    return true;
  }
  error(expr.loc, fmt::format("unexpected {} in template-string expression", unexpected));
  return false;
}

}  // namespace igp::rego
