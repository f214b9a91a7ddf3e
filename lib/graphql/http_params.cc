// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "graphql/http_params.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/hex.h"
#include "base/utf8.h"

namespace igp::graphql {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t end = text.find(separator);
    out.push_back(text.substr(0, end));
    if (end == text.npos) return out;
    text.remove_prefix(end + 1);
  }
}

Result<std::string> decode_form(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      const auto byte = parse_hex(text.substr(i + 1, 2));
      if (!byte || byte->size() != 1) {
        return fail(ErrorCode::kFieldInvalid, "the URL's query has a malformed percent escape");
      }
      out += static_cast<char>(byte->front());
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  if (!is_valid_utf8(out)) return fail(ErrorCode::kFieldInvalid, "the URL's query is not UTF-8");
  return out;
}

Result<std::string> optional_string(const Json& params, const char* key) {
  const Json* value = json_find(params, key);
  if (value == nullptr) return std::string();
  if (!value->is_string()) return fail(ErrorCode::kFieldInvalid, "'{}' is not a string", key);
  return value->get<std::string>();
}

Result<std::string> optional_object(const Json& params, const char* key) {
  const Json* value = json_find(params, key);
  if (value == nullptr) return std::string("{}");
  if (!value->is_object()) return fail(ErrorCode::kFieldInvalid, "'{}' is not an object", key);
  return encode_json(*value);
}

Result<HttpParams> params_of(const Json& params) {
  if (!params.is_object()) return fail(ErrorCode::kFieldInvalid, "the request is not an object");
  HttpParams out;
  out.query = IGP_TRY(optional_string(params, "query"));
  if (json_find(params, "query") == nullptr) {
    return fail(ErrorCode::kFieldInvalid, "'query' is missing");
  }
  out.operation_name = IGP_TRY(optional_string(params, "operationName"));
  out.variables = IGP_TRY(optional_object(params, "variables"));
  IGP_CHECK(optional_object(params, "extensions"));
  return out;
}

/// The q parameter of a media range in thousandths (RFC 9110 section 12.4.2); 0 when malformed.
int weight(const std::vector<std::string_view>& parts) {
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::string part = lower(trim(parts[i]));
    if (!part.starts_with("q=")) continue;
    double value = 0;
    const auto [end, problem] = std::from_chars(part.data() + 2, part.data() + part.size(), value,
                                                std::chars_format::fixed);
    const bool good = problem == std::errc() && end == part.data() + part.size();
    return good && value >= 0 && value <= 1 ? static_cast<int>(value * 1000) : 0;
  }
  return 1000;
}

bool has_other_charset(const std::vector<std::string_view>& parts) {
  return std::ranges::any_of(parts, [](std::string_view part) {
    const std::string text = lower(trim(part));
    return text.starts_with("charset=") && text != "charset=utf-8" && text != "charset=\"utf-8\"";
  });
}

}  // namespace

Result<HttpParams> params_of_body(std::string_view body) {
  const Json params = IGP_TRY(parse_json(body));
  return params_of(params);
}

Result<HttpParams> params_of_query(std::string_view query) {
  Json params = Json::object();
  for (const std::string_view pair : split(query, '&')) {
    const std::size_t equals = pair.find('=');
    if (equals == pair.npos) continue;
    const std::string key = IGP_TRY(decode_form(pair.substr(0, equals)));
    const std::string value = IGP_TRY(decode_form(pair.substr(equals + 1)));
    if (params.contains(key)) {
      return fail(ErrorCode::kFieldInvalid, "{} is given more than once", quote(key));
    }
    const bool is_json = key == "variables" || key == "extensions";
    params[key] = is_json ? IGP_TRY(parse_json(value)) : Json(value);
  }
  return params_of(params);
}

std::optional<std::string_view> negotiate(std::string_view accept) {
  if (trim(accept).empty()) return kJsonType;
  std::optional<std::string_view> best;
  int best_weight = 0;
  for (const std::string_view range : split(accept, ',')) {
    const auto parts = split(range, ';');
    const std::string type = lower(trim(parts.front()));
    const bool json = type == "*/*" || type == "application/*" || type == kJsonType;
    if ((!json && type != kResponseType) || has_other_charset(parts)) continue;
    if (const int q = weight(parts); q > best_weight) {
      best = json ? kJsonType : kResponseType;
      best_weight = q;
    }
  }
  return best;
}

bool is_json_content(std::string_view content_type) {
  const auto parts = split(content_type, ';');
  return lower(trim(parts.front())) == kJsonType && !has_other_charset(parts);
}

}  // namespace igp::graphql
