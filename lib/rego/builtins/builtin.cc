// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/builtin.h"

#include <fmt/format.h>

#include <new>

#include "base/join.h"

namespace igp::rego {
namespace {

std::string expectation(std::initializer_list<std::string_view> expected) {
  if (expected.size() == 1) return std::string(*expected.begin());
  return fmt::format("one of {{{}}}", join(expected, ", "));
}

}  // namespace

const BuiltinError* BuiltinContext::make_error(BuiltinFailure failure, std::string_view message,
                                               bool halt) const {
  void* memory = arena.allocate(sizeof(BuiltinError));
  return new (memory) BuiltinError{failure, halt, arena.copy(message)};
}

const BuiltinError* BuiltinContext::operand_type(
    int position, const Value& got, std::initializer_list<std::string_view> expected) const {
  return operand(position, "must be {} but got {}", expectation(expected), name_of(got.kind()));
}

const BuiltinError* BuiltinContext::operand_element(
    int position, const Value& composite, const Value& got,
    std::initializer_list<std::string_view> expected) const {
  const std::string_view type = name_of(composite.kind());
  if (expected.size() == 1) {
    return operand(position, "must be {} of {}s but got {} containing {}", type, *expected.begin(),
                   type, name_of(got.kind()));
  }
  return operand(position, "must be {} of (any of) {{{}}} but got {} containing {}", type,
                 join(expected, ", "), type, name_of(got.kind()));
}

}  // namespace igp::rego
