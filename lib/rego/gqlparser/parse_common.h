// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The grammar that queries and schemas share.
#pragma once

#include "rego/gqlparser/token_reader.h"

namespace igp::rego::gqlparser {

/// Values, types, arguments and directives.
class CommonParser {
 public:
  explicit CommonParser(TokenReader& tokens) : tokens_(tokens) {}

  Result<Literal*> value(bool is_const);
  Result<Type*> type();
  Result<List<Argument>> arguments(bool is_const);
  Result<List<Directive>> directives(bool is_const);
  /// `= value`, or nullptr.
  Result<Literal*> default_value();

 private:
  Result<Literal*> list(bool is_const);
  Result<Literal*> object(bool is_const);
  Result<Literal*> variable(bool is_const);
  Result<Literal*> scalar();
  Result<ChildValue*> object_field(bool is_const);

  TokenReader& tokens_;
};

}  // namespace igp::rego::gqlparser
