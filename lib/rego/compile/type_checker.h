// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// TypeChecker: finds what can never hold, as OPA does when it compiles. Included by the files of
// this folder only.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "rego/compile/compile_context.h"
#include "rego/compile/dependencies.h"
#include "rego/types/signature.h"
#include "rego/types/type.h"
#include "rego/types/type_tree.h"
#include "rego/types/unifies.h"

namespace igp::rego {

/// A finding that may turn out to follow from another one.
struct TypeError {
  Diagnostic diagnostic;
  /// Something in the expression is of unknown type, as after another error.
  bool from_unknown = false;
};
using TypeErrors = std::vector<TypeError>;

/// Checks bodies of one compilation after variables have slots. Variables keep the names that the
/// compiler gave them; only errors show the user's.
///
/// Types are inferred from left to right. What closures infer about their own variables is
/// forgotten at their end.
class TypeChecker {
 public:
  /// `rules`: the types of the rules so far. `dependencies` finds the rules that depend on what a
  /// `with` replaces.
  TypeChecker(CompileContext& context, TypeNode& rules,
              std::function<std::vector<Rule*>(const std::vector<Rule*>&)> dependents);

  /// Checks the rule and adds its type to those of the rules.
  void check_rule(Rule& rule);
  void check_query(const Body& body, std::int32_t slots);

 private:
  /// The documents that the modifiers of an expression replace, by their types.
  struct Layer {
    TypeNode* data = nullptr;
    TypeNode* input = nullptr;

    /// Null where nothing is known.
    [[nodiscard]] const TypeNode* root(const Terms& ref) const {
      const TypeNode* node = ref[0]->text == "data" ? data : input;
      const bool known = node != nullptr && (node->value != nullptr || !node->children.empty());
      return known ? node : nullptr;
    }
  };
  struct Binding {
    const Type* type = nullptr;
    bool bound = false;  ///< perhaps to an unknown type
  };
  struct Change {
    std::size_t slot;
    Binding before;
  };
  /// What a comprehension was found to be when the variables and layers were in a state.
  struct Known {
    std::uint64_t state = 0;
    const Type* type = nullptr;
    bool fine = false;
  };
  class Scope;
  class RefVisitor;

  // type_check.cc
  void start(const Body& body, std::int32_t slots);
  void check_body(const Body& body, TypeErrors& errors);
  void check_in_body(Expr& expr, TypeErrors& errors);
  void check_closures(Expr& expr, TypeErrors& errors);
  const Type* check_comprehension(const Term& term, TypeErrors& errors);
  std::size_t push_layers(const Expr& expr);
  TypeNode* relaxed_dependents(const Terms& target, bool is_function);
  const Type* rule_type(const Rule& rule);
  const Type* nested_object(const Terms& path, const Type* type);
  std::vector<const Term*> path_of(const Rule& rule, std::size_t size);

  // type_check_terms.cc
  const Type* type_of(const Term& term);
  const Type* type_of_var(const Term& var);
  const Type* type_of_ref(const Terms& ref);
  const Type* type_of_document(const Terms& ref);
  const Type* type_of_object(const Term& term);
  const Type* type_of_comprehension(const Term& term);
  const Type* builtin_type(const BuiltinDecl& builtin);
  const Type* select_path(const Type* type, const Terms& ref, std::size_t at);
  void bind(const Term& var, const Type* type);

  // type_check_calls.cc
  bool check_call(const Expr& expr, TypeErrors& errors);
  bool check_withs(const Expr& expr, TypeErrors& errors);
  bool check_member(const Expr& expr, bool with_key, TypeErrors& errors);
  bool check_member_operand(const Expr& expr, const Term& term, const Type* type,
                            TypeErrors& errors);
  bool check_function(const Expr& expr, TypeErrors& errors);
  List<const Type*> types_of(const Terms& terms);
  bool check_equation(const Expr& expr, TypeErrors& errors);
  bool unify_terms(const Term& a, const Type* type_a, const Term& b, const Type* type_b);
  bool unify_arrays(const Term& a, const Term& b);
  bool unify_objects(const Term& a, const Term& b);
  bool unify(const Term& term, const Type* type, bool add);
  bool unify_collection(const Term& term, const Type* type, bool add);
  bool unify_object(const Term& term, const Type& type, bool add);

  // type_check_refs.cc
  void check_ref(const Terms& ref, TypeErrors& errors);
  bool check_document(std::size_t layers, const Terms& ref, TypeErrors& errors);
  bool check_local(const Terms& ref, TypeErrors& errors);
  bool check_node(std::size_t layer, const TypeNode& node, const Terms& ref, std::size_t at,
                  TypeErrors& errors);
  bool check_path(const Type* type, const Terms& ref, std::size_t at, TypeErrors& errors);
  bool check_empty(const Type* type, const Terms& ref, std::size_t at, TypeErrors& errors);

  // type_check_errors.cc
  bool report(const Loc& loc, std::string message, std::vector<std::string> details,
              bool from_unknown, TypeErrors& errors);
  bool report_arguments(const Expr& expr, std::string_view problem, const List<const Type*>& have,
                        TypeErrors& errors);
  bool report_match(const Expr& expr, const Type* left, const Type* right, TypeErrors& errors);
  /// What an element should have been: of a type, or one of some keys.
  struct Wanted {
    const Type* type = nullptr;
    std::vector<const Term*> one_of = {};
  };
  bool report_element(const Terms& ref, std::size_t at, const Type* have, Wanted want,
                      TypeErrors& errors);
  bool report_no_elements(const Terms& ref, std::size_t at, const Type* have, TypeErrors& errors);
  void show(Term& term, bool in_call);
  Terms shown(const Terms& ref);
  Signature signature_of(const Expr& expr);

  CompileContext& context_;
  TypeFactory types_;
  TypeMatcher matcher_;
  TypeNode& rules_;
  std::function<std::vector<Rule*>(const std::vector<Rule*>&)> dependents_;
  std::vector<Layer> layers_;  ///< the last one counts first; the first one is of the rules
  std::vector<Binding> vars_;  ///< by slot
  std::vector<Change> changes_;
  std::uint64_t state_ = 0;  ///< of variables and layers
  std::uint64_t last_state_ = 0;
  std::unordered_map<const Term*, Known> comprehensions_;
  std::vector<const Type*> builtins_;  ///< by index
  std::map<std::string, TypeNode*> relaxed_;
  const Body* body_ = nullptr;  ///< all of the rule or query that is checked
};

/// What was inferred about variables is forgotten at the end.
class TypeChecker::Scope {
 public:
  explicit Scope(TypeChecker& checker)
      : checker_(checker), changes_(checker.changes_.size()), state_(checker.state_) {}
  ~Scope() {
    while (checker_.changes_.size() > changes_) {
      const Change& change = checker_.changes_.back();
      checker_.vars_[change.slot] = change.before;
      checker_.changes_.pop_back();
    }
    checker_.state_ = state_;
  }
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

 private:
  TypeChecker& checker_;
  std::size_t changes_;
  std::uint64_t state_;
};

}  // namespace igp::rego
