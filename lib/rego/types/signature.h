// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The notation of types in the declarations of builtins:
//
//   (number: number, base: any<null, array<number, string>>, ...any) -> output: object[string: any]
//
// `array<T, U>` has two elements, `array[T]` any number; `object<k: T>[K: V]` has a key and may
// have others; parameters and results may have a name in front.
#pragma once

#include <string_view>
#include <vector>

#include "rego/types/type.h"

namespace igp::rego {

struct Parameter {
  std::string_view name;  ///< may be empty
  const Type* type = nullptr;
};

struct Signature {
  std::vector<Parameter> parameters;
  const Type* variadic = nullptr;  ///< further arguments
  Parameter result;                ///< its type is null for functions without result
};

/// Reads the notation, which is trusted: it is part of the program. What is not in the notation is
/// of type `any`.
Signature parse_signature(std::string_view text, TypeFactory& types);

/// The function type of the notation.
const Type* parse_function_type(std::string_view text, TypeFactory& types);

}  // namespace igp::rego
