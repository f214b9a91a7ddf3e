// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// JSON as igpack accepts and writes it (RFC 8259; canonical form RFC 8785).
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"

namespace igp {

/// Objects keep the order of their keys, so that files we rewrite keep their fields' order.
using Json = nlohmann::ordered_json;

struct JsonLimits {
  std::size_t bytes = limits::kJsonBytes;
  int depth = limits::kJsonDepth;
};

/// Parses one document. Refuses duplicate keys, invalid UTF-8, a byte order mark, text after the
/// document, and more than `limits` allows. Fails with kJsonMalformed or kLimitExceeded; the
/// message has the byte offset.
Result<Json> parse_json(std::string_view text, const JsonLimits& limits = {});

/// The members of `object` that have the given type, or kFieldInvalid naming the path `where`.key.
Result<std::string> json_string(const Json& object, const char* key, std::string_view where);
Result<std::int64_t> json_integer(const Json& object, const char* key, std::string_view where);
Result<bool> json_bool(const Json& object, const char* key, std::string_view where);
/// A pointer to the member, never null on success.
Result<const Json*> json_object(const Json& object, const char* key, std::string_view where);
Result<const Json*> json_array(const Json& object, const char* key, std::string_view where);
/// The member, or nullptr when it is absent or null (protobuf JSON treats both alike).
const Json* json_find(const Json& object, const char* key);

/// RFC 8785 (JCS) text: sorted keys (by UTF-16 unit), no white space, ECMAScript numbers.
std::string encode_jcs(const Json& value);

/// One line, keys in their order, UTF-8 kept.
std::string encode_json(const Json& value);

/// Indented by two spaces, with a final newline; the form of every JSON file igpack writes.
std::string encode_json_pretty(const Json& value);

}  // namespace igp
