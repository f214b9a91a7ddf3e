// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The schema, a zero byte, the query: parsed, validated, written as values, which read back as they
// are.
#include <cstdlib>

#include "base/bytes.h"
#include "rego/gqlparser/json.h"
#include "rego/gqlparser/validate.h"

namespace gql = igp::rego::gqlparser;

// A sanitizer makes frames so large that the usual depth does not fit on the stack.
constexpr gql::Limits kLimits = {.depth = 100};

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = igp::as_text({data, size});
  const std::size_t zero = std::min(input.find('\0'), input.size());
  auto document = gql::parse_schema(input.substr(0, zero), kLimits);
  const auto query = gql::parse_query(input.substr(std::min(zero + 1, input.size())), kLimits);
  if (!document || !query) return 0;
  igp::rego::Arena arena;
  const igp::rego::Value value = gql::to_value(arena, **document);
  const auto again = gql::schema_from_value(value, kLimits);
  if (again && gql::to_value(arena, **again) != value) abort();
  const auto decoded = gql::query_from_value(gql::to_value(arena, **query), kLimits);
  const auto schema = gql::build_schema(std::move(*document), kLimits);
  if (!schema) return 0;
  static_cast<void>(gql::validate_query(**schema, **query, gql::Report::kAll, kLimits));
  if (decoded && gql::prepare(**decoded)) {
    static_cast<void>(gql::validate_query(**schema, **decoded, gql::Report::kFirst, kLimits));
  }
  return 0;
}
