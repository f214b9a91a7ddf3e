// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The located syntax tree of Rego. The parser makes it; the compiler rewrites it in place and fills
// the fields marked "compiler"; the evaluator reads it. All nodes belong to an SyntaxArena.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "rego/syntax/arena.h"
#include "rego/syntax/location.h"

namespace igp::rego {

struct Annotations;
struct BuiltinDecl;
struct Expr;
struct Head;
struct Module;
struct Rule;
struct Term;

/// Conjunction: every expression must hold. After compilation in evaluation order.
using Body = List<Expr*>;
/// A reference's head and operands, or any list of terms.
using Terms = List<Term*>;

/// Dialects: v0 is Rego before OPA 1.0 (`--v0-compatible`), v2 has every future keyword built in.
enum class RegoVersion : std::uint8_t { kV0, kV1, kV2 };

enum class TermKind : std::uint8_t {
  kNull,
  kBoolean,
  kNumber,
  kString,
  kVar,
  kRef,
  kArray,
  kSet,
  kObject,
  kArrayCompr,
  kSetCompr,
  kObjectCompr,
  kCall,
  kTemplate,
};

/// `[term | body]`, `{term | body}`, `{key: term | body}`.
struct Comprehension {
  Term* key = nullptr;  ///< objects only
  Term* term = nullptr;
  Body body;
};

/// A part of a template string: literal text (`term` of kind kString), a constant term, or an
/// expression in braces (`expr`). Exactly one of the two is set.
struct TemplatePart {
  Term* term = nullptr;
  Expr* expr = nullptr;
};

/// `$"a {x} b"`; the raw form is written with back quotes.
struct TemplateString {
  List<TemplatePart> parts;
  bool multi_line = false;
};

struct ObjectItem {
  Term* key = nullptr;
  Term* value = nullptr;
};

/// A term. Which accessor is allowed follows from `kind`.
struct Term {
  TermKind kind = TermKind::kNull;
  bool boolean = false;  ///< kBoolean
  /// Compiler, kVar: the variable's place in its rule's frame; -1 for the documents `data` and
  /// `input`, for function names, and before compilation.
  std::int32_t slot = -1;
  Loc loc;
  /// kNumber: the literal's text; kString: the decoded value; kVar: the name (`$0`, `$1`, ... for
  /// the wildcards of a module, in source order).
  std::string_view text;
  /// kRef: head (mostly a kVar) and operands; kCall: operator (a kRef) and arguments; kArray and
  /// kSet: elements in source order, possibly with duplicates.
  Terms items;
  union {
    List<ObjectItem>* object = nullptr;  ///< kObject
    Comprehension* compr;                ///< kArrayCompr, kSetCompr, kObjectCompr
    TemplateString* templ;               ///< kTemplate
    /// Compiler, kRef as operator of a call: the builtin, or nullptr for a function of a module.
    const BuiltinDecl* builtin;
  };

  [[nodiscard]] bool is(TermKind k) const { return kind == k; }
  [[nodiscard]] bool is_var(std::string_view name) const {
    return kind == TermKind::kVar && text == name;
  }
  /// A variable written `_`.
  [[nodiscard]] bool is_wildcard() const {
    return kind == TermKind::kVar && !text.empty() && text.front() == '$';
  }
  [[nodiscard]] bool is_comprehension() const {
    return kind >= TermKind::kArrayCompr && kind <= TermKind::kObjectCompr;
  }
  [[nodiscard]] bool is_scalar() const { return kind <= TermKind::kString; }
};

/// `with target as value`.
struct With {
  Term* target = nullptr;
  Term* value = nullptr;
  Loc loc;
};

enum class ExprKind : std::uint8_t {
  kTerm,   ///< holds when the term is defined and not false
  kCall,   ///< a relation, arithmetic or function call in statement position: `terms`
  kSome,   ///< `some x, y` or `some k, v in xs`
  kEvery,  ///< `every k, v in xs { body }`
  kNot,    ///< `not { body }` and, where future.keywords.not is on, `not expr`
  kAnd,    ///< `lhs and rhs`
  kOr,     ///< `lhs or rhs`
};

/// `some x, y` lists variables; `some x in xs` is one kCall term of `internal.member_2` or `_3`.
struct SomeDecl {
  Terms symbols;
};

struct Every {
  Term* key = nullptr;  ///< may be null
  Term* value = nullptr;
  Term* domain = nullptr;
  Body body;
};

/// The operand of a not-body.
struct NotBody {
  Body body;
  bool explicit_body = false;  ///< written in braces
};

/// Operands of `and` and `or`.
struct Logical {
  Body lhs;
  Body rhs;
  bool explicit_lhs = false;  ///< written in braces
  bool explicit_rhs = false;
};

/// One expression of a body.
struct Expr {
  ExprKind kind = ExprKind::kTerm;
  bool negated = false;  ///< `not` in its older meaning: this one expression is undefined or false
  bool generated = false;    ///< made by parser or compiler, not written by the user
  bool from_assign = false;  ///< compiler: this `=` was written `:=`
  /// Compiler: it gives a term of another expression a variable; errors name the term.
  bool stands_in = false;
  std::int32_t index = 0;  ///< place in the body as written
  Loc loc;
  /// kCall: operator and operands. Operators are references to builtins by OPA's names: `eq` for
  /// `=`, `assign` for `:=`, `equal` for `==`, `plus`, `internal.member_2`, ...
  Terms terms;
  List<With*> with;
  union {
    Term* term = nullptr;  ///< kTerm
    SomeDecl* some;        ///< kSome
    Every* every;          ///< kEvery
    NotBody* not_body;     ///< kNot
    Logical* logical;      ///< kAnd, kOr
  };

  [[nodiscard]] bool is(ExprKind k) const { return kind == k; }
  /// The operator of a call (a kRef), nullptr for other kinds.
  [[nodiscard]] Term* op() const { return kind == ExprKind::kCall ? terms[0] : nullptr; }
};

/// `a.b[x](args) := value`, `a.b contains key`, `p[key]` (v0 partial set).
struct Head {
  std::string_view name;  ///< first part of the reference where it is a plain name
  Terms ref;              ///< the whole reference, first element a kVar
  Terms args;
  Term* key = nullptr;           ///< `contains key`, or OPA's compatibility key of `p[x]`
  Term* value = nullptr;         ///< null only for partial sets
  bool assign = false;           ///< `:=`
  bool generated_value = false;  ///< the value is the implied `true`
  bool uses_contains = false;
  bool uses_if = false;
  Loc loc;
};

/// What documents a rule makes.
enum class RuleKind : std::uint8_t {
  kSingleValue,  ///< complete rule, function, or one key of a (partial) object
  kMultiValue,   ///< partial set
};

struct Rule {
  Head* head = nullptr;
  Body body;
  Rule* else_rule = nullptr;
  Loc loc;
  Module* module = nullptr;
  List<Annotations*> annotations;
  bool is_default = false;
  bool generated_body = false;  ///< the body is the implied `true`
  /// Compiler: number of variable slots of this rule alone (else branches have their own frames).
  std::int32_t slots = 0;
  /// Compiler: dense number of the rule over all modules, for tables indexed by rule.
  std::int32_t id = -1;

  [[nodiscard]] RuleKind kind() const {
    return head->value == nullptr ? RuleKind::kMultiValue : RuleKind::kSingleValue;
  }
};

struct Package {
  Terms path;  ///< `data` (a kVar), then strings
  Loc loc;
};

struct Import {
  Term* path = nullptr;    ///< a kRef
  std::string_view alias;  ///< empty when there is none
  Loc loc;
  Loc alias_loc;
};

struct Comment {
  std::string_view text;  ///< without the `#`
  Loc loc;
};

/// A parsed file. Owns its source, and its nodes together with the modules that share the arena.
struct Module {
  std::unique_ptr<SourceFile> source;
  std::shared_ptr<SyntaxArena> arena;
  Package package;
  List<Import*> imports;
  List<Rule*> rules;
  List<Comment> comments;
  List<Annotations*> annotations;
  RegoVersion version = RegoVersion::kV1;   ///< the dialect it was parsed as
  RegoVersion language = RegoVersion::kV1;  ///< raised by `import rego.v1` and `rego.v2`
};

/// A parsed stand-alone query. Owns its source and all its nodes.
struct Query {
  std::unique_ptr<SourceFile> source;
  SyntaxArena arena;
  Body body;
  /// Compiler: the package and imports that its names were resolved by; owns their texts.
  std::unique_ptr<Module> context;
  /// Compiler: number of variable slots of the query's frame.
  std::int32_t slots = 0;
};

}  // namespace igp::rego
