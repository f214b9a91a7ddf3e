// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What a builtin function is given and what it gives back.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <span>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/error.h"
#include "rego/value/value.h"

namespace igp::rego {

class BuiltinCaches;
class BuiltinMemo;

/// Why a builtin has no result, with OPA's code for it.
enum class BuiltinFailure : std::uint8_t {
  kOperand,      ///< eval_type_error: an operand has the wrong type or value
  kBuiltin,      ///< eval_builtin_error: the computation failed
  kUnsupported,  ///< rego_unsupported: this version does not have it; always stops the evaluation
};

/// The failure of a builtin. Unless errors are strict, or `halt` is set, it makes the expression
/// undefined. The evaluator puts the builtin's name in front of the message ("plus: operand 1
/// ...").
struct BuiltinError {
  BuiltinFailure failure;
  bool halt;
  std::string_view message;
};

/// A value, nothing (undefined), or an error; all in the evaluation's arena.
struct BuiltinResult {
  Value value;
  const BuiltinError* error = nullptr;

  BuiltinResult() = default;
  BuiltinResult(Value v) : value(v) {}                // NOLINT(google-explicit-constructor)
  BuiltinResult(const BuiltinError* e) : error(e) {}  // NOLINT(google-explicit-constructor)
};

/// Receives the lines of `print`.
class PrintSink {
 public:
  virtual ~PrintSink() = default;
  virtual void print(std::string_view line) = 0;
};

/// What a builtin may use besides its operands. One for each evaluation; everything else that a
/// builtin could depend on is not there.
struct BuiltinContext {
  Arena& arena;                ///< of the evaluation: results and messages
  BuiltinCaches& caches;       ///< compiled patterns and the like, kept across evaluations
  BuiltinMemo& memo;           ///< answers that must not change during the query
  UnixNanos now = 0;           ///< time.now_ns(), the same throughout the query
  Rng* rng = nullptr;          ///< for rand.intn and uuid.rfc4122
  PrintSink* print = nullptr;  ///< absent: print() is silent
  Value runtime;               ///< opa.runtime(); undefined: an empty object

  /// A string of the arena.
  [[nodiscard]] Value string(std::string_view text) const { return Value::string(arena, text); }

  /// eval_builtin_error with a formatted message.
  template <class... Args>
  const BuiltinError* fail(fmt::format_string<Args...> format, Args&&... args) const {
    return make_error(BuiltinFailure::kBuiltin, fmt::format(format, std::forward<Args>(args)...));
  }
  /// As fail(), and stops the evaluation even when errors are not strict.
  template <class... Args>
  const BuiltinError* halt(fmt::format_string<Args...> format, Args&&... args) const {
    return make_error(BuiltinFailure::kBuiltin, fmt::format(format, std::forward<Args>(args)...),
                      true);
  }
  /// rego_unsupported with a formatted message.
  template <class... Args>
  const BuiltinError* unsupported(fmt::format_string<Args...> format, Args&&... args) const {
    return make_error(BuiltinFailure::kUnsupported,
                      fmt::format(format, std::forward<Args>(args)...), true);
  }
  /// eval_type_error "operand 2 <message>". Operands count from 1.
  template <class... Args>
  const BuiltinError* operand(int position, fmt::format_string<Args...> format,
                              Args&&... args) const {
    return make_error(
        BuiltinFailure::kOperand,
        fmt::format("operand {} {}", position, fmt::format(format, std::forward<Args>(args)...)));
  }
  /// "operand 2 must be string but got number", or "must be one of {array, set} but got ...".
  const BuiltinError* operand_type(int position, const Value& got,
                                   std::initializer_list<std::string_view> expected) const;
  /// "operand 1 must be array of strings but got array containing number".
  const BuiltinError* operand_element(int position, const Value& composite, const Value& got,
                                      std::initializer_list<std::string_view> expected) const;

  const BuiltinError* make_error(BuiltinFailure failure, std::string_view message,
                                 bool halt = false) const;
};

/// A builtin: `args` are as many as declared, all defined. A relation (BuiltinDecl::kRelation)
/// returns the array of all its results. Never blocks, prints, or keeps anything but in its
/// context.
using BuiltinFunction = BuiltinResult (*)(BuiltinContext& context, std::span<const Value> args);

/// A row of a family's table.
struct BuiltinRow {
  std::string_view name;
  BuiltinFunction function;
};

}  // namespace igp::rego
