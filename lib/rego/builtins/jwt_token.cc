// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/jwt_token.h"

#include <algorithm>
#include <vector>

#include "rego/builtins/go_base64.h"
#include "rego/value/json_read.h"

namespace igp::rego {
namespace {

Status read_text(const Value& value, std::string_view name, std::string& out) {
  if (!value.is_string()) return fail(ErrorCode::kFieldInvalid, "{}: must be a string", name);
  out = value.as_string();
  return {};
}

/// The names in "crit", up to the first that is none.
Result<std::vector<std::string>> critical_names(const Value& value) {
  if (!value.is_array()) return fail(ErrorCode::kFieldInvalid, "crit: must be a list");
  std::vector<std::string> names;
  for (const Value& item : value.items()) {
    if (!item.is_string()) break;
    names.emplace_back(item.as_string());
  }
  if (names.empty()) return fail(ErrorCode::kFieldInvalid, "crit: must be a nonempty list");
  return names;
}

}  // namespace

std::string go_json_reason(std::string_view json, std::string_view message) {
  constexpr std::string_view kTrailing = " after top-level value";
  std::string reason(message.substr(0, message.rfind(" at offset ")));
  if (reason == "unexpected end of JSON input") {
    return json.find_first_not_of(" \t\r\n") == std::string_view::npos ? "EOF" : "unexpected EOF";
  }
  if (reason.ends_with(kTrailing)) {
    reason.replace(reason.size() - kTrailing.size(), kTrailing.size(),
                   " looking for beginning of value");
  }
  return reason;
}

Result<JwtParts> split_jwt(std::string_view token) {
  const auto periods = static_cast<std::size_t>(std::ranges::count(token, '.'));
  if (periods == 0) {
    return fail(ErrorCode::kFieldInvalid, "encoded JWT had no period separators");
  }
  if (periods != 2) {
    return fail(ErrorCode::kFieldInvalid, "encoded JWT must have 3 sections, found {}",
                periods + 1);
  }
  const std::size_t first = token.find('.');
  const std::size_t second = token.rfind('.');
  return JwtParts{.header = token.substr(0, first),
                  .payload = token.substr(first + 1, second - first - 1),
                  .signature = token.substr(second + 1),
                  .signing_input = token.substr(0, second)};
}

Result<std::string> decode_jwt_part(std::string_view part) {
  auto decoded = decode_base64url_text(part);
  if (!decoded) return fail(ErrorCode::kEncodingMalformed, "{}", decoded.error());
  return *std::move(decoded);
}

Result<Value> read_jwt_object(Arena& arena, std::string_view json) {
  const auto value = read_json(arena, json);
  if (!value) {
    return fail(value.error().code, "invalid JSON: {}",
                go_json_reason(json, value.error().message));
  }
  if (!value->is_object()) {
    return fail(ErrorCode::kFieldInvalid, "decoded JSON type was not an Object");
  }
  return *value;
}

Result<Value> read_jwt_header(Arena& arena, std::string_view part) {
  const auto json = decode_jwt_part(part);
  if (!json) {
    return fail(json.error().code, "JWT header had invalid encoding: {}", json.error().message);
  }
  const auto header = read_jwt_object(arena, *json);
  if (!header) return fail(header.error().code, "bad JWT header: {}", header.error().message);
  if (header->get("enc").defined()) {
    return fail(ErrorCode::kFieldInvalid, "JWT is a JWE object, which is not supported");
  }
  return *header;
}

Result<JwtHeader> parse_jwt_header(const Value& header) {
  JwtHeader out;
  std::string type;
  std::vector<std::string> critical;
  std::vector<std::string> unknown;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string_view name = header.keys()[i].as_string();
    const Value& value = header.values()[i];
    if (name == "alg") {
      IGP_CHECK(read_text(value, name, out.alg));
    } else if (name == "crit") {
      critical = IGP_TRY(critical_names(value));
    } else if (name == "cty") {
      IGP_CHECK(read_text(value, name, out.cty));
    } else if (name == "kid") {
      IGP_CHECK(read_text(value, name, out.kid));
    } else if (name == "typ") {
      IGP_CHECK(read_text(value, name, type));
    } else {
      unknown.emplace_back(name);
    }
  }
  out.critical_unknown = std::ranges::any_of(critical, [&](const std::string& name) {
    return std::ranges::find(unknown, name) != unknown.end();
  });
  return out;
}

}  // namespace igp::rego
