// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/syntax/parser.h"

#include <utility>

#include "base/limits.h"
#include "rego/syntax/annotations.h"
#include "rego/syntax/module_builder.h"
#include "rego/syntax/parser_impl.h"

namespace igp::rego {

namespace {

Diagnostics one_finding(std::string message, Location where) {
  return {{DiagnosticCode::kParse, std::move(message), std::move(where)}};
}

/// Offsets are 32 bits wide, so the limit also guards the arithmetic on them.
Diagnostics check_size(const SourceFile& file) {
  static_assert(limits::kRegoModuleBytes < UINT32_MAX);
  if (file.text.size() <= limits::kRegoModuleBytes) return {};
  return one_finding(fmt::format("source is larger than {} bytes", limits::kRegoModuleBytes),
                     {file.name, 1, 1, {}});
}

}  // namespace

Diagnosed<std::unique_ptr<Module>> parse_module(std::string name, std::string source,
                                                const ParseOptions& options,
                                                std::shared_ptr<SyntaxArena> arena) {
  auto module = std::make_unique<Module>();
  module->arena = arena == nullptr ? std::make_shared<SyntaxArena>() : std::move(arena);
  module->source = std::make_unique<SourceFile>(std::move(name), std::move(source));
  module->version = module->language = options.version;
  if (auto errors = check_size(*module->source); !errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  Parser parser(*module->source, *module->arena, options, true);
  const std::vector<Statement> statements = parser.parse_statements();
  Diagnostics errors = parser.take_errors();
  if (errors.empty()) errors = build_module(*module, statements);
  if (!errors.empty()) return std::unexpected(std::move(errors));
  module->comments = List<Comment>::of(*module->arena, parser.comments());
  if (options.annotations) errors = attach_annotations(*module);
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return module;
}

Diagnosed<std::unique_ptr<Query>> parse_query(std::string name, std::string source,
                                              const ParseOptions& options) {
  auto query = std::make_unique<Query>();
  query->source = std::make_unique<SourceFile>(std::move(name), std::move(source));
  if (auto errors = check_size(*query->source); !errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  Parser parser(*query->source, query->arena, options, false);
  const std::vector<Statement> statements = parser.parse_statements();
  Diagnostics errors = parser.take_errors();
  if (!errors.empty()) return std::unexpected(std::move(errors));
  for (const Statement& statement : statements) {
    if (statement.package != nullptr || statement.import != nullptr) {
      const std::string_view what = statement.package != nullptr ? "Package" : "Import";
      return std::unexpected(Diagnostics{
          {DiagnosticCode::kOther, fmt::format("expected body but got *ast.{}", what), {}}});
    }
    for (Expr* expr : statement.body) {
      expr->index = static_cast<std::int32_t>(query->body.size());
      query->body.push_back(query->arena, expr);
    }
  }
  return query;
}

Diagnosed<std::unique_ptr<Query>> parse_term(std::string name, std::string source,
                                             const ParseOptions& options) {
  auto query = parse_query(std::move(name), std::move(source), options);
  if (!query) return query;
  const Body& body = (*query)->body;
  if (body.size() != 1 || !body[0]->is(ExprKind::kTerm) || !body[0]->with.empty()) {
    return std::unexpected(
        one_finding("expected exactly one term", {(*query)->source->name, 1, 1, {}}));
  }
  return query;
}

Status check_syntax(std::string name, std::string source, const ParseOptions& options) {
  const auto module = parse_module(std::move(name), std::move(source), options);
  if (!module) return Fail(to_error(module.error()));
  return {};
}

}  // namespace igp::rego
