// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "tuf/canonical_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

namespace igp::tuf {
namespace {

/// Only the quote and the backslash are escaped; control characters stand as they are.
void append_string(std::string& out, const std::string& text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

Status append(std::string& out, const Json& value);

Status append_object(std::string& out, const Json& value) {
  std::vector<const Json::object_t::value_type*> members;
  for (const auto& member : value.get_ref<const Json::object_t&>()) members.push_back(&member);
  std::ranges::sort(members, {}, [](const auto* m) -> const std::string& { return m->first; });
  out += '{';
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i > 0) out += ',';
    append_string(out, members[i]->first);
    out += ':';
    IGP_CHECK(append(out, members[i]->second));
  }
  out += '}';
  return {};
}

Status append_array(std::string& out, const Json& value) {
  out += '[';
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (i > 0) out += ',';
    IGP_CHECK(append(out, value[i]));
  }
  out += ']';
  return {};
}

Status append(std::string& out, const Json& value) {
  if (value.is_object()) return append_object(out, value);
  if (value.is_array()) return append_array(out, value);
  if (value.is_number_float()) {
    return fail(ErrorCode::kTufMalformed, "canonical JSON has no fractions: {}",
                encode_json(value));
  }
  if (value.is_string()) {
    append_string(out, value.get_ref<const std::string&>());
  } else {
    out += encode_json(value);  // null, true, false and integers
  }
  return {};
}

}  // namespace

Result<std::string> encode_canonical(const Json& value) {
  std::string out;
  IGP_CHECK(append(out, value));
  return out;
}

}  // namespace igp::tuf
