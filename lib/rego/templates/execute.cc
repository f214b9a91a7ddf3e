// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <optional>
#include <utility>

#include "base/limits.h"
#include "rego/builtins/operands.h"
#include "rego/templates/data.h"
#include "rego/templates/functions.h"
#include "rego/templates/tree.h"

namespace igp::rego::templates {
namespace {

using Kind = Data::Kind;

/// How a list of nodes was left.
enum class Flow : std::uint8_t { kOn, kBreak, kContinue };

struct Variable {
  std::string_view name;
  Data value;
};

/// What one execution shares between the templates that call each other.
struct Run {
  const Templates& templates;
  Arena& arena;
  ExecuteLimits most;
  std::string out;
  std::size_t steps = 0;
  int depth = 0;
};

/// Executes one template; its variables are its own.
class Executor {
 public:
  Executor(Run& run, std::string_view name, const Data& data)
      : run_(run), name_(name), variables_{{"$", data}} {}

  Result<Flow> walk(const Data& dot, const NodeList& list) {
    for (const Node& node : list) {
      const Flow flow = IGP_TRY(walk(dot, node));
      if (flow != Flow::kOn) return flow;
    }
    return Flow::kOn;
  }

 private:
  using Final = std::optional<Data>;  ///< what a pipeline hands to the next command

  template <class... Args>
  [[nodiscard]] Fail wrong(fmt::format_string<Args...> format, Args&&... args) const {
    const std::string_view before = std::string_view(run_.templates.source).substr(0, position_);
    const auto line = 1 + std::ranges::count(before, '\n');
    const std::size_t start = before.rfind('\n');
    const std::size_t column =
        start == std::string_view::npos ? position_ : position_ - (start + 1);
    return fail(ErrorCode::kRegoEval, "template: {}:{}:{}: executing {} at <{}>: {}", kRootName,
                line, column, quoted(name_), context_,
                fmt::format(format, std::forward<Args>(args)...));
  }

  void at(std::size_t position, std::string context) {
    position_ = position;
    context_ = std::move(context);
  }
  void at(const Operand& operand) { at(operand.position, operand.source); }

  Status step() {
    if (++run_.steps <= run_.most.steps) return {};
    return fail(ErrorCode::kLimitExceeded, "a template that takes more than {} steps",
                run_.most.steps);
  }

  Status print(std::string_view text) {
    if (text.size() > run_.most.output_bytes - run_.out.size()) {
      return fail(ErrorCode::kLimitExceeded, "a template that prints more than {} bytes",
                  run_.most.output_bytes);
    }
    run_.out += text;
    return {};
  }

  Result<Flow> walk(const Data& dot, const Node& node) {
    IGP_CHECK(step());
    switch (node.kind) {
      case Node::Kind::kText:
        IGP_CHECK(print(node.text));
        return Flow::kOn;
      case Node::Kind::kAction: {
        const Data value = IGP_TRY(evaluate(dot, *node.pipeline));
        if (node.pipeline->variables.empty()) {
          IGP_CHECK(print(value.is_nothing() ? "<no value>" : value.shown()));
        }
        return Flow::kOn;
      }
      case Node::Kind::kIf:
      case Node::Kind::kWith:
        return walk_branch(dot, node);
      case Node::Kind::kRange:
        return walk_range(dot, node);
      case Node::Kind::kTemplate:
        IGP_CHECK(walk_template(dot, node));
        return Flow::kOn;
      case Node::Kind::kBreak:
        return Flow::kBreak;
      case Node::Kind::kContinue:
        return Flow::kContinue;
    }
    return Flow::kOn;
  }

  Result<Flow> walk_branch(const Data& dot, const Node& node) {
    const std::size_t mark = variables_.size();
    const Data value = IGP_TRY(evaluate(dot, *node.pipeline));
    Flow flow = Flow::kOn;
    if (value.truth()) {
      flow = IGP_TRY(walk(node.kind == Node::Kind::kWith ? value : dot, node.list));
    } else {
      flow = IGP_TRY(walk(dot, node.otherwise));
    }
    variables_.resize(mark);
    return flow;
  }

  /// Sets the variables of a range, which are the newest or those that it assigns to.
  Status set_range_variables(const Pipeline& pipeline, const Data& index, const Data& item) {
    const std::size_t count = pipeline.variables.size();
    if (count == 0) return {};
    if (pipeline.assigns) {
      if (count > 1) IGP_CHECK(assign(pipeline.variables.front(), index));
      return assign(pipeline.variables.back(), item);
    }
    variables_[variables_.size() - 1].value = item;
    if (count > 1) variables_[variables_.size() - 2].value = index;
    return {};
  }

  Status assign(std::string_view name, const Data& value) {
    const auto variable = std::find_if(variables_.rbegin(), variables_.rend(),
                                       [&](const Variable& one) { return one.name == name; });
    if (variable == variables_.rend()) return wrong("undefined variable: {}", name);
    variable->value = value;
    return {};
  }

  /// One turn of a range; false ends it.
  Result<bool> turn(const Node& node, const Data& index, const Data& item) {
    IGP_CHECK(step());
    const std::size_t mark = variables_.size();
    IGP_CHECK(set_range_variables(*node.pipeline, index, item));
    const Flow flow = IGP_TRY(walk(item, node.list));
    variables_.resize(mark);
    return flow != Flow::kBreak;
  }

  Status walk_items(const Node& node, const Data& over) {
    const bool is_map = over.kind == Kind::kMap;
    for (std::size_t i = 0; i < over.value.size(); ++i) {
      const Data index = is_map ? Data::of(over.value.keys()[i], /*boxed=*/false)
                                : Data::of_integer(static_cast<std::int64_t>(i));
      const Value& item = is_map ? over.value.values()[i] : over.value.items()[i];
      if (!IGP_TRY(turn(node, index, Data::of(item, /*boxed=*/true)))) break;
    }
    return {};
  }

  Result<Flow> walk_range(const Data& dot, const Node& node) {
    const std::size_t mark = variables_.size();
    at(node.position, "range");
    const Data over = IGP_TRY(evaluate(dot, *node.pipeline));
    if (over.kind == Kind::kInteger) {
      if (node.pipeline->variables.size() > 1) {
        return wrong("can't use {} to iterate over more than one variable", over.integer);
      }
      for (std::int64_t i = 0; i < over.integer; ++i) {
        if (!IGP_TRY(turn(node, {}, Data::of_integer(i)))) break;
      }
    } else if (over.kind == Kind::kList || over.kind == Kind::kMap) {
      IGP_CHECK(walk_items(node, over));
    } else if (!over.is_nothing()) {
      return wrong("range can't iterate over {}", over.shown());
    }
    Flow flow = Flow::kOn;
    const bool any = over.kind == Kind::kInteger ? over.integer > 0 : over.value.size() > 0;
    if (!any) flow = IGP_TRY(walk(dot, node.otherwise));
    variables_.resize(mark);
    return flow;
  }

  Status walk_template(const Data& dot, const Node& node) {
    at(node.position, fmt::format("{{{{template {}}}}}", quoted(node.text)));
    const auto named = run_.templates.named.find(node.text);
    if (named == run_.templates.named.end()) {
      return wrong("template {} not defined", quoted(node.text));
    }
    Data data;
    if (node.pipeline) data = IGP_TRY(evaluate(dot, *node.pipeline));
    if (++run_.depth > limits::kTemplateDepth) {
      return fail(ErrorCode::kLimitExceeded, "templates that call each other {} levels deep",
                  limits::kTemplateDepth);
    }
    IGP_CHECK(Executor(run_, named->first, data).walk(data, named->second));
    --run_.depth;
    return {};
  }

  Result<Data> evaluate(const Data& dot, const Pipeline& pipeline) {
    Final value;
    for (const Command& command : pipeline.commands) {
      at(pipeline.position, pipeline.source());
      Data next = IGP_TRY(run_command(dot, command, value));
      // What stands behind an interface is taken out of it; nil leaves nothing.
      next.boxed = false;
      if (next.kind == Kind::kNull) next = Data();
      value = next;
    }
    for (const std::string& name : pipeline.variables) {
      if (pipeline.assigns) {
        IGP_CHECK(assign(name, *value));
      } else {
        variables_.push_back({name, *value});
      }
    }
    return *value;
  }

  Result<Data> run_command(const Data& dot, const Command& command, const Final& final) {
    IGP_CHECK(step());
    const Operand& first = command.operands.front();
    if (first.kind == Operand::Kind::kFunction && first.fields.empty()) {
      return call(dot, first.name, command, final);
    }
    at(first);
    if (first.kind == Operand::Kind::kNil) return wrong("nil is not a command");
    const bool has_arguments = command.operands.size() > 1 || final;
    if (!has_arguments) return evaluate(dot, first);
    if (first.fields.empty()) {
      return wrong("can't give argument to non-function {}", first.source);
    }
    IGP_CHECK(evaluate(dot, first));
    at(first);
    return wrong("{} is not a method but has arguments", first.fields.back());
  }

  /// The value of an operand with its fields.
  Result<Data> evaluate(const Data& dot, const Operand& operand) {
    at(operand);
    Data value = IGP_TRY(evaluate_term(dot, operand));
    for (const std::string& field : operand.fields) {
      at(operand);
      value = IGP_TRY(field_of(value, field));
    }
    return value;
  }

  Result<Data> evaluate_term(const Data& dot, const Operand& operand) {
    switch (operand.kind) {
      case Operand::Kind::kDot:
      case Operand::Kind::kField:
        return dot;
      case Operand::Kind::kNil:
        return Data();
      case Operand::Kind::kBool:
        return Data::boolean(operand.flag);
      case Operand::Kind::kInteger:
        return Data::of_integer(operand.integer);
      case Operand::Kind::kFloat:
        return Data::of_float(operand.number);
      case Operand::Kind::kText:
        return Data::of_text(run_.arena, operand.text);
      case Operand::Kind::kPipeline:
        return evaluate(dot, *operand.pipeline);
      case Operand::Kind::kFunction: {
        Command alone;
        alone.operands.emplace_back();
        alone.operands.back().source = operand.source;
        alone.operands.back().position = operand.position;
        return call(dot, operand.name, alone, {});
      }
      case Operand::Kind::kVariable:
        break;
    }
    const auto variable =
        std::find_if(variables_.rbegin(), variables_.rend(),
                     [&](const Variable& one) { return one.name == operand.name; });
    if (variable == variables_.rend()) return wrong("undefined variable: {}", operand.name);
    return variable->value;
  }

  Result<Data> field_of(const Data& receiver, const std::string& field) {
    if (receiver.kind == Kind::kMissing) return Data();
    if (receiver.kind == Kind::kNull) {
      return wrong("nil pointer evaluating interface {{}}.{}", field);
    }
    if (receiver.kind != Kind::kMap) {
      return wrong("can't evaluate field {} in type {}", field,
                   receiver.boxed ? "interface {}" : receiver.go_type());
    }
    return Data::of(receiver.value.get(field), /*boxed=*/true);
  }

  Result<Data> call(const Data& dot, std::string_view name, const Command& command,
                    const Final& final) {
    const Operand& first = command.operands.front();
    at(first);
    const std::span<const Operand> rest = std::span(command.operands).subspan(1);
    const std::size_t count = rest.size() + (final ? 1 : 0);
    const Function* function = find_function(name);
    const std::size_t least = function == nullptr ? 1 : function->least;
    const bool variadic = function == nullptr || function->variadic;
    if (variadic && count < least) {
      return wrong("wrong number of args for {}: want at least {} got {}", name, least,
                   rest.size());
    }
    if (!variadic && count != least) {
      return wrong("wrong number of args for {}: want {} got {}", name, least, count);
    }
    if (name == "and" || name == "or") return choose(dot, name == "or", rest, final);
    std::vector<Data> args;
    for (const Operand& operand : rest) {
      IGP_CHECK(check_format(name, operand, args.empty()));
      auto arg = IGP_TRY(evaluate(dot, operand));
      args.push_back(std::move(arg));
    }
    if (final) args.push_back(*final);
    Result<Data> out =
        function == nullptr ? not_callable(args.front(), rest) : function->call(run_.arena, args);
    if (out || out.error().code == ErrorCode::kLimitExceeded) return out;
    at(first.position, command.source());
    return wrong("error calling {}: {}", name, out.error().message);
  }

  /// The format of printf has to be a text.
  Status check_format(std::string_view name, const Operand& operand, bool is_first) {
    if (name != "printf" || !is_first) return {};
    at(operand);
    if (operand.kind == Operand::Kind::kNil) return wrong("cannot assign nil to string");
    if (operand.kind != Operand::Kind::kText && operand.kind < Operand::Kind::kField &&
        operand.kind != Operand::Kind::kDot) {
      return wrong("expected string; found {}", operand.source);
    }
    return {};
  }

  static Result<Data> not_callable(const Data& value, std::span<const Operand> args) {
    if (value.is_nothing()) return fail(ErrorCode::kRegoEval, "call of nil");
    return fail(ErrorCode::kRegoEval, "non-function {} of type {}",
                args.empty() ? value.shown() : args.front().source, value.go_type());
  }

  /// `and` and `or` stop at the first argument that decides.
  Result<Data> choose(const Data& dot, bool wanted, std::span<const Operand> args,
                      const Final& final) {
    Data value;
    for (const Operand& operand : args) {
      value = IGP_TRY(evaluate(dot, operand));
      if (value.truth() == wanted) return value;
    }
    return final ? *final : value;
  }

  Run& run_;
  std::string_view name_;
  std::vector<Variable> variables_;
  std::size_t position_ = 0;
  std::string context_;
};

}  // namespace

Result<std::string> execute(const Templates& templates, const Value& data, Arena& arena,
                            const ExecuteLimits& most) {
  Run run{.templates = templates, .arena = arena, .most = most, .out = {}};
  const Data dot = Data::of(data, /*boxed=*/false);
  const auto root = templates.named.find(kRootName);
  IGP_CHECK(Executor(run, kRootName, dot).walk(dot, root->second));
  return std::move(run.out);
}

}  // namespace igp::rego::templates
