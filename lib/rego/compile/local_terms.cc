// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Renaming within terms, and what is said about variables that nobody reads.
#include <algorithm>
#include <utility>

#include "rego/compile/local_scopes.h"
#include "rego/syntax/print.h"
#include "rego/syntax/walk.h"

namespace igp::rego {

namespace {

bool is_root_ref(const Term& term) {
  return term.is(TermKind::kRef) && term.items.size() == 1 &&
         (term.items[0]->is_var("data") || term.items[0]->is_var("input"));
}

}  // namespace

void LocalRewriter::term(Term& node) { walk(*this, node); }

/// Renames `term`; true when what is below it is to be visited, too.
bool LocalRewriter::visit(Term& term) {
  switch (term.kind) {
    case TermKind::kVar:
      if (LocalVar* found = scopes_.find(term.text)) {
        term.text = found->name;
        ++found->count;
      } else {
        scopes_.insert(term.text, term.text, Occurrence::kSeen);
      }
      return false;
    case TermKind::kRef: {
      if (!is_root_ref(term)) return true;
      // `input` alone is a variable where one of that name was declared.
      const LocalVar* found = scopes_.find(term.items[0]->text);
      if (found != nullptr && found->occurrence != Occurrence::kSeen) {
        term.kind = TermKind::kVar;
        term.text = found->name;
        term.items = {};
      }
      return false;
    }
    case TermKind::kCall: {
      for (const std::string_view var : vars_of(*term.items[0])) {
        const LocalVar* found = scopes_.find(var);
        if (found == nullptr || found->name == var) continue;
        problem(term.loc, fmt::format("called function {} shadowed", to_text(*term.items[0])));
        break;
      }
      return true;
    }
    case TermKind::kArrayCompr:
    case TermKind::kSetCompr:
    case TermKind::kObjectCompr:
      comprehension(*term.compr);
      return false;
    default:
      return true;
  }
}

/// Targets are renamed as other terms, but `input` stays the document even where a variable of that
/// name was declared.
bool LocalRewriter::visit(With& with) {
  Term& target = *with.target;
  term(target);
  const LocalVar* shadow = scopes_.find("input");
  if (shadow != nullptr && shadow->occurrence != Occurrence::kSeen) {
    Term& head = target.is(TermKind::kRef) ? *target.items[0] : target;
    if (head.is_var(shadow->name)) {
      head.text = "input";
      if (&head == &target) {
        Terms items;
        items.push_back(context_.arena, context_.make_var("input", target.loc));
        target.kind = TermKind::kRef;
        target.text = {};
        target.items = items;
      }
    }
  }
  term(*with.value);
  return false;
}

void LocalRewriter::comprehension(Comprehension& node) {
  VarSet used = vars_of(*node.term);
  if (node.key != nullptr) used.merge(vars_of(*node.key));
  scopes_.push();
  body(node.body, used);
  if (node.key != nullptr) term(*node.key);
  term(*node.term);
  scopes_.pop();
}

void LocalRewriter::template_string(TemplateString& node) {
  for (const TemplatePart& part : node.parts) {
    if (part.expr == nullptr) continue;
    scopes_.push();
    walk(*this, *part.expr);
    scopes_.pop();
  }
}

/// `some x` without any use of x.
void LocalRewriter::check_unused(const Body& before, const Body& after, const VarSet& used) {
  if (!problems_.empty() || !unused_.empty()) return;
  const auto is_declared = [](const auto& entry) {
    return entry.second.occurrence == Occurrence::kDeclared;
  };
  if (std::ranges::none_of(scopes_.top(), is_declared)) return;
  VarSet read = vars_of(after);
  for (const std::string_view var : used) {
    const LocalVar* found = scopes_.find(var);
    read.insert(found == nullptr ? var : found->name);
  }
  // By new name, which is the order of declaration.
  std::map<std::string_view, std::string_view> idle;
  for (const auto& [var, local] : scopes_.top()) {
    const bool declared = local.occurrence == Occurrence::kDeclared;
    if (declared && !read.contains(local.name) && !used.contains(local.name) &&
        !var.starts_with("__local")) {
      idle[local.name] = var;
    }
  }
  for (const auto& [name, var] : idle) {
    const auto where = std::ranges::find_if(
        before, [var = var](Expr* expr) { return declared_vars(*expr).contains(var); });
    const Loc& loc = where == before.end() ? before[0]->loc : (*where)->loc;
    unused_.push_back(
        {DiagnosticCode::kCompile, fmt::format("declared var {} unused", var), loc.to_location()});
  }
}

/// Strict mode: `x := 1` without any use of x.
void LocalRewriter::check_unused_assigned(const Body& before, const VarSet& used) {
  if (!problems_.empty() || !unused_.empty()) return;
  std::map<std::string_view, std::string_view> idle;
  for (const auto& [var, local] : scopes_.top()) {
    if (local.occurrence == Occurrence::kAssigned && local.count <= 1 && !var.starts_with('$') &&
        !used.contains(local.name)) {
      idle[local.name] = var;
    }
  }
  for (const std::string_view var : used) {
    if (const LocalVar* found = scopes_.find(var)) idle.erase(found->name);
  }
  for (const auto& [name, var] : idle) {
    const auto where = std::ranges::find_if(
        before, [name = name](const Expr* expr) { return vars_of(*expr).contains(name); });
    const Loc& loc = where == before.end() ? before[0]->loc : (*where)->loc;
    unused_.push_back(
        {DiagnosticCode::kCompile, fmt::format("assigned var {} unused", var), loc.to_location()});
  }
}

}  // namespace igp::rego
