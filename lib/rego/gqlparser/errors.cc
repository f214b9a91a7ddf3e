// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/gqlparser/errors.h"

#include "rego/value/term_text.h"

namespace igp::rego::gqlparser {

Error error_at(ErrorCode code, std::optional<Position> position, std::string_view message) {
  const Position at = position.value_or(Position{-1, -1});
  return error(code, "input:{}:{}: {}", at.row, at.column, message);
}

Fail invalid(std::optional<Position> position, std::string_view message) {
  return Fail(error_at(ErrorCode::kGraphqlInvalid, position, message));
}

std::string quoted(std::string_view text) {
  std::string out;
  append_go_quoted(out, text);
  return out;
}

}  // namespace igp::rego::gqlparser
