// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/engine.h"

#include <algorithm>
#include <map>

#include "rego/compile/compiler.h"
#include "rego/eval/planner.h"
#include "rego/eval/program.h"
#include "rego/eval/steps_value.h"
#include "rego/syntax/parser.h"
#include "rego/value/json_read.h"

namespace igp::rego {

Result<Document> Document::from_json(std::string_view text) {
  Document document;
  document.arena = std::make_shared<Arena>();
  document.value = IGP_TRY(read_json(*document.arena, text));
  return document;
}

Flow YieldSolutionStep::run(Machine& machine) const {
  const auto values = [&](const std::vector<Operand>& operands) {
    Value* out = machine.arena().allocate_array<Value>(operands.size());
    for (std::size_t i = 0; i < operands.size(); ++i) out[i] = operands[i].in(machine.frame);
    return std::span<const Value>(out, operands.size());
  };
  auto& sink = *static_cast<SolutionSink*>(machine.sink);
  const auto expressions = values(expressions_);
  sink.solutions.push_back({expressions, values(bindings_)});
  return machine.proceed(loc);
}

Evaluation::Evaluation() : machine_(std::make_unique<Machine>()) {}
Evaluation::Evaluation(Evaluation&&) noexcept = default;
Evaluation& Evaluation::operator=(Evaluation&&) noexcept = default;
Evaluation::~Evaluation() = default;

PreparedQuery::PreparedQuery(std::unique_ptr<const QueryProgram> program)
    : program_(std::move(program)) {}
PreparedQuery::~PreparedQuery() = default;

std::span<const PreparedQuery::Expression> PreparedQuery::expressions() const {
  return program_->expressions;
}
std::span<const std::string> PreparedQuery::variables() const { return program_->variables; }

std::expected<ResultSet, EvalError> PreparedQuery::eval(Evaluation& evaluation, const Value& input,
                                                        const EvalOptions& options) const {
  Machine& machine = *evaluation.machine_;
  const Program& program = *program_->program;
  machine.start(program.documents.groups().size(), program.data.value, input, options);
  SolutionSink sink(machine.arena());
  machine.sink = &sink;
  machine.frame = machine.enter(program_->slots);
  if (program_->first->run(machine) == Flow::kError) {
    machine.unwind(0, Loc());
    return std::unexpected(std::move(*machine.error()));
  }
  return ResultSet{sink.solutions.span(), machine.builtin_errors()};
}

Engine::Engine(std::unique_ptr<Program> program) : program_(std::move(program)) {}
Engine::~Engine() = default;
const Value& Engine::data() const { return program_->data.value; }

Diagnosed<std::shared_ptr<const Engine>> Engine::build(EngineSources sources,
                                                       const EngineOptions& options) {
  Diagnostics problems;
  std::vector<std::unique_ptr<Module>> modules;
  const auto arena = std::make_shared<SyntaxArena>();
  for (ModuleSource& source : sources.modules) {
    auto module = parse_module(std::move(source.name), std::move(source.text),
                               {.version = options.version}, arena);
    if (module) {
      modules.push_back(std::move(*module));
    } else {
      problems.insert(problems.end(), module.error().begin(), module.error().end());
    }
  }
  if (!problems.empty()) return std::unexpected(std::move(problems));
  auto program = std::make_unique<Program>();
  program->data = std::move(sources.data);
  if (program->data.value.is_undefined()) program->data.value = Value::empty_object();
  const auto path_exists = [&](const std::vector<std::string_view>& path) {
    Value at = options.check_data_conflicts ? program->data.value : Value();
    for (const std::string_view key : path) at = at.get(key);
    return at.defined();
  };
  auto compiled =
      compile_modules(std::move(modules), {.strict = options.strict, .path_exists = path_exists});
  if (!compiled) return std::unexpected(std::move(compiled).error());
  program->modules = std::move(*compiled);
  for (const auto& module : program->modules->modules) program->documents.add(*module);
  program->documents.finish(program->constants);
  return std::make_shared<const Engine>(std::move(program));
}

namespace {

// Named variables of the query itself, with their slots; what is inside of comprehensions and other
// closures is not the query's.
void add_variables(const Term& term, std::map<std::string, std::int32_t>& out) {
  if (term.is(TermKind::kVar)) {
    if (term.slot >= 0 && !term.is_wildcard() && !is_generated(term)) {
      out.emplace(term.text, term.slot);
    }
    return;
  }
  if (term.is_comprehension() || term.is(TermKind::kTemplate)) return;
  for (const Term* item : term.items) add_variables(*item, out);
  if (term.is(TermKind::kObject)) {
    for (const ObjectItem& item : *term.object) {
      add_variables(*item.key, out);
      add_variables(*item.value, out);
    }
  }
}

void add_variables(const Expr& expr, std::map<std::string, std::int32_t>& out) {
  if (expr.negated) return;
  switch (expr.kind) {
    case ExprKind::kTerm:
      add_variables(*expr.term, out);
      return;
    case ExprKind::kCall:
      for (const Term* term : expr.terms) add_variables(*term, out);
      return;
    case ExprKind::kSome:
      for (const Term* term : expr.some->symbols) add_variables(*term, out);
      return;
    default:
      return;
  }
}

// Whether the query can have several solutions: then, as with several expressions, those with a
// false one do not count.
bool iterates(const Term& term) {
  if (term.is_comprehension()) return false;
  if (term.is(TermKind::kRef)) {
    const BuiltinDecl* builtin = find_builtin(term);
    if (builtin != nullptr && builtin->has(BuiltinDecl::kRelation)) return true;
    for (std::size_t i = 1; i < term.items.size(); ++i) {
      if (term.items[i]->is(TermKind::kVar)) return true;
    }
  }
  if (term.is(TermKind::kObject)) {
    for (const ObjectItem& item : *term.object) {
      if (iterates(*item.key) || iterates(*item.value)) return true;
    }
  }
  return std::ranges::any_of(term.items, [](const Term* item) { return iterates(*item); });
}

bool only_true_counts(const Body& body) {
  std::size_t written = 0;
  for (const Expr* expr : body) {
    written += expr->generated ? 0 : 1;
    if (expr->is(ExprKind::kTerm) && iterates(*expr->term)) return true;
    if (!expr->is(ExprKind::kCall)) continue;
    for (const Term* term : expr->terms) {
      if (iterates(*term)) return true;
    }
  }
  return written > 1;
}

void plan_body(QueryProgram& program, Diagnostics& problems, Mentioned& mentioned) {
  PlanContext context{program.program->documents,
                      program.constants,
                      program.steps,
                      program.syntax,
                      problems,
                      mentioned};
  Planner planner(context, program.query->slots);
  std::vector<Operand> expressions;
  std::map<std::string, std::int32_t> variables;
  for (const Expr* expr : program.query->body) {
    bool has_value = false;
    const Operand value = planner.query_expression(*expr, has_value);
    add_variables(*expr, variables);
    if (expr->generated) continue;
    expressions.push_back(has_value ? value : Operand::constant(Value::boolean(true)));
    program.expressions.push_back(
        {std::string(expr->loc.text()), static_cast<int>(expr->loc.row), expr->loc.col});
  }
  if (only_true_counts(program.query->body)) {
    for (const Operand& value : expressions) planner.emit<TruthyStep>(value);
  }
  std::vector<Operand> bindings;
  for (const auto& [name, slot] : variables) {
    if (!planner.is_slot_bound(slot)) continue;
    program.variables.push_back(name);
    bindings.push_back(Operand::slot(slot));
  }
  planner.emit<YieldSolutionStep>(std::move(expressions), std::move(bindings));
  program.first = planner.first();
  program.slots = planner.slots();
}

// Plans the query, and the rules that no query before it referred to.
void plan_query(QueryProgram& query, Diagnostics& problems) {
  Program& program = *query.program;
  const std::lock_guard lock(program.planning);
  Mentioned mentioned;
  plan_body(query, problems, mentioned);
  PlanContext context{program.documents, program.constants, program.steps,
                      program.syntax,    problems,          mentioned};
  plan_mentioned(context);
}

}  // namespace

Diagnosed<std::shared_ptr<const PreparedQuery>> Engine::prepare(std::string query,
                                                                const QueryOptions& options) const {
  auto parsed = parse_query("", std::move(query), {.version = options.version});
  if (!parsed) return std::unexpected(std::move(parsed).error());
  auto program = std::make_unique<QueryProgram>();
  program->engine = shared_from_this();
  program->program = program_.get();
  program->query = std::move(*parsed);
  Diagnostics problems = compile_query(
      *program_->modules, *program->query,
      {.package = options.package, .imports = options.imports, .strict = options.strict});
  if (problems.empty()) plan_query(*program, problems);
  if (!problems.empty()) return std::unexpected(std::move(problems));
  return std::make_shared<const PreparedQuery>(std::move(program));
}

}  // namespace igp::rego
