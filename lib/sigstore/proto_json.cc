// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/proto_json.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "base/base64.h"

namespace igp::sigstore {

Result<ProtoObject> ProtoObject::root(const Json& json, std::string_view name, ErrorCode code) {
  if (!json.is_object()) return fail(code, "{} is not a JSON object", name);
  return ProtoObject(&json, std::string(name), code);
}

Status ProtoObject::only(std::initializer_list<std::string_view> names) const {
  for (const auto& [key, value] : json_->items()) {
    if (std::ranges::find(names, key) == names.end())
      return invalid("unknown member {}", quote(key));
  }
  return {};
}

Result<ProtoObject> ProtoObject::object(const char* key) const {
  const Json* found = json_find(*json_, key);
  if (found == nullptr) return invalid("{} is missing", key);
  if (!found->is_object()) return invalid("{} is not an object", key);
  return ProtoObject(found, fmt::format("{}.{}", where_, key), code_);
}

Result<std::optional<ProtoObject>> ProtoObject::maybe_object(const char* key) const {
  if (!has(key)) return std::optional<ProtoObject>();
  return std::optional<ProtoObject>(IGP_TRY(object(key)));
}

Result<const Json*> ProtoObject::array(const char* key, std::size_t max) const {
  static const Json kNone = Json::array();
  const Json* found = json_find(*json_, key);
  if (found == nullptr) return &kNone;
  if (!found->is_array()) return invalid("{} is not an array", key);
  if (found->size() > max) {
    return fail(ErrorCode::kLimitExceeded, "{}.{} has {} elements, more than {}", where_, key,
                found->size(), max);
  }
  return found;
}

Result<std::vector<ProtoObject>> ProtoObject::objects(const char* key, std::size_t max) const {
  std::vector<ProtoObject> out;
  for (const Json& element : *IGP_TRY(array(key, max))) {
    if (!element.is_object()) return invalid("{}[{}] is not an object", key, out.size());
    out.push_back(ProtoObject(&element, fmt::format("{}.{}[{}]", where_, key, out.size()), code_));
  }
  return out;
}

Result<std::vector<Bytes>> ProtoObject::byte_strings(const char* key, std::size_t max) const {
  std::vector<Bytes> out;
  for (const Json& element : *IGP_TRY(array(key, max)))
    out.push_back(IGP_TRY(decode(element, key)));
  return out;
}

Result<std::vector<std::string>> ProtoObject::texts(const char* key, std::size_t max) const {
  std::vector<std::string> out;
  for (const Json& element : *IGP_TRY(array(key, max))) {
    if (!element.is_string()) return invalid("{}[{}] is not a string", key, out.size());
    out.push_back(element.get<std::string>());
  }
  return out;
}

Result<std::string> ProtoObject::text(const char* key) const {
  const Json* found = json_find(*json_, key);
  if (found == nullptr) return invalid("{} is missing", key);
  if (!found->is_string()) return invalid("{} is not a string", key);
  return found->get<std::string>();
}

Result<std::string> ProtoObject::maybe_text(const char* key) const {
  if (!has(key)) return std::string();
  return text(key);
}

Result<Bytes> ProtoObject::decode(const Json& value, std::string_view key) const {
  if (!value.is_string()) return invalid("{} is not a string", key);
  auto bytes = parse_base64(value.get_ref<const std::string&>());
  if (!bytes) return invalid("{} is not base64", key);
  return std::move(*bytes);
}

Result<Bytes> ProtoObject::bytes(const char* key) const {
  Bytes out = IGP_TRY(maybe_bytes(key));
  if (out.empty()) return invalid("{} is missing or empty", key);
  return out;
}

Result<Bytes> ProtoObject::maybe_bytes(const char* key) const {
  const Json* found = json_find(*json_, key);
  if (found == nullptr) return Bytes();
  return decode(*found, key);
}

Result<std::int64_t> ProtoObject::count(const char* key) const {
  const Json* found = json_find(*json_, key);
  if (found == nullptr) return 0;
  std::int64_t value = -1;
  if (found->is_number_integer() && !found->is_number_unsigned())
    return invalid("{} is negative", key);
  const std::string digits = found->is_string() ? found->get<std::string>() : found->dump();
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool canonical = digits == "0" || !digits.starts_with('0');
  if (failure != std::errc() || end != digits.data() + digits.size() || value < 0 || !canonical) {
    return invalid("{} is not a number from 0 to 2^63-1", key);
  }
  return value;
}

}  // namespace igp::sigstore
