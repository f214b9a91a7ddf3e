// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// base64, hex and URL query encodings.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/base64.h"
#include "base/bytes.h"
#include "base/hex.h"
#include "rego/builtins/families.h"
#include "rego/builtins/operands.h"
#include "rego/builtins/percent.h"
#include "rego/value/builder.h"
#include "rego/value/json_write.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;

// Go's decoders skip line ends and do not look at the bits after the last byte.
std::optional<std::string> decode_lenient(std::string_view text, bool url) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  std::size_t digits = 0;
  std::size_t padding = 0;
  for (const char c : text) {
    if (c == '\r' || c == '\n') continue;
    if (c == '=') {
      ++padding;
      continue;
    }
    if (padding != 0) return std::nullopt;
    const std::string_view tail = url ? "-_" : "+/";
    const int digit = c >= 'A' && c <= 'Z'   ? c - 'A'
                      : c >= 'a' && c <= 'z' ? c - 'a' + 26
                      : c >= '0' && c <= '9' ? c - '0' + 52
                      : c == tail[0]         ? 62
                      : c == tail[1]         ? 63
                                             : -1;
    if (digit < 0) return std::nullopt;
    ++digits;
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    if ((count += 6) >= 8) {
      count -= 8;
      out += static_cast<char>(bits >> count & 0xFF);
    }
  }
  if (digits % 4 == 1 || (digits + padding) % 4 != 0 || padding > 2) return std::nullopt;
  return out;
}

BuiltinResult base64_encode(BuiltinContext& ctx, Args args) {
  return ctx.string(encode_base64(as_bytes(IGP_OPERAND(string_operand(ctx, args, 1)))));
}

BuiltinResult base64_decode(BuiltinContext& ctx, Args args) {
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  if (const auto decoded = decode_lenient(text, false)) return ctx.string(*decoded);
  return ctx.fail("illegal base64 data");
}

BuiltinResult base64_is_valid(BuiltinContext&, Args args) {
  return Value::boolean(args[0].is_string() &&
                        decode_lenient(args[0].as_string(), false).has_value());
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
  std::string text(IGP_OPERAND(string_operand(ctx, args, 1)));
  if (!text.ends_with('=')) {
    if (text.size() % 4 == 1) return ctx.fail("illegal base64url string: {}", text);
    text.append((4 - text.size() % 4) % 4, '=');
  }
  if (const auto decoded = decode_lenient(text, true)) return ctx.string(*decoded);
  return ctx.fail("illegal base64 data");
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
