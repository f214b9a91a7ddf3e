// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The scopes of local variables while they get names of their own. Included by locals*.cc only.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "rego/compile/compile_context.h"

namespace igp::rego {

/// How a name first occurred in a scope.
enum class Occurrence : std::uint8_t { kNew, kArgument, kSeen, kAssigned, kDeclared };

struct LocalVar {
  std::string_view name;  ///< the new name; the old one for variables that were only seen
  Occurrence occurrence = Occurrence::kNew;
  int count = 0;  ///< uses, the declaration included
};

using LocalScope = std::map<std::string_view, LocalVar>;

class LocalScopes {
 public:
  LocalScopes() : scopes_(1) {}

  void push() { scopes_.emplace_back(); }
  void pop() { scopes_.pop_back(); }
  [[nodiscard]] LocalScope& top() { return scopes_.back(); }

  void insert(std::string_view old_name, std::string_view new_name, Occurrence occurrence) {
    scopes_.back()[old_name] = {new_name, occurrence, 1};
  }

  /// The innermost declaration of `var`, or null.
  [[nodiscard]] LocalVar* find(std::string_view var) {
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
      const auto found = scope->find(var);
      if (found != scope->end()) return &found->second;
    }
    return nullptr;
  }

  [[nodiscard]] Occurrence occurrence_here(std::string_view var) const {
    const auto found = scopes_.back().find(var);
    return found == scopes_.back().end() ? Occurrence::kNew : found->second.occurrence;
  }

 private:
  std::vector<LocalScope> scopes_;
};

/// Renames the variables of one rule or query. Bodies lose their `some` declarations, and `:=`
/// becomes `=`.
class LocalRewriter {
 public:
  LocalRewriter(CompileContext& context, LocalScopes scopes)
      : context_(context), scopes_(std::move(scopes)) {}

  /// `used` are the variables that the surroundings of the body read (a comprehension's head).
  void body(Body& body, const VarSet& used);
  void comprehension(Comprehension& node);
  /// Renames within a term.
  void term(Term& term);
  void template_string(TemplateString& node);

  [[nodiscard]] LocalScopes& scopes() { return scopes_; }
  /// Findings are reported by finish(), those about unused variables last.
  void finish();

  // For walk().
  bool visit(Term& term);
  bool visit(Expr&) { return true; }
  bool visit(With& with);

 private:
  Expr* statement(Expr* expr);
  Expr* renamed(Expr* expr);
  Expr* assignment(Expr* expr);
  void assign_to(Term& target);
  Expr* some(Expr* expr);
  Expr* some_in(Expr* expr, const Terms& call);
  Expr* every(Expr* expr);
  bool every_var(Term*& var, const Loc& loc);
  Expr* not_body(Expr* expr);
  Expr* logical(Expr* expr);
  void operand(Body& body, bool braced, std::string_view problem);
  void implied_body(Body& body, std::string_view problem);
  void nested_body(Body& body);
  /// The new name, or nothing after reporting that the name is taken.
  std::optional<std::string_view> declare(std::string_view var, Occurrence how, const Loc& loc);
  void problem(const Loc& loc, std::string message);
  void check_unused(const Body& before, const Body& after, const VarSet& used);
  void check_unused_assigned(const Body& before, const VarSet& used);

  CompileContext& context_;
  LocalScopes scopes_;
  Diagnostics problems_;
  Diagnostics unused_;
};

}  // namespace igp::rego
