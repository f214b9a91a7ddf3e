// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Reading protobuf's JSON form with the path of every field in its errors.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/json.h"
#include "base/result.h"

namespace igp::sigstore {

/// One JSON object and its place in the document. The document must outlive it. A member that is
/// null is absent; errors carry the code given at the root.
class ProtoObject {
 public:
  static Result<ProtoObject> root(const Json& json, std::string_view name, ErrorCode code);

  /// Fails when there is a member that is not in `names`.
  Status only(std::initializer_list<std::string_view> names) const;
  [[nodiscard]] bool has(const char* key) const { return json_find(*json_, key) != nullptr; }

  [[nodiscard]] Result<ProtoObject> object(const char* key) const;
  [[nodiscard]] Result<std::optional<ProtoObject>> maybe_object(const char* key) const;
  /// The objects in an array of up to `max` elements; an absent array is empty.
  [[nodiscard]] Result<std::vector<ProtoObject>> objects(const char* key, std::size_t max) const;
  /// The byte strings in an array of up to `max` elements.
  [[nodiscard]] Result<std::vector<Bytes>> byte_strings(const char* key, std::size_t max) const;

  /// The strings in an array of up to `max` elements.
  [[nodiscard]] Result<std::vector<std::string>> texts(const char* key, std::size_t max) const;

  [[nodiscard]] Result<std::string> text(const char* key) const;
  /// The text, or "" when absent.
  [[nodiscard]] Result<std::string> maybe_text(const char* key) const;
  /// Strict base64, not empty.
  [[nodiscard]] Result<Bytes> bytes(const char* key) const;
  /// The bytes, or none when absent or empty (protobuf does not tell these apart).
  [[nodiscard]] Result<Bytes> maybe_bytes(const char* key) const;
  /// A decimal string, as protobuf writes 64-bit numbers, or a JSON integer; not negative.
  /// Absent is 0, as in protobuf.
  [[nodiscard]] Result<std::int64_t> count(const char* key) const;

  /// An error about this object.
  template <class... Args>
  [[nodiscard]] Fail invalid(fmt::format_string<Args...> format, Args&&... args) const {
    return fail(code_, "{}: {}", where_, fmt::format(format, std::forward<Args>(args)...));
  }

 private:
  ProtoObject(const Json* json, std::string where, ErrorCode code)
      : json_(json), where_(std::move(where)), code_(code) {}
  [[nodiscard]] Result<const Json*> array(const char* key, std::size_t max) const;
  [[nodiscard]] Result<Bytes> decode(const Json& value, std::string_view key) const;

  const Json* json_;
  std::string where_;
  ErrorCode code_;
};

}  // namespace igp::sigstore
