// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// base64, hex and URL query encodings.
#include <algorithm>
#include <string>
#include <vector>

#include "base/base64.h"
#include "base/bytes.h"
#include "base/hex.h"
#include "rego/builtins/families.h"
#include "rego/builtins/go_base64.h"
#include "rego/builtins/operands.h"
#include "rego/builtins/percent.h"
#include "rego/value/builder.h"
#include "rego/value/json_write.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

std::expected<std::string, std::size_t> decode_standard(std::string_view text) {
  return decode_go_base64(text, Base64Alphabet::kStandard, Base64Padding::kRequired);
}

BuiltinResult base64_encode(BuiltinContext& ctx, Args args) {
  return ctx.string(encode_base64(as_bytes(IGP_OPERAND(string_operand(ctx, args, 1)))));
}

BuiltinResult base64_decode(BuiltinContext& ctx, Args args) {
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  const auto decoded = decode_standard(text);
  if (decoded) return ctx.string(*decoded);
  return ctx.fail("illegal base64 data at input byte {}", decoded.error());
}

BuiltinResult base64_is_valid(BuiltinContext&, Args args) {
  return Value::boolean(args[0].is_string() && decode_standard(args[0].as_string()).has_value());
}

BuiltinResult base64url_encode_no_pad(BuiltinContext& ctx, Args args) {
  return ctx.string(encode_base64url(as_bytes(IGP_OPERAND(string_operand(ctx, args, 1)))));
}

BuiltinResult base64url_encode(BuiltinContext& ctx, Args args) {
  std::string out = encode_base64url(as_bytes(IGP_OPERAND(string_operand(ctx, args, 1))));
  out.append((4 - out.size() % 4) % 4, '=');
  return ctx.string(out);
}

BuiltinResult base64url_decode(BuiltinContext& ctx, Args args) {
  const auto decoded = decode_base64url_text(IGP_OPERAND(string_operand(ctx, args, 1)));
  if (decoded) return ctx.string(*decoded);
  return ctx.fail("{}", decoded.error());
}

BuiltinResult hex_encode(BuiltinContext& ctx, Args args) {
  return ctx.string(encode_hex(as_bytes(IGP_OPERAND(string_operand(ctx, args, 1)))));
}

BuiltinResult hex_decode(BuiltinContext& ctx, Args args) {
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  if (const auto bytes = parse_hex(text)) return ctx.string(as_text(*bytes));
  const std::size_t bad = text.find_first_not_of("0123456789abcdefABCDEF");
  if (bad == std::string_view::npos) return ctx.fail("encoding/hex: odd length hex string");
  const auto byte = static_cast<unsigned char>(text[bad]);
  return ctx.fail("encoding/hex: invalid byte: U+{:04X} '{}'", byte,
                  byte < 0x20 || byte >= 0x7F ? '?' : text[bad]);
}

BuiltinResult query_encode(BuiltinContext& ctx, Args args) {
  return ctx.string(escape_query(IGP_OPERAND(string_operand(ctx, args, 1))));
}

BuiltinResult query_decode(BuiltinContext& ctx, Args args) {
  const auto decoded = unescape_query(IGP_OPERAND(string_operand(ctx, args, 1)));
  if (!decoded) return ctx.fail("invalid URL escape {}", quoted(decoded.error()));
  return ctx.string(*decoded);
}

BuiltinResult query_encode_object(BuiltinContext& ctx, Args args) {
  const Value object = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kObject));
  const auto wrong = [&] {
    return ctx.operand(1, "values must be string, array[string], or set[string]");
  };
  std::vector<std::pair<std::string, const Value*>> members;
  for (std::size_t i = 0; i < object.size(); ++i) {
    const Value& key = object.keys()[i];
    members.emplace_back(key.is_string() ? std::string(key.as_string()) : write_json(key),
                         &object.values()[i]);
  }
  std::stable_sort(members.begin(), members.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string out;
  const auto put = [&](std::string_view key, std::string_view value) {
    if (!out.empty()) out += '&';
    out.append(escape_query(key)).append(1, '=').append(escape_query(value));
  };
  for (const auto& [key, value] : members) {
    if (value->is_string()) {
      put(key, value->as_string());
    } else if (value->is_array() || value->is_set()) {
      for (const Value& item : value->items()) {
        if (!item.is_string()) return wrong();
        put(key, item.as_string());
      }
    } else {
      return wrong();
    }
  }
  return ctx.string(out);
}

BuiltinResult query_decode_object(BuiltinContext& ctx, Args args) {
  std::string_view query = IGP_OPERAND(string_operand(ctx, args, 1));
  std::vector<std::pair<std::string, std::vector<Value>>> members;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.find(';') != std::string_view::npos) {
      return ctx.fail("invalid semicolon separator in query");
    }
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const auto key = unescape_query(pair.substr(0, equals));
    if (!key) return ctx.fail("invalid URL escape {}", quoted(key.error()));
    const auto value = unescape_query(pair.substr(std::min(equals + 1, pair.size())));
    if (!value) return ctx.fail("invalid URL escape {}", quoted(value.error()));
    auto at = std::find_if(members.begin(), members.end(),
                           [&](const auto& m) { return m.first == *key; });
    if (at == members.end()) at = members.insert(at, {*key, {}});
    at->second.push_back(ctx.string(*value));
  }
  ObjectBuilder out(ctx.arena);
  for (const auto& [key, values] : members) out.insert(key, make_array(ctx.arena, values));
  return out.finish();
}

constexpr BuiltinRow kRows[] = {
    {"base64.decode", base64_decode},
    {"base64.encode", base64_encode},
    {"base64.is_valid", base64_is_valid},
    {"base64url.decode", base64url_decode},
    {"base64url.encode", base64url_encode},
    {"base64url.encode_no_pad", base64url_encode_no_pad},
    {"hex.decode", hex_decode},
    {"hex.encode", hex_encode},
    {"urlquery.decode", query_decode},
    {"urlquery.decode_object", query_decode_object},
    {"urlquery.encode", query_encode},
    {"urlquery.encode_object", query_encode_object},
};

}  // namespace

constinit const BuiltinTable kEncodingBuiltins = kRows;

}  // namespace igp::rego
