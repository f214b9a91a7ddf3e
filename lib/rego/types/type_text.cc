// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/types/type_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/join.h"
#include "rego/syntax/compare.h"
#include "rego/types/elide.h"

namespace igp::rego {

namespace {

std::string joined(const std::vector<std::string>& parts) { return join(parts, ", "); }

std::string go_list(const Terms& terms) {
  std::vector<std::string> parts;
  for (const Term* term : terms) parts.push_back(key_text(*term));
  return fmt::format("[{}]", join(parts, " "));
}

std::string go_map(const Term& object) {
  std::vector<std::string> parts;
  for (const ObjectItem& item : sorted_items(object)) {
    parts.push_back(fmt::format("{}:{}", key_text(*item.key), key_text(*item.value)));
  }
  return fmt::format("map[{}]", join(parts, " "));
}

std::string parameter_text(const Parameter& parameter, const std::string& type) {
  return parameter.name.empty() ? type : fmt::format("{}: {}", parameter.name, type);
}

/// A parameter as it is shown where it does not matter.
std::string elided_parameter(const Parameter& parameter) {
  std::string full = parameter_text(parameter, to_text(parameter.type));
  return is_short(full) ? full : parameter_text(parameter, elided(parameter.type, 0));
}

}  // namespace

std::string key_text(const Term& key) {
  switch (key.kind) {
    case TermKind::kNull:
      return "<nil>";
    case TermKind::kBoolean:
      return key.boolean ? "true" : "false";
    case TermKind::kArray:
    case TermKind::kSet:
      return go_list(key.items);
    case TermKind::kObject:
      return go_map(key);
    default:
      return std::string(key.text);
  }
}

std::string composite_text(std::string_view name, const std::vector<std::string>& fixed,
                           const std::string& rest) {
  std::string out(name);
  if (!fixed.empty()) out += fmt::format("<{}>", joined(fixed));
  if (!rest.empty()) out += fmt::format("[{}]", rest);
  return out;
}

std::string any_text(const std::vector<std::string>& members) {
  return composite_text("any", members, {});
}

std::string function_text(const std::vector<std::string>& parameters, const std::string& result) {
  return fmt::format("({}) => {}", joined(parameters), result);
}

std::string to_text(const Type* type) { return elided(type, -1); }

std::vector<std::string> argument_lines(TypeMatcher& matcher, const std::vector<const Type*>& have,
                                        const Signature& want, bool with_result) {
  std::vector<Parameter> parameters = want.parameters;
  if (with_result && want.result.type != nullptr) parameters.push_back(want.result);
  std::vector<std::string> left;
  std::vector<std::string> right;
  const auto lines = [&] {
    return std::vector{fmt::format("have: ({})", joined(left)),
                       fmt::format("want: ({})", joined(right))};
  };
  const std::string more = want.variadic == nullptr ? "" : to_text(want.variadic) + "...";
  for (const Type* type : have) left.push_back(to_text(type));
  for (const Parameter& p : parameters) right.push_back(parameter_text(p, to_text(p.type)));
  if (!more.empty()) right.push_back(more);
  if (std::vector<std::string> full = lines(); std::ranges::none_of(full, is_wide)) return full;

  left.clear();
  right.clear();
  for (const Type* type : have) left.push_back(elided(type));
  for (const Parameter& p : parameters) right.push_back(elided_parameter(p));
  for (std::size_t i = 0; i < std::min(have.size(), parameters.size()); ++i) {
    // Only what is in conflict is worth showing.
    if (matcher.unifies(have[i], parameters[i].type)) continue;
    auto [a, b] = difference(have[i], parameters[i].type);
    left[i] = std::move(a);
    right[i] = parameter_text(parameters[i], b);
  }
  if (!more.empty()) right.push_back(more);
  return lines();
}

std::vector<std::string> match_lines(const Type* left, const Type* right) {
  std::vector<std::string> lines = {"left  : " + to_text(left), "right : " + to_text(right)};
  if (std::ranges::any_of(lines, is_wide)) {
    auto [a, b] = difference(left, right);
    lines = {"left  : " + a, "right : " + b};
  }
  if (left == nullptr || !is_a(right, left->kind)) return lines;
  std::string_view kind;
  if (left->is(TypeKind::kObject)) kind = "objects";
  if (left->is(TypeKind::kArray)) kind = "arrays";
  if (left->is(TypeKind::kSet)) kind = "sets";
  if (kind.empty()) return lines;
  lines.push_back(
      fmt::format("hint  : both sides are {} but their types differ, so they can never be equal "
                  "(see https://www.openpolicyagent.org/docs/errors/rego-type-error/match-error)",
                  kind));
  return lines;
}

}  // namespace igp::rego
