// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/syntax/print.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "rego/compile/builtin_decls.h"
#include "rego/syntax/compare.h"
#include "rego/syntax/json_string.h"
#include "rego/syntax/token.h"

namespace igp::rego {

namespace {

void print(std::string& out, const Term& term);
void print(std::string& out, const Body& body);
void print(std::string& out, const Expr& expr);

template <class Range>
void print_list(std::string& out, const Range& terms) {
  bool first = true;
  for (const Term* term : terms) {
    if (!first) out += ", ";
    first = false;
    print(out, *term);
  }
}

void print_object(std::string& out, const Term& term) {
  out += '{';
  bool first = true;
  for (const ObjectItem& item : sorted_items(term)) {
    if (!first) out += ", ";
    first = false;
    print(out, *item.key);
    out += ": ";
    print(out, *item.value);
  }
  out += '}';
}

void print_set(std::string& out, const Term& term) {
  if (term.items.empty()) {
    out += "set()";
    return;
  }
  out += '{';
  print_list(out, sorted_elements(term));
  out += '}';
}

void print_call(std::string& out, const Terms& items) {
  print(out, *items[0]);
  out += '(';
  print_list(out, items.suffix(1));
  out += ')';
}

/// The head of a comprehension: operators infix and in parentheses, apart from the `|`.
void print_comprehension_term(std::string& out, const Term& term) {
  const bool binary = term.is(TermKind::kCall) && term.items.size() == 3;
  const BuiltinDecl* builtin = binary ? find_builtin(*term.items[0]) : nullptr;
  if (builtin == nullptr || builtin->infix.empty() || builtin->infix == "in") {
    print(out, term);
    return;
  }
  out += '(';
  print_comprehension_term(out, *term.items[1]);
  out += fmt::format(" {} ", builtin->infix);
  print_comprehension_term(out, *term.items[2]);
  out += ')';
}

void print_comprehension(std::string& out, const Term& term) {
  const bool array = term.is(TermKind::kArrayCompr);
  out += array ? '[' : '{';
  if (term.compr->key != nullptr) {
    print_comprehension_term(out, *term.compr->key);
    out += ": ";
  }
  print_comprehension_term(out, *term.compr->term);
  out += " | ";
  print(out, term.compr->body);
  out += array ? ']' : '}';
}

void print_template(std::string& out, const TemplateString& text) {
  out += "$\"";
  for (const TemplatePart& part : text.parts) {
    if (part.expr != nullptr) {
      out += '{';
      print(out, *part.expr);
      out += '}';
    } else if (part.term->is(TermKind::kString)) {
      const std::string quoted = quote_go_string(part.term->text);
      for (const char c : std::string_view(quoted).substr(1, quoted.size() - 2)) {
        if (c == '{') out += '\\';
        out += c;
      }
    } else {
      print(out, *part.term);
    }
  }
  out += '"';
}

bool has_control_or_backslash(std::string_view text) {
  return std::ranges::any_of(
      text, [](char c) { return c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

void print_ref_operand(std::string& out, const Term& operand) {
  if (!operand.is(TermKind::kString)) {
    out += '[';
    print(out, operand);
    out += ']';
  } else if (is_name(operand.text) && !is_v1_keyword(operand.text)) {
    out += '.';
    out += operand.text;
  } else if (has_control_or_backslash(operand.text)) {
    out += fmt::format("[{}]", quote_go_string(operand.text));
  } else {
    out += fmt::format("[\"{}\"]", operand.text);
  }
}

void print_ref(std::string& out, const Terms& ref) {
  if (ref.empty()) return;
  if (ref[0]->is(TermKind::kString)) {
    out += ref[0]->text;
  } else {
    print(out, *ref[0]);
  }
  for (const Term* operand : ref.suffix(1)) print_ref_operand(out, *operand);
}

void print(std::string& out, const Term& term) {
  switch (term.kind) {
    case TermKind::kNull:
      out += "null";
      break;
    case TermKind::kBoolean:
      out += term.boolean ? "true" : "false";
      break;
    case TermKind::kNumber:
      out += term.text;
      break;
    case TermKind::kString:
      out += quote_go_string(term.text);
      break;
    case TermKind::kVar:
      out += term.is_wildcard() ? "_" : term.text;
      break;
    case TermKind::kRef:
      out += operator_name(term);
      break;
    case TermKind::kArray:
      out += '[';
      print_list(out, term.items);
      out += ']';
      break;
    case TermKind::kSet:
      print_set(out, term);
      break;
    case TermKind::kObject:
      print_object(out, term);
      break;
    case TermKind::kArrayCompr:
    case TermKind::kSetCompr:
    case TermKind::kObjectCompr:
      print_comprehension(out, term);
      break;
    case TermKind::kCall:
      print_call(out, term.items);
      break;
    case TermKind::kTemplate:
      print_template(out, *term.templ);
      break;
  }
}

void print_operand(std::string& out, const Body& body, bool braced, bool parens) {
  const bool bare = !braced && body.size() == 1;
  if (!bare) {
    out += "{ ";
  } else if (parens) {
    out += '(';
  }
  print(out, body);
  if (!bare) {
    out += " }";
  } else if (parens) {
    out += ')';
  }
}

bool starts_with_brace(const Term& term) {
  switch (term.kind) {
    case TermKind::kObject:
    case TermKind::kObjectCompr:
    case TermKind::kSetCompr:
      return true;
    case TermKind::kSet:
      return !term.items.empty();
    case TermKind::kRef:
      return starts_with_brace(*term.items[0]);
    default:
      return false;
  }
}

/// Whether an operand must be in parentheses to be read back the same way: `or` under `and`, and
/// either of them on the right of its own kind.
bool needs_parens(const Body& body, ExprKind parent, bool right) {
  const Expr& only = *body[0];
  if (!only.with.empty()) return true;
  if (only.is(ExprKind::kOr)) return parent == ExprKind::kAnd || right;
  if (only.is(ExprKind::kAnd)) return parent == ExprKind::kAnd && right;
  return only.is(ExprKind::kTerm) && starts_with_brace(*only.term);
}

void print_logical(std::string& out, const Expr& expr) {
  const Logical& logical = *expr.logical;
  print_operand(out, logical.lhs, logical.explicit_lhs,
                needs_parens(logical.lhs, expr.kind, false));
  out += expr.is(ExprKind::kAnd) ? " and " : " or ";
  print_operand(out, logical.rhs, logical.explicit_rhs, needs_parens(logical.rhs, expr.kind, true));
}

void print_not(std::string& out, const NotBody& node) {
  out += "not ";
  if (node.explicit_body || node.body.size() != 1) {
    out += '{';
    print(out, node.body);
    out += '}';
    return;
  }
  const Expr& only = *node.body[0];
  const bool parens = !only.with.empty() || only.is(ExprKind::kAnd) || only.is(ExprKind::kOr) ||
                      (only.is(ExprKind::kTerm) && starts_with_brace(*only.term));
  print_operand(out, node.body, false, parens);
}

void print_every(std::string& out, const Every& every) {
  out += "every ";
  if (every.key != nullptr) {
    print(out, *every.key);
    out += ", ";
  }
  print(out, *every.value);
  out += " in ";
  print(out, *every.domain);
  out += " { ";
  print(out, every.body);
  out += " }";
}

void print_some(std::string& out, const SomeDecl& decl) {
  out += "some ";
  if (!decl.symbols[0]->is(TermKind::kCall)) {
    print_list(out, decl.symbols);
    return;
  }
  const Terms& call = decl.symbols[0]->items;
  print_list(out, call.prefix(call.size() - 1).suffix(1));
  out += " in ";
  print(out, *call.back());
}

void print(std::string& out, const Expr& expr) {
  if (expr.negated) out += "not ";
  switch (expr.kind) {
    case ExprKind::kTerm:
      print(out, *expr.term);
      break;
    case ExprKind::kCall:
      if (expr.terms.size() == 3 && operator_name(*expr.terms[0]) == "eq") {
        print(out, *expr.terms[1]);
        out += " = ";
        print(out, *expr.terms[2]);
      } else {
        print_call(out, expr.terms);
      }
      break;
    case ExprKind::kSome:
      print_some(out, *expr.some);
      break;
    case ExprKind::kEvery:
      print_every(out, *expr.every);
      break;
    case ExprKind::kNot:
      print_not(out, *expr.not_body);
      break;
    case ExprKind::kAnd:
    case ExprKind::kOr:
      print_logical(out, expr);
      break;
  }
  for (const With* with : expr.with) {
    out += " with ";
    print(out, *with->target);
    out += " as ";
    print(out, *with->value);
  }
}

void print(std::string& out, const Body& body) {
  bool first = true;
  for (const Expr* expr : body) {
    if (!first) out += "; ";
    first = false;
    print(out, *expr);
  }
}

}  // namespace

std::string_view kind_name(TermKind kind) {
  switch (kind) {
    case TermKind::kNull:
      return "null";
    case TermKind::kBoolean:
      return "boolean";
    case TermKind::kNumber:
      return "number";
    case TermKind::kString:
      return "string";
    case TermKind::kVar:
      return "var";
    case TermKind::kRef:
      return "ref";
    case TermKind::kArray:
      return "array";
    case TermKind::kSet:
      return "set";
    case TermKind::kObject:
      return "object";
    case TermKind::kArrayCompr:
      return "arraycomprehension";
    case TermKind::kSetCompr:
      return "setcomprehension";
    case TermKind::kObjectCompr:
      return "objectcomprehension";
    case TermKind::kCall:
      return "call";
    case TermKind::kTemplate:
      return "templatestring";
  }
  return "unknown";
}

bool is_name(std::string_view text) {
  const auto letter = [](char c) { return c == '_' || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); };
  if (text.empty() || !letter(text.front())) return false;
  return std::ranges::all_of(text, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

bool is_v1_keyword(std::string_view text) {
  return word_token(text, kKeywordsSinceV1) != Token::kIdent;
}

std::string operator_name(const Term& op) {
  if (!op.is(TermKind::kRef)) return to_text(op);
  return ref_to_text(op.items);
}

std::string ref_to_text(const Terms& ref) {
  std::string out;
  // Builtins keep their dotted name even where a part is a keyword.
  if (ref.size() > 1 && ref[0]->is(TermKind::kVar) &&
      std::ranges::all_of(ref.suffix(1), [](const Term* t) { return t->is(TermKind::kString); })) {
    out = ref[0]->text;
    for (const Term* part : ref.suffix(1)) (out += '.') += part->text;
    if (find_builtin(out) != nullptr) return out;
    out.clear();
  }
  print_ref(out, ref);
  return out;
}

std::string to_text(const Term& term) {
  std::string out;
  print(out, term);
  return out;
}

std::string to_text(const Body& body) {
  std::string out;
  print(out, body);
  return out;
}

std::string to_text(const Expr& expr) {
  std::string out;
  print(out, expr);
  return out;
}

std::string to_text(const Import& import) {
  std::string out = "import " + to_text(*import.path);
  if (!import.alias.empty()) out += fmt::format(" as {}", import.alias);
  return out;
}

}  // namespace igp::rego
