// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Names of rules and imports become full references: `p` in package a.b becomes `data.a.b.p`.
#include <algorithm>
#include <map>
#include <vector>

#include "rego/compile/compile_context.h"
#include "rego/syntax/compare.h"
#include "rego/syntax/print.h"
#include "rego/syntax/walk.h"

namespace igp::rego {

namespace {

/// What a name stands for: the elements of a reference.
using Globals = std::map<std::string_view, Terms>;

bool is_root_ref(const Term& term) {
  return term.is(TermKind::kRef) && term.items.size() == 1 &&
         (term.items[0]->is_var("data") || term.items[0]->is_var("input"));
}

/// Of equal keys the last value counts and stands with the first key. The other values are neither
/// checked nor evaluated, so that `{"a": 1 / 0, "a": 2}` has a value.
void drop_repeated_keys(List<ObjectItem>& items) {
  std::vector<ObjectItem*> sorted;
  for (ObjectItem& item : items) sorted.push_back(&item);
  std::ranges::stable_sort(sorted, [](const ObjectItem* a, const ObjectItem* b) {
    return compare(*a->key, *b->key) < 0;
  });
  ObjectItem* first = nullptr;
  for (ObjectItem* item : sorted) {
    if (first == nullptr || !equal(*first->key, *item->key)) {
      first = item;
    } else {
      first->value = item->value;
      item->key = nullptr;
    }
  }
  const auto rest = std::ranges::remove(items, nullptr, &ObjectItem::key);
  items = items.prefix(items.size() - rest.size());
}

class Resolver {
 public:
  Resolver(CompileContext& context, Globals globals)
      : context_(context), globals_(std::move(globals)) {}

  void rule(Rule& rule);
  [[nodiscard]] bool used(std::string_view name) const { return used_.contains(name); }
  void query(Body& body_) {
    hidden_.push_back(declared_vars(body_));
    body(body_);
  }

 private:
  [[nodiscard]] const Terms* global(const Term& var) {
    const auto found = globals_.find(var.text);
    if (found == globals_.end()) return nullptr;
    const bool hidden =
        std::ranges::any_of(hidden_, [&](const VarSet& vars) { return vars.contains(var.text); });
    if (hidden) return nullptr;
    used_.insert(var.text);
    return &found->second;
  }

  /// The reference that a name stands for, at the place of the name, and what follows it there.
  Terms copy_at(const Terms& path, const Loc& loc, const Terms& rest) {
    Terms out;
    out.reserve(context_.arena, path.size() + rest.size());
    for (const Term* part : path) {
      Term* copy = clone(context_.arena, part);
      copy->loc = loc;
      out.push_back(context_.arena, copy);
    }
    for (Term* part : rest) out.push_back(context_.arena, part);
    return out;
  }

  void term(Term& node);
  void terms(const Terms& list) {
    for (Term* node : list) term(*node);
  }
  void ref(Term& node);
  void comprehension(Comprehension& node);
  void expr(Expr& node);
  void body(const Body& list) {
    for (Expr* node : list) expr(*node);
  }
  bool arguments(Rule& rule, VarSet& vars);

  CompileContext& context_;
  Globals globals_;
  VarSet used_;
  std::vector<VarSet> hidden_;  ///< names that local declarations hide
};

void Resolver::term(Term& node) {
  switch (node.kind) {
    case TermKind::kVar:
      if (const Terms* path = global(node)) {
        node.items = copy_at(*path, node.loc, {});
        node.kind = TermKind::kRef;
        node.text = {};
      }
      return;
    case TermKind::kRef:
      ref(node);
      return;
    case TermKind::kArray:
    case TermKind::kSet:
    case TermKind::kCall:
      terms(node.items);
      return;
    case TermKind::kObject:
      for (const ObjectItem& item : *node.object) {
        term(*item.key);
        term(*item.value);
      }
      drop_repeated_keys(*node.object);
      return;
    case TermKind::kArrayCompr:
    case TermKind::kSetCompr:
    case TermKind::kObjectCompr:
      comprehension(*node.compr);
      return;
    case TermKind::kTemplate:
      for (const TemplatePart& part : node.templ->parts) {
        if (part.expr != nullptr) expr(*part.expr);
      }
      return;
    default:
      return;
  }
}

void Resolver::ref(Term& node) {
  Term& head = *node.items[0];
  const Terms rest = node.items.suffix(1);
  for (Term* part : rest) {
    if (!part->is(TermKind::kTemplate)) term(*part);
  }
  if (!head.is(TermKind::kVar)) {
    term(head);
    return;
  }
  const Terms* path = global(head);
  if (path == nullptr) return;
  node.items = copy_at(*path, head.loc, rest);
}

void Resolver::comprehension(Comprehension& node) {
  hidden_.push_back(declared_vars(node.body));
  if (node.key != nullptr) term(*node.key);
  term(*node.term);
  body(node.body);
  hidden_.pop_back();
}

void Resolver::expr(Expr& node) {
  switch (node.kind) {
    case ExprKind::kTerm:
      term(*node.term);
      break;
    case ExprKind::kCall:
      terms(node.terms);
      break;
    case ExprKind::kSome:
      if (node.some->symbols[0]->is(TermKind::kCall)) terms(node.some->symbols[0]->items);
      break;
    case ExprKind::kEvery: {
      VarSet own = vars_of(*node.every->value);
      if (node.every->key != nullptr) own.merge(vars_of(*node.every->key));
      hidden_.push_back(std::move(own));
      term(*node.every->domain);
      body(node.every->body);
      hidden_.pop_back();
      break;
    }
    case ExprKind::kNot:
      body(node.not_body->body);
      break;
    case ExprKind::kAnd:
    case ExprKind::kOr:
      body(node.logical->lhs);
      body(node.logical->rhs);
      break;
  }
  for (With* with : node.with) {
    term(*with->target);
    term(*with->value);
  }
}

/// Collects the variables that arguments bind; arguments must not be called `data` or `input`.
bool Resolver::arguments(Rule& rule, VarSet& vars) {
  bool ok = true;
  const auto visit = [&](auto&& self, const Term& node) -> void {
    switch (node.kind) {
      case TermKind::kVar:
        vars.insert(node.text);
        return;
      case TermKind::kRef:
        if (is_root_ref(node)) {
          if (ok) {
            context_.report(DiagnosticCode::kCompile, rule.loc,
                            fmt::format("args must not shadow {} (use a different variable name)",
                                        to_text(node)));
          }
          ok = false;
          return;
        }
        [[fallthrough]];
      case TermKind::kArray:
        for (const Term* item : node.items) self(self, *item);
        return;
      case TermKind::kObject:
        for (const ObjectItem& item : *node.object) self(self, *item.value);
        return;
      default:
        return;
    }
  };
  for (const Term* arg : rule.head->args) visit(visit, *arg);
  return ok;
}

void Resolver::rule(Rule& rule) {
  VarSet own;
  if (!arguments(rule, own)) return;
  hidden_ = {std::move(own), declared_vars(rule.body)};
  terms(rule.head->ref.suffix(1));
  if (rule.head->key != nullptr) term(*rule.head->key);
  if (rule.head->value != nullptr) term(*rule.head->value);
  body(rule.body);
  hidden_.clear();
}

std::string_view import_name(const Terms& path, std::string_view alias) {
  return alias.empty() ? path.back()->text : alias;
}

/// The rules of all modules of a package.
void add_exports(CompileContext& context, Globals& globals, const Terms& package,
                 const std::vector<Module*>& all) {
  for (const Module* module : all) {
    if (!equal(module->package.path, package)) continue;
    for (const Rule* rule : module->rules) {
      const Term& name = *rule->head->ref[0];
      if (globals.contains(name.text)) continue;
      Terms path;
      path.reserve(context.arena, package.size() + 1);
      for (Term* part : package) path.push_back(context.arena, part);
      Term* last = context.make_var(name.text, name.loc);
      last->kind = TermKind::kString;
      path.push_back(context.arena, last);
      globals[name.text] = path;
    }
  }
}

bool is_language_import(const Terms& path) {
  return path[0]->is_var("future") || path[0]->is_var("rego");
}

}  // namespace

void resolve_module(CompileContext& context, Module& module, const std::vector<Module*>& all) {
  Globals globals;
  add_exports(context, globals, module.package.path, all);
  for (const Import* import : module.imports) {
    const Terms& path = import->path->items;
    if (!is_language_import(path)) globals[import_name(path, import->alias)] = path;
  }
  Resolver resolver(context, std::move(globals));
  for (Rule* first : module.rules) {
    for_each_branch(*first, [&](Rule& rule) { resolver.rule(rule); });
  }
  if (!context.strict) return;
  for (const Import* import : module.imports) {
    const Terms& path = import->path->items;
    if (is_language_import(path) || resolver.used(import_name(path, import->alias))) continue;
    context.report_and_continue(DiagnosticCode::kCompile, import->loc,
                                fmt::format("{} unused", to_text(*import)));
  }
}

void resolve_query(CompileContext& context, Body& body, const Terms& package,
                   const std::vector<Terms>& imports, const std::vector<Module*>& all) {
  Globals globals;
  if (!package.empty()) add_exports(context, globals, package, all);
  for (const Terms& path : imports) {
    if (!is_language_import(path)) globals[import_name(path, {})] = path;
  }
  Resolver(context, std::move(globals)).query(body);
}

}  // namespace igp::rego
