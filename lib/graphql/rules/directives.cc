// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Section 5.7 (directives).
#include <algorithm>

#include "base/error.h"
#include "graphql/rules/context.h"

namespace igp::graphql::rules {
namespace {

/// 5.7.1: directives are known; 5.7.2: in a place they may stand; 5.7.3: once, unless repeatable.
class Directives final : public Rule {
 public:
  using Rule::Rule;
  void directives(const std::vector<ast::Directive>& directives,
                  std::string_view location) override {
    std::map<std::string_view, Place> seen;
    for (const ast::Directive& directive : directives) {
      const DirectiveType* known = context.schema.directive(directive.name.text);
      if (known == nullptr) {
        context.report("unknown directive " + quote("@" + directive.name.text),
                       {directive.name.place});
        continue;
      }
      if (std::ranges::find(known->locations, location) == known->locations.end()) {
        context.report("directive " + quote("@" + directive.name.text) + " may not stand here",
                       {directive.name.place});
      }
      const auto [first, fresh] = seen.emplace(directive.name.text, directive.name.place);
      if (!fresh && !known->is_repeatable) {
        context.report(
            "directive " + quote("@" + directive.name.text) + " may be given only once here",
            {first->second, directive.name.place});
      }
    }
  }
};

}  // namespace

void add_directive_rules(RuleList& list, Context& context) {
  list.push_back(std::make_unique<Directives>(context));
}

}  // namespace igp::graphql::rules
