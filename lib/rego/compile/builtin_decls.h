// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// BuiltinDecl: what the compiler knows about a builtin. How it computes is in rego/builtins.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "rego/syntax/ast.h"

namespace igp::rego {

/// One declared builtin. Rows live forever, so that a pointer identifies a builtin and
/// `builtin_index` numbers it densely.
struct BuiltinDecl {
  enum Flag : std::uint8_t {
    kRelation = 1,          ///< may have several results for the same arguments (`walk`)
    kNondeterministic = 2,  ///< may answer differently from one evaluation to the next
    kDeprecated = 4,        ///< refused in strict mode and in Rego v1 modules
    kVariadic = 8,          ///< takes any number of arguments (`print`)
    kNoResult = 16,         ///< yields no value; always holds
  };

  std::string_view name;   ///< "plus", "array.concat", ...
  std::string_view infix;  ///< "+", or empty
  std::uint8_t arity;      ///< number of arguments, without the result
  std::uint8_t flags;
  /// "(x: number, y: number) -> z: number" in the notation of `parse_type`; names may be absent.
  std::string_view signature;

  [[nodiscard]] bool has(Flag flag) const { return (flags & flag) != 0; }
};

/// The builtin called `name`, or nullptr.
const BuiltinDecl* find_builtin(std::string_view name);

/// The builtin that a call's operator means, or nullptr: names of parts are joined by dots.
const BuiltinDecl* find_builtin(const Terms& op);
const BuiltinDecl* find_builtin(const Term& op);

/// All builtins, sorted by name.
std::span<const BuiltinDecl> builtin_decls();

/// The place of `decl` in builtin_decls().
inline std::size_t builtin_index(const BuiltinDecl* decl) {
  return static_cast<std::size_t>(decl - builtin_decls().data());
}

}  // namespace igp::rego
