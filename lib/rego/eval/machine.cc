// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/eval/machine.h"

#include <algorithm>

#include "rego/builtins/caches.h"

namespace igp::rego {

namespace {

// Frames of one evaluation; deeper programs get more in separate blocks.
constexpr std::size_t kStackValues = 8 * 1024;

// What most evaluations find room in, without a change of chunks each time.
constexpr std::size_t kFirstChunkBytes = 16 * 1024;

}  // namespace

Machine::Machine()
    : arena_(kFirstChunkBytes),
      caches_(std::make_unique<BuiltinCaches>()),
      builtins_{.arena = arena_, .caches = *caches_, .memo = builtin_memo_},
      stack_memory_(kStackValues * sizeof(Value)),
      stack_(stack_memory_.allocate_array<Value>(kStackValues)),
      stack_limit_(stack_ + kStackValues) {}
Machine::~Machine() = default;

void Machine::start(std::size_t groups, const Value& data, const Value& input,
                    const EvalOptions& options) {
  const char here = 0;
  stack_end_ = &here - options.stack_bytes;
  arena_.reset();
  options_ = &options;
  error_.reset();
  builtin_errors_.clear();
  builtin_memo_.clear();
  builtins_.now = options.host.clock == nullptr ? 0 : options.host.clock->now();
  builtins_.rng = options.host.rng;
  overflow_.clear();
  stack_top_ = stack_;
  query_id_ = 0;
  until_check_ = kStepsBetweenChecks;
  memos_used_ = 0;
  groups_ = groups;
  root_env_ = Env{.input = input, .data = data, .memo = borrow_memo()};
  env = &root_env_;
  sink = nullptr;
  frame = nullptr;
}

Memo* Machine::borrow_memo() {
  if (memos_used_ == memos_.size()) memos_.push_back(std::make_unique<Memo>());
  Memo* memo = memos_[memos_used_++].get();
  memo->clear(groups_);
  return memo;
}

Flow Machine::fail(std::string_view code, std::string message, const Loc& loc, const Loc& at) {
  error_at_ = at;
  error_ = EvalError{std::string(code), std::move(message), loc.to_location()};
  return Flow::kError;
}

Flow Machine::unwind(std::uint64_t query_id, const Loc& loc) {
  if (error_ && error_->stack.size() < limits::kRegoTraceFrames) {
    error_->stack.push_back({query_id, error_at_.to_location(), std::string(error_at_.text())});
  }
  error_at_ = loc;
  return Flow::kError;
}

Flow Machine::builtin_failed(std::string_view code, std::string message, const Loc& loc) {
  if (options_->strict_builtin_errors) return fail(code, std::move(message), loc);
  if (builtin_errors_.size() < limits::kRegoBuiltinErrors) {
    builtin_errors_.push_back({std::string(code), std::move(message), loc.to_location()});
  }
  return Flow::kNext;
}

Flow Machine::check(const Loc& loc) {
  until_check_ = kStepsBetweenChecks;
  if (options_->cancel != nullptr && options_->cancel->load(std::memory_order_relaxed)) {
    return fail("eval_cancel_error", "caller cancelled query execution", loc);
  }
  if (arena_.used() > options_->memory_bytes) {
    return fail(
        "eval_internal_error",
        fmt::format("evaluation needs more than {} bytes of memory", options_->memory_bytes), loc);
  }
  return Flow::kNext;
}

Flow Machine::out_of_stack(const Loc& loc) {
  return fail("eval_internal_error", "rules and functions are nested too deeply", loc);
}

Flow call_builtin(Machine& machine, const BuiltinDecl& builtin, BuiltinFunction function,
                  std::span<const Value> arguments, Value& out, const Loc& loc) {
  if (function == nullptr) {
    return machine.fail("rego_unsupported",
                        fmt::format("built-in {} is not available", builtin.name), loc);
  }
  const BuiltinResult result = function(machine.builtins(), arguments);
  out = result.value;
  if (result.error == nullptr) return Flow::kNext;
  const BuiltinError& error = *result.error;
  const std::string_view code = error.failure == BuiltinFailure::kOperand   ? "eval_type_error"
                                : error.failure == BuiltinFailure::kBuiltin ? "eval_builtin_error"
                                                                            : "rego_unsupported";
  std::string message = fmt::format("{}: {}", builtin.name, error.message);
  out = Value();
  if (error.halt) return machine.fail(code, std::move(message), loc);
  return machine.builtin_failed(code, std::move(message), loc);
}

Value* Machine::enter_overflow(std::int32_t slots) {
  overflow_.push_back(std::make_unique<Value[]>(static_cast<std::size_t>(slots)));
  return overflow_.back().get();
}

void Machine::leave_overflow(Value* frame_begin) {
  if (!overflow_.empty() && overflow_.back().get() == frame_begin) {
    overflow_.pop_back();
  } else {
    stack_top_ = frame_begin;
  }
}

}  // namespace igp::rego
