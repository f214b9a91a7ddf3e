// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Types of rules and bodies.
#include <algorithm>

#include "base/limits.h"
#include "rego/compile/compiler.h"
#include "rego/compile/type_checker.h"
#include "rego/syntax/compare.h"
#include "rego/syntax/print.h"
#include "rego/syntax/walk.h"

namespace igp::rego {

TypeChecker::TypeChecker(CompileContext& context, TypeNode& rules,
                         std::function<std::vector<Rule*>(const std::vector<Rule*>&)> dependents)
    : context_(context),
      types_(context.arena),
      matcher_(types_, limits::kRegoTypeSteps),
      rules_(rules),
      dependents_(std::move(dependents)),
      layers_{{.data = &rules}},
      builtins_(builtin_decls().size()) {}

void TypeChecker::start(const Body& body, std::int32_t slots) {
  body_ = &body;
  vars_.assign(static_cast<std::size_t>(slots), {});
  changes_.clear();
  comprehensions_.clear();
}

void TypeChecker::check_query(const Body& body, std::int32_t slots) {
  start(body, slots);
  TypeErrors errors;
  check_body(body, errors);
  for (TypeError& error : errors) {
    context_.errors.push_back(std::move(error.diagnostic));
    context_.fatal = true;
  }
}

/// The first `size` elements of the rule's path below `data`.
std::vector<const Term*> TypeChecker::path_of(const Rule& rule, std::size_t size) {
  const RulePath path(rule);
  std::vector<const Term*> out;
  out.reserve(size);
  for (std::size_t i = 0; i < size; ++i) out.push_back(&path[i]);
  Term* name = context_.arena.make<Term>(*rule.head->ref[0]);
  name->kind = TermKind::kString;
  out[path.size() - rule.head->ref.size()] = name;
  return out;
}

/// The type of the partial object that has values of `type` at the variable `path`.
const Type* TypeChecker::nested_object(const Terms& path, const Type* type) {
  if (path.empty()) return type;
  const Type* value = nested_object(path.suffix(1), type);
  if (value == nullptr) return nullptr;
  const Type* key = type_of(*path.front());
  return key == nullptr ? nullptr : types_.object(List<TypeProperty>{}, key, value);
}

const Type* TypeChecker::rule_type(const Rule& rule) {
  const Head& head = *rule.head;
  if (!head.args.empty()) {
    // What the body says nothing about may be anything.
    TermVisitor unused{[this](Term& term) {
      if (term.is(TermKind::kVar) && type_of_var(term) == nullptr) bind(term, any_type());
      return true;
    }};
    walk(unused, head.args);
    List<const Type*> parameters;
    parameters.reserve(types_.arena(), head.args.size());
    for (const Term* arg : head.args) parameters.push_back(types_.arena(), type_of(*arg));
    return types_.function(parameters, type_of(*head.value));
  }
  const RulePath path(rule);
  const std::size_t package = path.size() - head.ref.size();
  const Terms open = head.ref.suffix(path.ground_prefix() - package);
  if (rule.kind() == RuleKind::kSingleValue) return nested_object(open, type_of(*head.value));
  const Type* element = type_of(*head.key);
  return element == nullptr ? nullptr : nested_object(open, types_.set(element));
}

void TypeChecker::check_rule(Rule& rule) {
  start(rule.body, rule.slots);
  TypeErrors errors;
  if (!matcher_.exhausted()) check_body(rule.body, errors);
  const RulePath path(rule);
  if (!errors.empty() || matcher_.exhausted()) {
    // Those who refer to it shall not get errors, too.
    rules_.at(context_.arena, path_of(rule, path.size())).value = any_type();
    for (TypeError& error : errors) context_.errors.push_back(std::move(error.diagnostic));
    return;
  }
  const Type* type = rule_type(rule);
  if (type != nullptr) insert(types_, rules_, path_of(rule, path.ground_prefix()), type);
}

void TypeChecker::check_body(const Body& body, TypeErrors& errors) {
  for (Expr* expr : body) check_in_body(*expr, errors);
}

/// Visits the references of an expression, without those in comprehensions.
class TypeChecker::RefVisitor {
 public:
  RefVisitor(TypeChecker& checker, TypeErrors& errors) : checker_(checker), errors_(errors) {}

  bool visit(Term& term) {
    if (term.is_comprehension()) return false;
    if (!term.is(TermKind::kRef)) return !term.is_scalar();
    const bool is_input = term.items[0]->is_var("input");
    if (!is_input && is_a(checker_.type_of_ref(term.items), TypeKind::kFunction)) {
      // Functions are only ever called or replaced.
      checker_.report_no_elements(term.items, term.items.size() - 1,
                                  checker_.type_of_ref(term.items), errors_);
      return false;
    }
    checker_.check_ref(term.items, errors_);
    return true;
  }
  bool visit(Expr& expr) {
    switch (expr.kind) {
      case ExprKind::kCall:
        walk(*this, expr.terms.suffix(1));
        return false;
      case ExprKind::kTerm:
        walk(*this, *expr.term);
        return false;
      case ExprKind::kNot:
        walk(*this, expr.not_body->body);
        return false;
      default:
        return true;
    }
  }

 private:
  TypeChecker& checker_;
  TypeErrors& errors_;
};

void TypeChecker::check_in_body(Expr& expr, TypeErrors& errors) {
  if (!matcher_.step()) return;
  const std::uint64_t outside = state_;
  const std::size_t pushed = expr.with.empty() ? 0 : push_layers(expr);
  const std::uint64_t inside = state_;
  const std::size_t before = errors.size();
  check_closures(expr, errors);
  RefVisitor refs(*this, errors);
  walk(refs, expr);
  const bool had_errors = errors.size() > before;
  TypeErrors own;
  if (!check_withs(expr, own) || (expr.is(ExprKind::kCall) && !check_call(expr, own))) {
    // An unknown type most likely follows from what was found within the expression.
    const bool skip = had_errors && own.front().from_unknown;
    if (!skip) errors.push_back(std::move(own.front()));
  }
  if (pushed > 0) {
    layers_.resize(layers_.size() - pushed);
    state_ = state_ == inside ? outside : ++last_state_;  // variables stay as they are
  }
}

namespace {

/// Comprehensions in calls are operands of their own or within collections; what was in a reference
/// has moved to an expression of its own.
bool may_have_closures(const Expr& expr) {
  const auto is_plain = [](const Term* term) {
    return term->is_scalar() || term->is(TermKind::kVar) || term->is(TermKind::kRef);
  };
  if (expr.is(ExprKind::kTerm)) return !is_plain(expr.term);
  if (!expr.is(ExprKind::kCall)) return true;
  return !std::ranges::all_of(expr.terms.suffix(1), is_plain) ||
         !std::ranges::all_of(expr.with, [&](const With* with) { return is_plain(with->value); });
}

}  // namespace

/// Checks the bodies of comprehensions, also of those within others, in the present state.
void TypeChecker::check_closures(Expr& expr, TypeErrors& errors) {
  if (!may_have_closures(expr)) return;
  TypeErrors found;
  TermVisitor visitor{[&](Term& term) {
    if (!term.is_comprehension()) return !term.is_scalar();
    TypeErrors own;
    check_comprehension(term, own);
    if (own.empty()) return true;
    found = std::move(own);
    return false;
  }};
  walk(visitor, expr);
  for (TypeError& error : found) errors.push_back(std::move(error));
}

const Type* TypeChecker::check_comprehension(const Term& term, TypeErrors& errors) {
  Known& known = comprehensions_[&term];
  if (known.fine && known.state == state_) return known.type;
  const std::uint64_t state = state_;
  const Scope scope(*this);
  check_body(term.compr->body, errors);
  const Type* type = nullptr;
  if (errors.empty()) {
    const Type* element = type_of(*term.compr->term);
    switch (term.kind) {
      case TermKind::kArrayCompr:
        type = types_.array({}, element);
        break;
      case TermKind::kSetCompr:
        type = types_.set(element);
        break;
      default:
        type = types_.object(List<TypeProperty>{}, type_of(*term.compr->key), element);
        break;
    }
  }
  comprehensions_[&term] = {.state = state, .type = type, .fine = errors.empty()};
  return type;
}

/// The rules that read what is replaced may have any type. Null where there are none.
TypeNode* TypeChecker::relaxed_dependents(const Terms& target, bool is_function) {
  if (!target[0]->is_var("data")) return nullptr;
  std::string key = ref_to_text(target);
  if (is_function) key += "()";
  const auto known = relaxed_.find(key);
  if (known != relaxed_.end()) return known->second;
  TypeNode* tree = nullptr;
  for (const Rule* rule : dependents_(rules_matching(context_.rules, target))) {
    const std::vector<const Term*> path = path_of(*rule, RulePath(*rule).ground_prefix());
    const auto is_target = [&] {
      if (path.size() + 1 != target.size()) return false;
      for (std::size_t i = 0; i < path.size(); ++i) {
        if (!equal(*path[i], *target[i + 1])) return false;
      }
      return true;
    };
    if (is_function && is_target()) continue;
    if (tree == nullptr) tree = context_.arena.make<TypeNode>();
    tree->at(context_.arena, path).value = any_type();
  }
  return relaxed_.emplace(std::move(key), tree).first->second;
}

/// Replaced documents may have the type of what replaces them, too. The number of layers.
std::size_t TypeChecker::push_layers(const Expr& expr) {
  std::vector<Layer> pushed;
  Layer targets;
  for (const With* with : expr.with) {
    if (!with->target->is(TermKind::kRef)) continue;
    const Terms& target = with->target->items;
    const Type* type = type_of_ref(target);
    const bool is_function = is_a(type, TypeKind::kFunction);
    if (TypeNode* tree = relaxed_dependents(target, is_function)) pushed.push_back({.data = tree});
    if (is_function) continue;
    std::vector<const Term*> path;
    while (path.size() + 1 < target.size() && is_constant(*target[path.size() + 1])) {
      path.push_back(target[path.size() + 1]);
    }
    const Type* replaced = any_type();
    const bool whole = path.size() + 1 == target.size();
    if (whole && type != nullptr && !is_anything(type)) {
      const Type* value = type_of(*with->value);
      const Type* either = value == nullptr ? nullptr : types_.either(type, value);
      if (either != nullptr) replaced = either;
    }
    TypeNode*& root = target[0]->is_var("data") ? targets.data : targets.input;
    if (root == nullptr) root = context_.arena.make<TypeNode>();
    root->at(context_.arena, path).value = replaced;
  }
  if (targets.data != nullptr || targets.input != nullptr) pushed.push_back(targets);
  layers_.insert(layers_.end(), pushed.begin(), pushed.end());
  if (!pushed.empty()) state_ = ++last_state_;
  return pushed.size();
}

void check_types(CompileContext& context, DependencyGraph& graph, TypeNode& rules) {
  TypeChecker checker(context, rules, [&graph](const std::vector<Rule*>& start) {
    return graph.with_dependents(start);
  });
  for (Rule* rule : graph.sorted()) checker.check_rule(*rule);
}

void check_query_types(CompileContext& context, const CompiledModules& program, const Query& query,
                       const std::vector<Module*>& modules) {
  TypeChecker checker(context, *program.types, [&](const std::vector<Rule*>& start) {
    return DependencyGraph(program.rules, modules).with_dependents(start);
  });
  checker.check_query(query.body, query.slots);
}

}  // namespace igp::rego
