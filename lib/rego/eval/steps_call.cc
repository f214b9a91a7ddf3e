// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/eval/steps_call.h"

#include <array>
#include <functional>
#include <string>

#include "rego/builtins/registry.h"
#include "rego/eval/sinks.h"
#include "rego/value/term_text.h"

namespace igp::rego {

namespace {

// Calls take so few arguments that they fit here; more go to the arena.
constexpr std::size_t kFewArguments = 8;

class Arguments {
 public:
  Arguments(Machine& machine, const std::vector<Operand>& operands) : size_(operands.size()) {
    if (size_ > kFewArguments) data_ = machine.arena().allocate_array<Value>(size_);
    for (std::size_t i = 0; i < size_; ++i) data_[i] = operands[i].in(machine.frame);
  }
  [[nodiscard]] std::span<const Value> span() const { return {data_, size_}; }

 private:
  std::array<Value, kFewArguments> few_;
  Value* data_ = few_.data();
  std::size_t size_;
};

// The mock of a builtin or function, or null.
const Mock* mock_of(const Env& env, const BuiltinDecl* builtin, const RuleGroup* function) {
  for (std::size_t i = env.mocks.size(); i > 0; --i) {
    const Mock& mock = env.mocks[i - 1];
    if (mock.builtin == builtin && mock.function == function) return &mock;
  }
  return nullptr;
}

// Calls what a mock puts in a callee's place; mocks do not apply to the replacement itself.
Flow call_mock(Machine& machine, const Mock& mock, std::span<const Value> arguments, Value& out,
               const Loc& loc) {
  if (mock.by_value.defined()) {
    out = mock.by_value;
    return Flow::kNext;
  }
  const Env* outer = machine.env;
  Env env = *outer;
  env.mocks = {};
  env.memo = machine.borrow_memo();
  machine.env = &env;
  const Flow flow =
      mock.by_function != nullptr
          ? call_function(machine, *mock.by_function, arguments, out, loc)
          : call_builtin(machine, *mock.by_builtin, find_builtin_function(mock.by_builtin->name),
                         arguments, out, loc);
  machine.env = outer;
  machine.return_memo();
  return flow;
}

}  // namespace

BuiltinStep::BuiltinStep(std::int32_t to, const BuiltinDecl& builtin,
                         std::vector<Operand> arguments)
    : to_(to),
      builtin_(builtin),
      function_(find_builtin_function(builtin.name)),
      arguments_(std::move(arguments)) {}

Flow BuiltinStep::run(Machine& machine) const {
  const Arguments arguments(machine, arguments_);
  Value out;
  const Mock* mock =
      machine.env->mocks.empty() ? nullptr : mock_of(*machine.env, &builtin_, nullptr);
  const Flow flow = mock != nullptr
                        ? call_mock(machine, *mock, arguments.span(), out, loc)
                        : call_builtin(machine, builtin_, function_, arguments.span(), out, loc);
  if (flow != Flow::kNext || out.is_undefined()) return flow;
  machine.frame[to_] = out;
  return next->run(machine);
}

Flow FunctionStep::run(Machine& machine) const {
  const Arguments arguments(machine, arguments_);
  Value out;
  const Mock* mock =
      machine.env->mocks.empty() ? nullptr : mock_of(*machine.env, nullptr, &function_);
  const Flow flow = mock != nullptr ? call_mock(machine, *mock, arguments.span(), out, loc)
                                    : call_function(machine, function_, arguments.span(), out, loc);
  if (flow != Flow::kNext || out.is_undefined()) return flow;
  machine.frame[to_] = out;
  return next->run(machine);
}

Flow WalkStep::run(Machine& machine) const {
  const Value from = from_.in(machine.frame);
  std::vector<Value> path;
  return visit(machine, path, from);
}

Flow WalkStep::visit(Machine& machine, std::vector<Value>& path, const Value& value) const {
  if (const Flow flow = machine.proceed(loc); flow != Flow::kNext) return flow;
  machine.frame[to_] = make_array(machine.arena(), {make_array(machine.arena(), path), value});
  if (const Flow flow = next->run(machine); flow != Flow::kNext) return flow;
  const auto members = value.is_object() ? value.values() : value.items();
  for (std::size_t i = 0; i < members.size(); ++i) {
    const Value key = value.is_object()  ? value.keys()[i]
                      : value.is_array() ? Value::integer(static_cast<std::int64_t>(i))
                                         : members[i];
    path.push_back(key);
    if (const Flow flow = visit(machine, path, members[i]); flow != Flow::kNext) return flow;
    path.pop_back();
  }
  return Flow::kNext;
}

namespace {

void append_plain(std::string& out, const Value& value) {
  if (value.is_string()) {
    out += value.as_string();
  } else {
    append_term(out, value);
  }
}

// One line for each choice of an element from every set; values that are no sets stand for
// themselves, an empty set for what is undefined.
void for_each_line(std::span<const Value> parts, std::string_view separator,
                   const std::string& line, const std::function<void(const std::string&)>& emit) {
  if (parts.empty()) return emit(line);
  const bool last = parts.size() == 1;
  const auto with = [&](const Value* value) {
    std::string longer = line;
    if (value == nullptr) {
      longer += "<undefined>";
    } else {
      append_plain(longer, *value);
    }
    if (!last) longer += separator;
    for_each_line(parts.subspan(1), separator, longer, emit);
  };
  const Value& part = parts.front();
  if (!part.is_set()) return with(&part);
  if (part.size() == 0) return with(nullptr);
  for (const Value& element : part.items()) with(&element);
}

// The set that a chain ending in a CollectStep of a set collects.
Flow collect_set(Machine& machine, const Step* body, Value& out, const Loc& loc) {
  const std::uint64_t query = machine.next_query();
  SetSink sink(machine.arena());
  Sink* const outer = machine.sink;
  machine.sink = &sink;
  const Flow flow = body->run(machine);
  machine.sink = outer;
  if (flow == Flow::kError) return machine.unwind(query, loc);
  out = sink.finish();
  return Flow::kNext;
}

}  // namespace

Flow PrintStep::run(Machine& machine) const {
  std::vector<Value> sets(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (collect_set(machine, parts[i], sets[i], loc) == Flow::kError) return Flow::kError;
  }
  const auto& print = machine.options().host.print;
  if (print) for_each_line(sets, " ", "", print);
  return next->run(machine);
}

Flow PrintSetsStep::run(Machine& machine) const {
  const auto& print = machine.options().host.print;
  if (print) for_each_line(sets_.in(machine.frame).items(), " ", "", print);
  return next->run(machine);
}

Flow TemplateStep::run(Machine& machine) const {
  std::vector<Value> values(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    values[i] = parts[i].text;
    if (parts[i].body == nullptr) continue;
    if (collect_set(machine, parts[i].body, values[i], loc) == Flow::kError) return Flow::kError;
  }
  std::size_t count = 0;
  std::string text;
  for_each_line(values, "", "", [&](const std::string& line) {
    ++count;
    text = line;
  });
  if (count > 1) {
    return machine.fail("eval_conflict_error", "template-strings must not produce multiple outputs",
                        loc);
  }
  machine.frame[to_] = Value::string(machine.arena(), text);
  return next->run(machine);
}

}  // namespace igp::rego
