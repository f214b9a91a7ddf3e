// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Annotations: which of them count for a rule, and the calls that read them.
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "rego/compile/compile_context.h"
#include "rego/syntax/annotations.h"
#include "rego/syntax/print.h"
#include "rego/syntax/walk.h"

namespace igp::rego {

namespace {

constexpr std::string_view kChainCall = "rego.metadata.chain";
constexpr std::string_view kRuleCall = "rego.metadata.rule";

/// The elements below `data` of what the rule's document is called.
std::vector<const Term*> path_of(const Rule& rule) {
  const RulePath path(rule);
  std::vector<const Term*> out;
  for (std::size_t i = 0; i < path.ground_prefix(); ++i) out.push_back(&path[i]);
  return out;
}

std::vector<const Term*> path_of(const Module& module) {
  const Terms below = module.package.path.suffix(1);
  return {below.begin(), below.end()};
}

/// Names are variables in heads and strings elsewhere.
std::string key_of(const std::vector<const Term*>& path, std::size_t size) {
  std::string key;
  for (std::size_t i = 0; i < size; ++i) {
    const Term& part = *path[i];
    key += '.';
    key += part.is(TermKind::kVar) || part.is(TermKind::kString) ? std::string(part.text)
                                                                 : to_text(part);
  }
  return key;
}
std::string key_of(const std::vector<const Term*>& path) { return key_of(path, path.size()); }

bool calls(const Expr& expr, std::string_view name) {
  if (!expr.is(ExprKind::kCall) || expr.op()->items.size() != 3) return false;
  const BuiltinDecl* builtin = find_builtin(*expr.op());
  return builtin != nullptr && builtin->name == name;
}

/// Builds the documents that calls give.
class MetadataTerms {
 public:
  explicit MetadataTerms(SyntaxArena& arena) : arena_(arena) {}

  Term* object(std::vector<std::pair<std::string_view, Term*>> members) {
    Term* out = make(TermKind::kObject);
    out->object = arena_.make<List<ObjectItem>>();
    for (const auto& [key, value] : members) {
      if (value != nullptr) out->object->push_back(arena_, {.key = string(key), .value = value});
    }
    return out;
  }

  Term* path(const std::vector<const Term*>& parts) {
    Terms items;
    for (const Term* part : parts) {
      items.push_back(arena_, part->is(TermKind::kVar) ? string(part->text) : clone(arena_, part));
    }
    return array(items);
  }

  Term* annotations(const Annotations& block) {
    Terms schemas;
    for (const SchemaAnnotation& schema : block.schemas) {
      schemas.push_back(arena_, object({{"path", reference(schema.path)},
                                        {"schema", reference(schema.schema)},
                                        {"definition", schema.definition}}));
    }
    Term* entrypoint = nullptr;
    if (block.entrypoint) {
      entrypoint = make(TermKind::kBoolean);
      entrypoint->boolean = true;
    }
    return object({{"scope", text(block.scope)},
                   {"title", text(block.title)},
                   {"entrypoint", entrypoint},
                   {"description", text(block.description)},
                   {"organizations", list(block.organizations)},
                   {"related_resources", list(block.related_resources)},
                   {"authors", list(block.authors)},
                   {"schemas", list(schemas)},
                   {"custom", members(block.custom)},
                   {"labels", members(block.labels)}});
  }

  Term* array(const Terms& items) {
    Term* out = make(TermKind::kArray);
    out->items = items;
    return out;
  }

 private:
  Term* make(TermKind kind) {
    Term* term = arena_.make<Term>();
    term->kind = kind;
    return term;
  }
  Term* string(std::string_view value) {
    Term* term = make(TermKind::kString);
    term->text = value;
    return term;
  }
  Term* text(std::string_view value) { return value.empty() ? nullptr : string(value); }
  Term* list(const Terms& items) { return items.empty() ? nullptr : array(clone(arena_, items)); }
  Term* reference(const Terms& ref) {
    return ref.empty() ? nullptr : path({ref.begin(), ref.end()});
  }
  Term* members(const Term* object) {
    return object == nullptr || object->object->empty() ? nullptr : clone(arena_, object);
  }

  SyntaxArena& arena_;
};

/// The annotations of all modules by what they are about.
class AnnotationSet {
 public:
  AnnotationSet(CompileContext& context, const std::vector<Module*>& modules) : context_(context) {
    for (Module* module : modules) {
      for (const Annotations* block : module->annotations) add(*module, *block);
    }
  }

  /// The block of the rule alone that is farthest from it, as OPA answers `rego.metadata.rule()`.
  [[nodiscard]] const Annotations* of_rule(const Rule& rule) const {
    const auto found = rules_.find(&rule);
    return found == rules_.end() ? nullptr : found->second.front();
  }

  /// From the rule outwards: its own blocks, its document's, its package's, those of the packages
  /// around that.
  Term* chain(const Rule& rule) const {
    MetadataTerms terms(context_.arena);
    Terms links;
    const auto add_link = [&](const std::vector<const Term*>& path, const Annotations* block) {
      Term* annotations = block == nullptr ? nullptr : terms.annotations(*block);
      links.push_back(context_.arena,
                      terms.object({{"path", terms.path(path)}, {"annotations", annotations}}));
    };
    const auto own = rules_.find(&rule);
    if (own == rules_.end()) {
      add_link(path_of(rule), nullptr);
    } else {
      for (auto at = own->second.rbegin(); at != own->second.rend(); ++at) {
        add_link(path_of(rule), *at);
      }
    }
    const auto add_found = [&](const Blocks& blocks, const std::string& key) {
      const auto found = blocks.find(key);
      if (found == blocks.end()) return;
      const auto& [module, block] = found->second;
      add_link(block->rule == nullptr ? path_of(*module) : path_of(*block->rule), block);
    };
    add_found(paths_, key_of(path_of(rule)));
    const std::vector<const Term*> package = path_of(*rule.module);
    add_found(packages_, key_of(package));
    for (std::size_t size = package.size(); size > 0; --size)
      add_found(paths_, key_of(package, size));
    return terms.array(links);
  }

 private:
  using Blocks = std::map<std::string, std::pair<const Module*, const Annotations*>>;

  void add(const Module& module, const Annotations& block) {
    if (block.scope == "rule") {
      rules_[block.rule].push_back(&block);
      return;
    }
    Blocks& blocks = block.scope == "package" ? packages_ : paths_;
    const bool of_rule = block.rule != nullptr;
    const auto [other, inserted] = blocks.emplace(
        key_of(of_rule ? path_of(*block.rule) : path_of(module)), std::pair{&module, &block});
    if (inserted) return;
    const Location place = other->second.second->loc.to_location();
    context_.report(
        DiagnosticCode::kType, block.loc,
        fmt::format("{} annotation redeclared: {}:{}", block.scope, place.file, place.row));
  }

  CompileContext& context_;
  std::map<const Rule*, std::vector<const Annotations*>> rules_;
  Blocks packages_;
  Blocks paths_;  ///< of documents, and of packages with those below
};

/// Finds the first call of each kind.
struct MetadataCalls {
  const Expr* chain = nullptr;
  const Expr* rule = nullptr;

  bool visit(Term&) { return true; }
  bool visit(Expr& expr) {
    if (chain == nullptr && calls(expr, kChainCall)) chain = &expr;
    if (rule == nullptr && calls(expr, kRuleCall)) rule = &expr;
    return true;
  }
};

/// Calls become the variables that have the answers.
struct ReplaceCalls {
  CompileContext& context;
  const Term* chain;
  const Term* rule;

  bool visit(Term&) { return true; }
  bool visit(Expr& expr) {
    const Term* answer = nullptr;
    if (calls(expr, kChainCall)) answer = chain;
    if (calls(expr, kRuleCall)) answer = rule;
    if (answer == nullptr) return true;
    const Loc loc = expr.loc;
    const std::int32_t index = expr.index;
    const bool stands_in = expr.stands_in;
    Term* var = context.make_var(answer->text, loc);
    if (expr.terms.size() > 1) {
      expr = *context.make_equation(expr.terms[1], var, loc);
    } else {
      expr = {.kind = ExprKind::kTerm, .loc = loc};
      expr.term = var;
    }
    expr.generated = true;
    expr.index = index;
    expr.stands_in = stands_in;
    return false;
  }
};

void rewrite_calls(CompileContext& context, const AnnotationSet& set, Rule& rule) {
  MetadataCalls found;
  walk(found, *rule.head);
  walk(found, rule.body);
  if (found.chain == nullptr && found.rule == nullptr) return;
  Body body;
  const auto bind = [&](Term* answer, const Expr& call) {
    answer->loc = call.loc;
    Expr* equation = context.capture(answer);
    context.append(body, equation);
    return equation->terms[1];
  };
  const Term* chain = nullptr;
  if (found.chain != nullptr) chain = bind(set.chain(rule), *found.chain);
  const Term* own = nullptr;
  if (found.rule != nullptr) {
    MetadataTerms terms(context.arena);
    const Annotations* block = set.of_rule(rule);
    own = bind(block == nullptr ? terms.object({}) : terms.annotations(*block), *found.rule);
  }
  for (Expr* expr : rule.body) context.append(body, expr);
  rule.body = body;
  ReplaceCalls replace{context, chain, own};
  walk(replace, *rule.head);
  walk(replace, rule.body);
}

}  // namespace

void rewrite_metadata(CompileContext& context, const std::vector<Module*>& modules) {
  const AnnotationSet set(context, modules);
  if (context.fatal) return;
  for (Module* module : modules) {
    for (Rule* first : module->rules) {
      for_each_branch(*first, [&](Rule& rule) { rewrite_calls(context, set, rule); });
    }
  }
}

}  // namespace igp::rego
