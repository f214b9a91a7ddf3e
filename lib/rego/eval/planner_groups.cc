// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Planning of rules and of the groups they form.
#include <algorithm>

#include "rego/compile/rule_tree.h"
#include "rego/eval/constants.h"
#include "rego/eval/planner.h"
#include "rego/eval/rule_index.h"
#include "rego/eval/sinks.h"
#include "rego/syntax/walk.h"

namespace igp::rego {

namespace {

/// Whether `pattern` can be matched before the body has run: to look for an object's member its key
/// must be known.
bool has_fixed_keys(const Term& pattern) {
  switch (pattern.kind) {
    case TermKind::kArray:
      return std::ranges::all_of(pattern.items,
                                 [](const Term* item) { return has_fixed_keys(*item); });
    case TermKind::kObject:
      return std::ranges::all_of(*pattern.object, [](const ObjectItem& item) {
        return is_ground(*item.key) && has_fixed_keys(*item.value);
      });
    default:
      return true;
  }
}

class GroupPlanner {
 public:
  GroupPlanner(PlanContext& context, RuleGroup& group) : context_(context), group_(group) {}

  void run() {
    std::vector<IndexedRule> indexed;
    for (const Rule* rule : group_.rules) {
      const RulePlan* plan = branches(*rule);
      group_.plans.push_back(plan);
      indexed.push_back({plan, index_tests(*rule, context_.constants)});
    }
    if (group_.default_rule != nullptr) group_.default_plan = branches(*group_.default_rule);
    group_.index = RuleIndex::build(indexed);
    group_.same_constant = one_constant();
    if (is_partial()) keyed();
  }

 private:
  [[nodiscard]] bool is_partial() const {
    return group_.kind == RuleGroup::Kind::kPartialSet ||
           group_.kind == RuleGroup::Kind::kPartialObject;
  }

  const RulePlan* branches(const Rule& rule) {
    RulePlan* plan = make(rule, false);
    if (rule.else_rule != nullptr) plan->otherwise = branches(*rule.else_rule);
    return plan;
  }

  // The terms of the head's reference below the group's node.
  [[nodiscard]] std::vector<const Term*> path_of(const Rule& rule) const {
    const RulePath path(rule);
    std::vector<const Term*> out;
    for (std::size_t i = group_.node->path.size(); i < path.size(); ++i) out.push_back(&path[i]);
    return out;
  }

  // The term that a keyed evaluation is given.
  [[nodiscard]] const Term* key_of(const Rule& rule) const {
    if (group_.kind == RuleGroup::Kind::kPartialSet) return rule.head->key;
    const std::vector<const Term*> path = path_of(rule);
    return path.empty() ? nullptr : path.front();
  }

  void keyed() {
    for (const Rule* rule : group_.rules) {
      const Term* key = key_of(*rule);
      if (key == nullptr || !Planner::is_pattern(*key) || !has_fixed_keys(*key) ||
          rule->else_rule != nullptr) {
        return;
      }
    }
    std::vector<IndexedRule> indexed;
    for (const Rule* rule : group_.rules) {
      RulePlan* plan = make(*rule, true);
      group_.keyed_plans.push_back(plan);
      std::vector<IndexTest> tests = index_tests(*rule, context_.constants);
      const Value key = scalar_value(*key_of(*rule), context_.constants);
      if (key.defined()) tests.push_back({{0, {}}, key});
      indexed.push_back({plan, std::move(tests)});
    }
    group_.keyed_index = RuleIndex::build(indexed);
  }

  RulePlan* make(const Rule& rule, bool keyed) {
    RulePlan* plan = group_.store.emplace_back(std::make_unique<RulePlan>()).get();
    plan->rule = &rule;
    Planner planner(context_, rule.slots);
    parameters(rule, planner, *plan);
    if (keyed) {
      const std::int32_t slot = planner.new_slot();
      plan->parameters.push_back(slot);
      planner.match(*key_of(rule), Operand::slot(slot));
    }
    planner.body(rule.body);
    head(rule, planner, *plan);
    plan->body = planner.first();
    plan->slots = planner.slots();
    return plan;
  }

  static void parameters(const Rule& rule, Planner& planner, RulePlan& plan) {
    std::vector<std::pair<const Term*, std::int32_t>> patterns;
    for (const Term* argument : rule.head->args) {
      const bool direct =
          argument->is(TermKind::kVar) && argument->slot >= 0 &&
          std::ranges::find(plan.parameters, argument->slot) == plan.parameters.end();
      const std::int32_t slot = direct ? argument->slot : planner.new_slot();
      if (direct) planner.bind(slot);
      if (!direct) patterns.emplace_back(argument, slot);
      plan.parameters.push_back(slot);
    }
    for (const auto& [pattern, slot] : patterns) planner.match(*pattern, Operand::slot(slot));
  }

  void head(const Rule& rule, Planner& planner, RulePlan& plan) {
    const Head& head = *rule.head;
    switch (group_.kind) {
      case RuleGroup::Kind::kComplete:
      case RuleGroup::Kind::kFunction: {
        const Operand value = head.value == nullptr ? Operand::constant(Value::boolean(true))
                                                    : planner.term(*head.value);
        plan.constant_value = value.is_constant();
        if (value.is_constant()) constants_.push_back(value.constant());
        planner.emit<YieldValueStep>(rule, group_, value);
        return;
      }
      case RuleGroup::Kind::kPartialSet:
        planner.emit<YieldElementStep>(planner.term(*head.key));
        return;
      case RuleGroup::Kind::kPartialObject:
        break;
    }
    std::vector<Operand> path;
    for (const Term* element : path_of(rule)) {
      path.push_back(element->is(TermKind::kVar) && element->slot < 0
                         ? Operand::constant(Value::string(context_.constants, element->text))
                         : planner.term(*element));
    }
    const bool element = rule.kind() == RuleKind::kMultiValue;
    const Operand value = planner.term(element ? *head.key : *head.value);
    planner.emit<YieldLeafStep>(rule, std::move(path), value, element);
  }

  // Whether all rules (default aside) yield the same constant, so that the first success decides.
  [[nodiscard]] bool one_constant() const {
    for (const RulePlan* plan : group_.plans) {
      for (const RulePlan* branch = plan; branch != nullptr; branch = branch->otherwise) {
        if (!branch->constant_value) return false;
      }
    }
    const std::size_t defaults = group_.default_rule == nullptr ? 0 : 1;
    if (constants_.size() <= defaults) return false;
    for (std::size_t i = 1; i + defaults < constants_.size(); ++i) {
      if (!(constants_[i] == constants_[0])) return false;
    }
    return true;
  }

  PlanContext& context_;
  RuleGroup& group_;
  std::vector<Value> constants_;  // constant values of heads, the default's last
};

}  // namespace

void plan_mentioned(PlanContext& context) {
  std::vector<RuleGroup*>& groups = context.mentioned.groups;
  for (std::size_t i = 0; i < groups.size(); ++i) GroupPlanner(context, *groups[i]).run();
  if (context.problems.empty()) return;
  for (RuleGroup* group : groups) group->forget_plans();
}

}  // namespace igp::rego
