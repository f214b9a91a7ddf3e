// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Planner: compiles a resolved body into a chain of steps. Which variables are bound where is known
// here, so that every unification becomes an assignment, a comparison or a destructuring.
#pragma once

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "rego/eval/constants.h"
#include "rego/eval/documents.h"
#include "rego/eval/step.h"
#include "rego/eval/steps_control.h"
#include "rego/eval/steps_document.h"
#include "rego/syntax/diagnostic.h"

namespace igp::rego {

/// What plans refer to and has no plan yet.
struct Mentioned {
  std::vector<RuleGroup*> groups;       ///< each when it was first mentioned
  std::set<const DocumentNode*> trees;  ///< all groups at and below these are
};

/// What all plans of a program share.
struct PlanContext {
  const DocumentTree& documents;
  Arena& constants;  ///< lives as long as the plans
  StepStore& steps;
  SyntaxArena& syntax;    ///< for terms made while planning
  Diagnostics& problems;  ///< rego_unsupported, and bugs of the compiler
  Mentioned& mentioned;
};

/// Plans one frame: a rule branch or a query.
class Planner {
 public:
  Planner(PlanContext& context, std::int32_t slots);

  /// The first step; valid when everything was planned.
  [[nodiscard]] const Step* first() const { return first_; }
  /// Slots of the frame, temporaries included.
  [[nodiscard]] std::int32_t slots() const { return slots_; }

  void body(const Body& body);
  void expression(const Expr& expr);
  /// Steps that compute `term`; its value is the result.
  Operand term(const Term& term);
  /// Steps that make `pattern` equal to `value`, binding what is unbound in it.
  void match(const Term& pattern, const Operand& value);
  /// As an expression of the query itself: a term's or call's value even when it is false, and an
  /// undefined operand for what has no value of its own.
  Operand query_expression(const Expr& expr, bool& has_value);

  std::int32_t new_slot();
  /// Marks a slot as having a value from the start.
  void bind(std::int32_t slot);
  [[nodiscard]] bool is_slot_bound(std::int32_t slot) const {
    return bound_[static_cast<std::size_t>(slot)];
  }
  /// Puts a step at the end.
  template <class T, class... Args>
  T* emit(Args&&... args) {
    T* step = context_.steps.make<T>(std::forward<Args>(args)...);
    step->loc = loc_;
    *tail_ = step;
    tail_ = &step->next;
    return step;
  }
  /// Whether every variable in `term` outside of comprehensions has a value.
  [[nodiscard]] bool is_bound(const Term& term) const;
  /// Whether `term` can be matched against any value: no references or calls in it.
  [[nodiscard]] static bool is_pattern(const Term& term);

 private:
  // A chain of its own, planned by `make` and ended by it, in which new bindings are local.
  template <class Make>
  const Step* chain(Make make);

  void core(const Expr& expr);
  void call_expression(const Expr& expr);
  // How many arguments `op` takes; `given` when it takes any number.
  [[nodiscard]] std::size_t arity_of(const Term& op, std::size_t given) const;
  void some(const SomeDecl& decl);
  void some_in(const Term& call);
  void every(const Every& every);
  void print(const Expr& expr);
  const Step* stop_chain(const Body& body);

  void with(const std::vector<const With*>& list);
  void with_target(const With& with, Replacement& out);

  void unify(const Term& a, const Term& b);
  bool unify_once(const Term& a, const Term& b);
  bool unify_objects(const Term& a, const Term& b);
  void match_array(const Term& pattern, const Operand& value);
  void match_object(const Term& pattern, const Operand& value);
  [[nodiscard]] bool is_unbound_var(const Term& term) const;
  void assign(const Term& var, const Operand& value);

  [[nodiscard]] Value constant(const Term& term) const {
    return constant_value(term, context_.constants);
  }
  Operand variable(const Term& term);
  Operand composite(const Term& term);
  Operand object(const Term& term);
  Operand comprehension(const Term& term);
  void plan_index(ComprehensionStep& step, const Term& node, Kind kind);
  Operand call(const Term& op, const Term* const* arguments, std::size_t count);
  Operand template_string(const Term& term);

  Operand reference(const Term& ref);
  Operand input_reference(const Term& ref);
  Operand data_reference(const Term& ref);
  Operand group_reference(const Term& ref, RuleGroup& group, std::size_t next);
  Operand base_reference(const Term& ref, const DocumentNode& node, std::size_t next);
  Operand tree_reference(const Term& ref, const DocumentNode& node, std::size_t next);
  Operand tail_reference(Operand from, const Term& ref, std::size_t next);
  // Every group that a step can come to must be mentioned, or it would have no plans.
  void mention(RuleGroup& group);
  void mention_all(const DocumentNode& node);
  // The operands of a reference that are not simple get slots first.
  Terms simple_items(const Term& ref);

  void unsupported(std::string message, const Loc& loc);
  void unbound(const Term& term);

  PlanContext& context_;
  std::int32_t slots_;
  std::vector<bool> bound_;
  const Step* first_ = nullptr;
  const Step** tail_ = &first_;
  Loc loc_;
};

template <class Make>
const Step* Planner::chain(Make make) {
  const Step* first = nullptr;
  const Step** const outer_tail = tail_;
  const std::vector<bool> outer_bound = bound_;
  tail_ = &first;
  make();
  tail_ = outer_tail;
  // Slots made meanwhile stay marked: nobody else uses them.
  std::copy(outer_bound.begin(), outer_bound.end(), bound_.begin());
  return first;
}

/// Plans the mentioned groups and those that they mention in turn. When there are problems, none of
/// them has plans afterwards.
void plan_mentioned(PlanContext& context);

}  // namespace igp::rego
