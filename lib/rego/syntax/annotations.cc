// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/syntax/annotations.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "rego/syntax/annotation_block.h"
#include "rego/syntax/compare.h"
#include "rego/syntax/walk.h"

namespace igp::rego {

namespace {

bool starts_block(const Comment& comment) {
  const std::size_t start = comment.text.find_first_not_of(" \t\r\n\v\f");
  return comment.loc.col == 1 && start != std::string_view::npos &&
         comment.text.substr(start).starts_with("METADATA");
}

/// What stands below a block.
struct Below {
  std::string_view kind;  ///< "package", "import", "rule" or nothing
  Rule* rule = nullptr;
  std::int32_t row = 0;
};

Below statement_below(const Module& module, std::int32_t row) {
  Below found;
  const auto offer = [&](std::string_view kind, const Loc& loc, Rule* rule) {
    if (loc.row > row && (found.kind.empty() || loc.row < found.row)) found = {kind, rule, loc.row};
  };
  offer("package", module.package.loc, nullptr);
  for (const Import* import : module.imports) offer("import", import->loc, nullptr);
  for (Rule* rule : module.rules) offer("rule", rule->loc, rule);
  return found;
}

void attach(const Module& module, Annotations& block, Diagnostics& errors) {
  const Below below = statement_below(module, block.loc.row);
  block.rule = below.rule;
  if (block.scope.empty()) {
    block.scope = below.kind == "rule" && block.entrypoint ? "document" : below.kind;
  }
  const auto report = [&](std::string message) {
    errors.push_back({DiagnosticCode::kParse, std::move(message), block.loc.to_location()});
  };
  const bool of_rule = block.scope == "rule" || block.scope == "document";
  const bool of_package = block.scope == "package" || block.scope == "subpackages";
  if (!of_rule && !of_package) {
    report(
        fmt::format("invalid annotation scope '{}'. Use one of 'rule', 'document', 'package', or "
                    "'subpackages'",
                    block.scope));
  } else if (below.kind != (of_rule ? "rule" : "package")) {
    report(fmt::format("annotation scope '{}' must be applied to {}{}", block.scope,
                       of_rule ? "rule" : "package",
                       below.kind.empty() ? "" : fmt::format(" (have {})", below.kind)));
  }
  if (block.entrypoint && block.scope != "document" && block.scope != "package") {
    report(fmt::format("annotation entrypoint applied to non-document or package scope '{}'",
                       block.scope));
  }
}

/// Whether rules with these references make one document: equal up to the first variable.
bool same_document(const Terms& a, const Terms& b) {
  for (std::size_t i = 0;; ++i) {
    const bool end_a = i == a.size() || (i > 0 && !is_ground(*a[i]));
    const bool end_b = i == b.size() || (i > 0 && !is_ground(*b[i]));
    if (end_a || end_b) return end_a && end_b;
    if (!equal(*a[i], *b[i])) return false;
  }
}

/// Each rule gets the blocks about its document, and those about rules of its name above it; the
/// last of these is for no later rule.
void give_to_rules(const Module& module) {
  std::vector<Annotations*> blocks;
  for (Annotations* block : module.annotations) {
    if (block->rule != nullptr) blocks.push_back(block);
  }
  for (Rule* rule : module.rules) {
    auto taken = blocks.end();
    for (auto at = blocks.begin(); at != blocks.end(); ++at) {
      if (!same_document(rule->head->ref, (*at)->rule->head->ref)) continue;
      const bool of_rule = (*at)->scope == "rule";
      if (of_rule && rule->loc.row <= (*at)->loc.row) continue;
      rule->annotations.push_back(*module.arena, *at);
      if (of_rule) taken = at;
    }
    if (taken != blocks.end()) blocks.erase(taken);
  }
}

}  // namespace

Diagnostics attach_annotations(Module& module) {
  Diagnostics errors;
  const List<Comment>& comments = module.comments;
  for (std::size_t i = 0; i < comments.size(); ++i) {
    if (!starts_block(comments[i])) continue;
    AnnotationBlock block(*module.arena, comments[i].loc);
    for (std::size_t next = i + 1; next < comments.size(); ++next) {
      const Comment& line = comments[next];
      const bool adjacent = line.loc.col == 1 && line.loc.row == comments[next - 1].loc.row + 1;
      if (!adjacent || starts_block(line)) break;
      block.add(line);
    }
    if (auto read = block.read()) {
      module.annotations.push_back(*module.arena, *read);
    } else {
      const Loc& place = block.place();
      const std::string line(source_line(module.source->text, place.row));
      errors.push_back(
          {DiagnosticCode::kParse, std::move(read).error(), place.to_location(), {line, "^"}});
    }
  }
  if (!errors.empty()) return errors;
  for (Annotations* block : module.annotations) attach(module, *block, errors);
  if (errors.empty() && !module.annotations.empty()) give_to_rules(module);
  return errors;
}

}  // namespace igp::rego
