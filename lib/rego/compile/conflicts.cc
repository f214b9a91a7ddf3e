// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Rules that cannot be defined beside each other, beside packages, or beside base documents.
#include <algorithm>

#include "base/join.h"

#include "rego/compile/compile_context.h"
#include "rego/syntax/compare.h"
#include "rego/syntax/print.h"

namespace igp::rego {

namespace {

bool same_element(const Term& a, const Term& b) {
  const auto is_name = [](const Term& t) {
    return t.is(TermKind::kString) || t.is(TermKind::kVar);
  };
  if (is_name(a) && is_name(b)) return a.text == b.text;
  return equal(a, b);
}

std::string place_text(const Loc& loc) {
  const std::string_view file = loc.file == nullptr ? std::string_view{} : loc.file->name;
  if (file.empty()) return fmt::format("{}:{}", loc.row, loc.col);
  return fmt::format("{}:{}", file, loc.row);
}

bool has_ground_path(const Rule& rule) { return RulePath(rule).is_ground(); }

void collect(const RuleNode& node, bool functions_only, std::vector<const Rule*>& out) {
  for (const Rule* rule : node.rules) {
    if (!functions_only || !rule->head->args.empty()) out.push_back(rule);
  }
  for (const auto& child : node.children) collect(*child, functions_only, out);
}

bool is_prefix(const Rule& shorter, const Rule& longer) {
  const RulePath a(shorter);
  const RulePath b(longer);
  if (a.size() > b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!same_element(a[i], b[i])) return false;
  }
  return true;
}

/// The rules below `node`, of those that share a prefix only the shortest.
std::vector<const Rule*> rules_below(const RuleNode& node, bool functions_only) {
  std::vector<const Rule*> all;
  for (const auto& child : node.children) collect(*child, functions_only, all);
  std::vector<const Rule*> out;
  for (const Rule* rule : all) {
    const auto found = std::ranges::find_if(out, [&](const Rule* other) {
      return is_prefix(*other, *rule) || is_prefix(*rule, *other);
    });
    if (found == out.end()) {
      out.push_back(rule);
    } else if (is_prefix(*rule, **found)) {
      *found = rule;
    }
  }
  return out;
}

/// What the rules of one node are like.
struct Group {
  bool kinds_differ = false;
  bool arities_differ = false;
  int complete = 0;
  int partial = 0;
  bool sets = false;             ///< `p contains x`
  bool objects_of_sets = false;  ///< `p[k] contains x`
  std::vector<const Rule*> defaults;

  explicit Group(const std::vector<Rule*>& rules) {
    for (const Rule* rule : rules) add(*rule, *rules.front());
  }
  [[nodiscard]] bool mixed() const {
    return kinds_differ || arities_differ || (complete > 0 && partial > 0) ||
           (sets && objects_of_sets);
  }

 private:
  void add(const Rule& rule, const Rule& first) {
    kinds_differ = kinds_differ || rule.kind() != first.kind();
    arities_differ = arities_differ || rule.head->args.size() != first.head->args.size();
    if (rule.is_default) defaults.push_back(&rule);
    const bool ground = has_ground_path(rule);
    ++(rule.kind() == RuleKind::kSingleValue && ground ? complete : partial);
    if (rule.kind() == RuleKind::kMultiValue) (ground ? sets : objects_of_sets) = true;
  }
};

class ConflictChecker {
 public:
  explicit ConflictChecker(CompileContext& context) : context_(context) {}

  void check(const RuleNode& node) {
    if (!node.rules.empty()) check_rules(node);
    for (const auto& child : node.children) check(*child);
  }

  void check_packages(const std::vector<Module*>& modules) {
    for (const Module* module : modules) {
      for (const Rule* rule : module->rules) {
        if (has_ground_path(*rule)) check_package(modules, *rule);
      }
    }
  }

 private:
  void check_rules(const RuleNode& node) {
    const Rule& first = *node.rules.front();
    const auto name = [&] { return context_.path_text(*node.rules.back()); };
    const Group group(node.rules);
    const std::vector<const Rule*> below = conflicting_below(node);
    if (!below.empty()) {
      std::string message = fmt::format("rule {} conflicts with:", name());
      for (const Rule* rule : below) {
        message +=
            fmt::format("\n  rule {} at {}", context_.path_text(*rule), place_text(rule->loc));
      }
      context_.report(DiagnosticCode::kType, first.loc, std::move(message));
    } else if (group.mixed()) {
      context_.report(DiagnosticCode::kType, first.loc,
                      fmt::format("conflicting rules {} found", name()));
    } else if (group.defaults.size() > 1) {
      std::string message = fmt::format("multiple default rules {} found at ", name());
      for (const Rule* rule : group.defaults) {
        if (rule != group.defaults.front()) message += ", ";
        message += place_text(rule->loc);
      }
      context_.report(DiagnosticCode::kType, group.defaults.front()->module->package.loc,
                      std::move(message));
    }
  }

  /// A rule with one value has no rules below; one with a variable path has no functions below.
  static std::vector<const Rule*> conflicting_below(const RuleNode& node) {
    if (node.children.empty()) return {};
    const bool ground =
        std::ranges::any_of(node.rules, [](const Rule* rule) { return has_ground_path(*rule); });
    if (ground) return rules_below(node, false);
    return rules_below(node, true);
  }

  void check_package(const std::vector<Module*>& modules, const Rule& rule) {
    const RulePath path(rule);
    for (const Module* other : modules) {
      const Terms& package = other->package.path;
      if (other == rule.module || package.size() != path.size() + 1) continue;
      bool same = true;
      for (std::size_t i = 0; i < path.size(); ++i) {
        same = same && same_element(path[i], *package[i + 1]);
      }
      if (!same) continue;
      context_.report(DiagnosticCode::kType, rule.module->package.loc,
                      fmt::format("package {} conflicts with rule {} defined at {}",
                                  ref_to_text(package.suffix(1)), ref_to_text(rule.head->ref),
                                  place_text(rule.loc)));
    }
  }

  CompileContext& context_;
};

using PathExists = std::function<bool(const std::vector<std::string_view>&)>;

void check_paths(CompileContext& context, const RuleNode& node, const PathExists& exists,
                 std::vector<std::string_view>& path) {
  if (!node.key->is(TermKind::kString) && !node.key->is(TermKind::kVar)) return;
  path.push_back(node.key->text);
  if (!node.rules.empty() && exists(path)) {
    context.report(DiagnosticCode::kCompile, node.rules.front()->loc,
                   fmt::format("conflicting rule for data path {} found", join(path, "/")));
  } else {
    for (const auto& child : node.children) check_paths(context, *child, exists, path);
  }
  path.pop_back();
}

}  // namespace

void check_conflicts(CompileContext& context, const std::vector<Module*>& modules,
                     const PathExists& path_exists) {
  ConflictChecker checker(context);
  checker.check(context.rules.root());
  if (path_exists) {
    std::vector<std::string_view> path;
    for (const auto& child : context.rules.root().children) {
      check_paths(context, *child, path_exists, path);
    }
  }
  checker.check_packages(modules);
}

}  // namespace igp::rego
