// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Local variables of whole rules: arguments, heads, else branches.
#include <utility>

#include "rego/compile/local_scopes.h"
#include "rego/syntax/walk.h"

namespace igp::rego {

namespace {

/// Gives a function's parameters new names, which all branches share.
class ParameterRewriter {
 public:
  ParameterRewriter(CompileContext& context, LocalScopes& scopes)
      : context_(context), scopes_(scopes) {}

  bool visit(Expr&) { return true; }
  bool visit(Term& term) {
    switch (term.kind) {
      case TermKind::kVar:
        rename(term);
        return false;
      case TermKind::kObject:
        for (const ObjectItem& item : *term.object) walk(*this, *item.value);
        return false;
      case TermKind::kCall:
        context_.report(DiagnosticCode::kCompile, term.loc, "rule arguments cannot contain calls");
        return false;
      case TermKind::kRef:
      case TermKind::kArray:
        return true;
      default:
        return false;
    }
  }

 private:
  void rename(Term& term) {
    if (LocalVar* found = scopes_.find(term.text)) {
      term.text = found->name;
      ++found->count;
      return;
    }
    const std::string_view name = context_.new_name();
    scopes_.insert(term.text, name, Occurrence::kArgument);
    context_.originals[name] = term.text;
    term.text = name;
  }

  CompileContext& context_;
  LocalScopes& scopes_;
};

/// Comprehensions in heads have scopes of their own and do not see the body's variables yet.
class HeadClosures {
 public:
  explicit HeadClosures(CompileContext& context) : context_(context) {}

  bool visit(Expr&) { return true; }
  bool visit(Term& term) {
    if (!term.is_comprehension() && !term.is(TermKind::kTemplate)) return true;
    LocalRewriter rewriter(context_, LocalScopes{});
    if (term.is(TermKind::kTemplate)) {
      rewriter.template_string(*term.templ);
    } else {
      rewriter.comprehension(*term.compr);
    }
    rewriter.finish();
    return false;
  }

 private:
  CompileContext& context_;
};

/// Renames in heads what the body declared.
struct HeadVars {
  const LocalScope& declared;

  bool visit(Expr&) { return true; }
  bool visit(Term& term) {
    if (term.is(TermKind::kVar)) {
      const auto found = declared.find(term.text);
      if (found != declared.end()) term.text = found->second.name;
    }
    return true;
  }
};

VarSet head_vars(const Head& head) {
  VarSet vars = vars_of(head.ref.suffix(1));
  if (head.key != nullptr) vars.merge(vars_of(*head.key));
  if (head.value != nullptr) vars.merge(vars_of(*head.value));
  return vars;
}

/// Variables called like a builtin get another name, so that later stages cannot take one for the
/// other.
void rename_builtin_names(CompileContext& context, Rule& rule, LocalScopes& scopes) {
  VarSet named = vars_of(rule.body, kSkipRefCallHead | kSkipClosures);
  named.erase_if([](std::string_view var) { return find_builtin(var) == nullptr; });
  if (named.empty()) return;
  const VarSet declared = declared_vars(rule.body);
  VarCollector withs(kSkipRefCallHead);
  for (const Expr* expr : rule.body) {
    for (const With* with : expr->with) {
      withs.add(*with->target);
      withs.add(*with->value);
    }
  }
  for (const std::string_view var : named) {
    if (declared.contains(var) || withs.vars().contains(var) || scopes.find(var) != nullptr) {
      continue;
    }
    const std::string_view name = context.new_name();
    scopes.insert(var, name, Occurrence::kSeen);
    context.originals[name] = var;
  }
}

void check_unused_arguments(CompileContext& context, const Rule& rule, const VarSet& unused) {
  for (const std::string_view arg : unused) {
    if (arg.starts_with('$')) continue;
    context.report_and_continue(
        DiagnosticCode::kCompile, rule.head->loc,
        fmt::format("unused argument {}. (hint: use _ (wildcard variable) instead)", arg));
  }
}

}  // namespace

void rewrite_locals(CompileContext& context, Rule& first) {
  VarSet unused_args;
  if (context.strict) unused_args = vars_of(first.head->args);
  LocalScopes arguments;
  ParameterRewriter parameters(context, arguments);
  walk(parameters, first.head->args);
  for_each_branch(first, [&](Rule& rule) {
    HeadClosures closures(context);
    walk(closures, rule.head->args);
    if (rule.head->key != nullptr) walk(closures, *rule.head->key);
    if (rule.head->value != nullptr) walk(closures, *rule.head->value);
    const VarSet used = head_vars(*rule.head);
    LocalScopes scopes = arguments;
    rename_builtin_names(context, rule, scopes);
    LocalRewriter rewriter(context, std::move(scopes));
    rewriter.body(rule.body, used);
    HeadVars vars{rewriter.scopes().top()};
    walk(vars, rule.head->args);
    walk(vars, rule.head->ref.suffix(1));
    if (rule.head->key != nullptr) walk(vars, *rule.head->key);
    if (rule.head->value != nullptr) walk(vars, *rule.head->value);
    unused_args.erase_if([&](std::string_view arg) {
      const LocalVar* found = rewriter.scopes().find(arg);
      return used.contains(arg) || (found != nullptr && found->count > 1);
    });
    rewriter.finish();
  });
  check_unused_arguments(context, first, unused_args);
}

void rewrite_query_locals(CompileContext& context, Body& body) {
  LocalRewriter rewriter(context, LocalScopes{});
  rewriter.body(body, {});
  // In a query nothing about unused variables is fatal for later stages, but OPA stops here.
  const std::size_t before = context.errors.size();
  rewriter.finish();
  context.fatal = context.fatal || context.errors.size() != before;
}

}  // namespace igp::rego
