// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Machine: the state of one evaluation, and how virtual documents and functions get their values.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rego/builtins/builtin.h"
#include "rego/builtins/memo.h"
#include "rego/compile/builtin_decls.h"
#include "rego/eval/documents.h"
#include "rego/eval/eval_error.h"
#include "rego/eval/memo.h"
#include "rego/eval/step.h"
#include "rego/host.h"
#include "rego/value/builder.h"

namespace igp::rego {

/// A function or builtin that `with` replaces.
struct Mock {
  const BuiltinDecl* builtin = nullptr;  ///< what is replaced: either this
  const RuleGroup* function = nullptr;   ///< or this
  const BuiltinDecl* by_builtin = nullptr;
  const RuleGroup* by_function = nullptr;
  Value by_value;  ///< when replaced by neither of the two
};

/// The documents that expressions see; `with` puts a changed copy in front.
struct Env {
  Value input;                                  ///< undefined when there is none
  Value data;                                   ///< base documents
  bool base_data = true;                        ///< `data` is the program's own
  std::span<const DocumentNode* const> masked;  ///< virtual documents replaced by base data
  std::span<const Mock> mocks;                  ///< later ones win
  Memo* memo = nullptr;
  const Env* outer = nullptr;  ///< what was there before the `with`

  /// Whether `node` or a document above it was replaced.
  [[nodiscard]] bool masks(const DocumentNode& node) const;
};

/// Where a rule body or comprehension puts its solutions; the last step of the chain knows the
/// type.
struct Sink {};

/// One evaluation at a time, many in sequence: memory is kept between them. Not thread-safe.
class Machine {
 public:
  Machine();
  ~Machine();
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  /// Forgets the previous evaluation.
  void start(std::size_t groups, const Value& data, const Value& input, const EvalOptions& options);

  // The registers of the running chain; steps save and restore what they change.
  Value* frame = nullptr;
  const Env* env = nullptr;
  Sink* sink = nullptr;

  [[nodiscard]] Arena& arena() { return arena_; }
  [[nodiscard]] const EvalOptions& options() const { return *options_; }
  [[nodiscard]] BuiltinContext& builtins() { return builtins_; }

  /// Ends the evaluation with an error at `loc`, raised while evaluating the expression `at`.
  Flow fail(std::string_view code, std::string message, const Loc& loc, const Loc& at);
  Flow fail(std::string_view code, std::string message, const Loc& loc) {
    return fail(code, std::move(message), loc, loc);
  }
  /// Notes in the trace of the error that it left query `query_id` for the expression at `loc`.
  Flow unwind(std::uint64_t query_id, const Loc& loc);
  [[nodiscard]] std::optional<EvalError>& error() { return error_; }
  /// Errors of builtins that only made an expression undefined.
  [[nodiscard]] std::vector<EvalError>& builtin_errors() { return builtin_errors_; }
  /// An error of a builtin: ends a strict evaluation, else leaves the expression undefined.
  Flow builtin_failed(std::string_view code, std::string message, const Loc& loc);

  /// To be asked before going one level deeper or around a loop: kError when time, memory, stack
  /// or the caller's patience have run out.
  Flow proceed(const Loc& loc) {
    const char here = 0;
    if (&here < stack_end_) [[unlikely]]
      return out_of_stack(loc);
    if (--until_check_ == 0) [[unlikely]]
      return check(loc);
    return Flow::kNext;
  }

  /// Room for a frame of `slots` uninitialized values, given back by leave().
  Value* enter(std::int32_t slots) {
    if (slots > stack_limit_ - stack_top_) [[unlikely]]
      return enter_overflow(slots);
    Value* out = stack_top_;
    stack_top_ += slots;
    return out;
  }
  void leave(Value* frame_begin) {
    if (overflow_.empty()) [[likely]] {
      stack_top_ = frame_begin;
    } else {
      leave_overflow(frame_begin);
    }
  }

  /// The number of the next query, for traces.
  std::uint64_t next_query() { return ++query_id_; }

  /// A memo for an Env in front of another one; given back in reverse order.
  Memo* borrow_memo();
  void return_memo() { --memos_used_; }

 private:
  Flow check(const Loc& loc);
  Flow out_of_stack(const Loc& loc);
  Value* enter_overflow(std::int32_t slots);
  void leave_overflow(Value* frame_begin);

  static constexpr std::uint32_t kStepsBetweenChecks = 4096;

  Arena arena_;
  const EvalOptions* options_ = nullptr;
  std::unique_ptr<BuiltinCaches> caches_;
  BuiltinMemo builtin_memo_;
  BuiltinContext builtins_;
  std::optional<EvalError> error_;
  Loc error_at_;  ///< the expression the error has come up to
  std::vector<EvalError> builtin_errors_;
  Arena stack_memory_;  ///< one block: only what frames used of it was ever touched
  Value* const stack_;
  Value* const stack_limit_;
  Value* stack_top_ = nullptr;
  std::vector<std::unique_ptr<Value[]>> overflow_;
  const char* stack_end_ = nullptr;
  std::uint32_t until_check_ = kStepsBetweenChecks;
  std::uint64_t query_id_ = 0;
  std::vector<std::unique_ptr<Memo>> memos_;
  std::size_t memos_used_ = 0;
  std::size_t groups_ = 0;
  Env root_env_;
};

/// The value of a virtual document in full; `out` is undefined when no rule holds.
Flow document_value(Machine& machine, const RuleGroup& group, Value& out, const Loc& loc);

/// What `key` leads to in a partial document: an object's value or the set's element itself.
Flow document_at(Machine& machine, const RuleGroup& group, const Value& key, Value& out,
                 const Loc& loc);

/// The result of a function; `out` is undefined when no rule holds.
Flow call_function(Machine& machine, const RuleGroup& group, std::span<const Value> arguments,
                   Value& out, const Loc& loc);

/// The whole document at `node`, of virtual and base documents; `base` is the latter's part.
Flow document_extent(Machine& machine, const DocumentNode& node, const Value& base, Value& out,
                     const Loc& loc);

/// `key` in a base document: as Value::lookup(), but integers also stand for the object keys that
/// are spelled like them, since paths into the store are text.
Value base_lookup(const Value& from, const Value& key);

/// The base document at `node`, undefined where there is none.
Value base_at(const Env& env, const DocumentNode& node);

/// Calls a builtin that is no relation; `out` is undefined when it has no result or failed quietly.
Flow call_builtin(Machine& machine, const BuiltinDecl& builtin, BuiltinFunction function,
                  std::span<const Value> arguments, Value& out, const Loc& loc);

}  // namespace igp::rego
