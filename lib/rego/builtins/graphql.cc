// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// graphql.*: documents of GraphQL as gqlparser sees them (see rego/gqlparser), in OPA's wrapping.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "rego/builtins/caches_state.h"
#include "rego/builtins/families.h"
#include "rego/builtins/operands.h"
#include "rego/gqlparser/json.h"
#include "rego/gqlparser/validate.h"
#include "rego/value/builder.h"
#include "rego/value/term_text.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;
using gqlparser::QueryDocument;
using gqlparser::Report;
using gqlparser::SchemaDocument;

std::optional<std::uint64_t> unsigned_number(std::string_view text) {
  std::uint64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

// OPA moves the place from the front of a text to its end: of several errors only the first one's,
// and the others stay as they are.
std::string with_place_last(std::string_view text) {
  std::array<std::string_view, 4> parts;
  std::string_view rest = text;
  std::size_t count = 0;
  for (; count < 3 && rest.find(':') != rest.npos; ++count) {
    parts[count] = rest.substr(0, rest.find(':'));
    rest.remove_prefix(parts[count].size() + 1);
  }
  const auto row = unsigned_number(parts[1]);
  const auto column = unsigned_number(parts[2]);
  if (count < 3 || !row || !column) return fmt::format("GraphQL parse error: {}", text);
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  if (rest.ends_with(".\n")) rest.remove_suffix(2);
  return fmt::format("{} in GraphQL string at location {}:{}", rest, *row, *column);
}

/// The document that an operand holds: as text, or as the value that graphql.parse_* made of it.
template <class Document>
struct Loader;
template <>
struct Loader<QueryDocument> {
  static constexpr auto parse = gqlparser::parse_query;
  static constexpr auto decode = gqlparser::query_from_value;
};
template <>
struct Loader<SchemaDocument> {
  static constexpr auto parse = gqlparser::parse_schema;
  static constexpr auto decode = gqlparser::schema_from_value;
};

template <class Document>
Result<std::unique_ptr<Document>> load(const Value& operand) {
  if (operand.is_object()) return Loader<Document>::decode(operand, {});
  auto document = Loader<Document>::parse(operand.as_string(), {});
  if (!document && document.error().code == ErrorCode::kGraphqlSyntax) {
    document.error().message = with_place_last(document.error().message);
  }
  return document;
}

bool is_document(const Value& operand) { return operand.is_string() || operand.is_object(); }

// A limit is no property of the document: nothing may follow from it, not even its being invalid.
const BuiltinError* failure(const BuiltinContext& ctx, const Error& error) {
  if (error.code == ErrorCode::kLimitExceeded) return ctx.halt("{}", error.message);
  return ctx.fail("{}", error.message);
}

std::string cache_key(const Value& operand) {
  return operand.is_string() ? fmt::format("s{}", operand.as_string())
                             : fmt::format("o{}", term_text(operand));
}

/// The schema document in an operand, which is not validated yet. Kept across evaluations.
Result<const GraphqlSchema*> load_schema_document(BuiltinContext& ctx, const Value& operand) {
  const std::string key = cache_key(operand);
  auto& cache = ctx.caches.state().graphql_schemas;
  if (const GraphqlSchema* cached = cache.find(key)) return cached;
  GraphqlSchema out;
  out.document = IGP_TRY(load<SchemaDocument>(operand));
  return cache.put(key, std::move(out));
}

/// The schema in an operand, validated.
Result<GraphqlSchema> load_schema(BuiltinContext& ctx, const Value& operand) {
  GraphqlSchema out = *IGP_TRY(load_schema_document(ctx, operand));
  if (out.schema != nullptr) return out;
  IGP_CHECK(gqlparser::check_complete(*out.document));
  auto schema = gqlparser::build_schema(out.document);
  if (!schema) {
    auto& message = schema.error().message;
    message = "Error in gqlparser SchemaDocument to Schema conversion: " + message;
    return Fail(std::move(schema).error());
  }
  out.schema = *std::move(schema);
  ctx.caches.state().graphql_schemas.put(cache_key(operand), out);
  return out;
}

/// Checks `query` against the schema in an operand.
Status verify(BuiltinContext& ctx, QueryDocument& query, const Value& schema_operand,
              Report report) {
  const GraphqlSchema schema = IGP_TRY(load_schema(ctx, schema_operand));
  IGP_CHECK(gqlparser::prepare(query));
  auto valid = gqlparser::validate_query(*schema.schema, query, report);
  if (!valid && valid.error().code == ErrorCode::kGraphqlInvalid) {
    valid.error().message = with_place_last(valid.error().message);
  }
  return valid;
}

/// What graphql.parse and graphql.parse_and_verify show of valid documents.
struct Verified {
  Value query;
  Value schema;
};

Result<Verified> verify_and_show(BuiltinContext& ctx, QueryDocument& query,
                                 const Value& schema_operand, Report report) {
  Verified out;
  out.query = gqlparser::to_value(ctx.arena, query);  // before it is annotated
  IGP_CHECK(verify(ctx, query, schema_operand, report));
  const GraphqlSchema* schema = IGP_TRY(load_schema_document(ctx, schema_operand));
  out.schema = gqlparser::to_value(ctx.arena, *schema->document);
  return out;
}

// Operands count from 0 here, and the second one is not looked at when the first is wrong.
BuiltinResult parse(BuiltinContext& ctx, Args args) {
  if (!is_document(args[0])) return ctx.operand_type(0, args[0], {"string", "object"});
  const auto query = load<QueryDocument>(args[0]);
  if (!query) return failure(ctx, query.error());
  if (!is_document(args[1])) return ctx.operand_type(1, args[1], {"string", "object"});
  const auto verified = verify_and_show(ctx, **query, args[1], Report::kAll);
  if (!verified) return failure(ctx, verified.error());
  return make_array(ctx.arena, {verified->query, verified->schema});
}

Result<Verified> load_verify_and_show(BuiltinContext& ctx, Args args) {
  const auto query = IGP_TRY(load<QueryDocument>(args[0]));
  return verify_and_show(ctx, *query, args[1], Report::kFirst);
}

BuiltinResult parse_and_verify(BuiltinContext& ctx, Args args) {
  const Value none = Value::empty_object();
  const Value unverified = make_array(ctx.arena, {Value::boolean(false), none, none});
  if (!std::ranges::all_of(args, is_document)) return unverified;
  const auto verified = load_verify_and_show(ctx, args);
  if (verified) {
    return make_array(ctx.arena, {Value::boolean(true), verified->query, verified->schema});
  }
  if (verified.error().code != ErrorCode::kLimitExceeded) return unverified;
  return failure(ctx, verified.error());
}

BuiltinResult parse_query(BuiltinContext& ctx, Args args) {
  IGP_OPERAND(string_operand(ctx, args, 1));
  const auto query = load<QueryDocument>(args[0]);
  if (!query) return failure(ctx, query.error());
  return gqlparser::to_value(ctx.arena, **query);
}

BuiltinResult parse_schema(BuiltinContext& ctx, Args args) {
  IGP_OPERAND(string_operand(ctx, args, 1));
  const auto schema = load_schema_document(ctx, args[0]);
  if (!schema) return failure(ctx, schema.error());
  return gqlparser::to_value(ctx.arena, *(*schema)->document);
}

// Whether something is valid, or that it could not be found out.
template <class T>
BuiltinResult verdict(const BuiltinContext& ctx, const Result<T>& result) {
  if (!result && result.error().code == ErrorCode::kLimitExceeded) {
    return failure(ctx, result.error());
  }
  return Value::boolean(result.has_value());
}

BuiltinResult is_valid(BuiltinContext& ctx, Args args) {
  if (!std::ranges::all_of(args, is_document)) return Value::boolean(false);
  const auto query = load<QueryDocument>(args[0]);
  return query ? verdict(ctx, verify(ctx, **query, args[1], Report::kFirst)) : verdict(ctx, query);
}

BuiltinResult schema_is_valid(BuiltinContext& ctx, Args args) {
  if (!is_document(args[0])) return Value::boolean(false);
  return verdict(ctx, load_schema(ctx, args[0]));
}

constexpr BuiltinRow kRows[] = {
    {"graphql.is_valid", is_valid},
    {"graphql.parse", parse},
    {"graphql.parse_and_verify", parse_and_verify},
    {"graphql.parse_query", parse_query},
    {"graphql.parse_schema", parse_schema},
    {"graphql.schema_is_valid", schema_is_valid},
};

}  // namespace

constinit const BuiltinTable kGraphqlBuiltins = kRows;

}  // namespace igp::rego
