// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// json.match_schema and json.verify_schema.
#include "rego/builtins/families.h"
#include "rego/builtins/operands.h"
#include "rego/schema/schema.h"
#include "rego/value/builder.h"
#include "rego/value/json_read.h"
#include "rego/value/json_write.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

/// A document given as JSON text, or as a value that has a JSON form.
Result<Value> read_document(Arena& arena, const Value& value) {
  if (value.is_string()) {
    const auto document = read_json(arena, value.as_string());
    if (!document) return fail(ErrorCode::kRegoEval, "invalid JSON string");
    return *document;
  }
  if (!value.is_object() && !value.is_array()) {
    return fail(ErrorCode::kRegoEval, "wrong type, expected string or object");
  }
  return read_json(arena, write_json(value));
}

BuiltinResult failure(const BuiltinContext& ctx, const Error& error) {
  if (error.code == ErrorCode::kLimitExceeded) return ctx.unsupported("{}", error.message);
  return ctx.fail("{}", error.message);
}

Result<schema::Schema> compile_schema(const BuiltinContext& ctx, const Value& value) {
  const Value document = IGP_TRY(read_document(ctx.arena, value));
  return schema::Schema::compile(document);
}

BuiltinResult verify_schema(BuiltinContext& ctx, Args args) {
  const auto compiled = compile_schema(ctx, args[0]);
  if (compiled) return make_array(ctx.arena, {Value::boolean(true), Value::null()});
  if (compiled.error().code == ErrorCode::kLimitExceeded) return failure(ctx, compiled.error());
  return make_array(ctx.arena,
                    {Value::boolean(false), ctx.string("jsonschema: " + compiled.error().message)});
}

Value finding_value(const BuiltinContext& ctx, const schema::Finding& finding) {
  ObjectBuilder out(ctx.arena);
  out.insert("error", ctx.string(finding.field + ": " + finding.description));
  out.insert("type", ctx.string(finding.type));
  out.insert("field", ctx.string(finding.field));
  out.insert("desc", ctx.string(finding.description));
  return out.finish();
}

BuiltinResult match_schema(BuiltinContext& ctx, Args args) {
  const auto document = read_document(ctx.arena, args[0]);
  if (!document) return failure(ctx, document.error());
  const auto compiled = compile_schema(ctx, args[1]);
  if (!compiled) return failure(ctx, compiled.error());
  const auto findings = schema::validate(*compiled, *document);
  if (!findings) return failure(ctx, findings.error());
  ArrayBuilder out(ctx.arena);
  for (const schema::Finding& finding : *findings) out.append(finding_value(ctx, finding));
  return make_array(ctx.arena, {Value::boolean(findings->empty()), out.finish()});
}

constexpr BuiltinRow kRows[] = {
    {"json.match_schema", match_schema},
    {"json.verify_schema", verify_schema},
};

}  // namespace

constinit const BuiltinTable kJsonSchemaBuiltins = kRows;

}  // namespace igp::rego
