// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "graphql/rules/context.h"

namespace igp::graphql::rules {

std::vector<std::unique_ptr<Rule>> make_rules(Context& context) {
  RuleList list;
  add_operation_rules(list, context);
  add_field_rules(list, context);
  add_merge_rule(list, context);
  add_argument_rules(list, context);
  add_fragment_rules(list, context);
  add_value_rules(list, context);
  add_directive_rules(list, context);
  add_variable_rules(list, context);
  return list;
}

}  // namespace igp::graphql::rules
