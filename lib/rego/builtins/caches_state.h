// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What BuiltinCaches holds; included by the families that use it.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "regex/regex.h"
#include "rego/builtins/caches.h"
#include "rego/builtins/glob_pattern.h"
#include "rego/builtins/time_zone.h"
#include "rego/gqlparser/schema.h"

namespace igp::rego {

/// A bounded map from text to something compiled from it; when it is full, it starts anew.
template <class T, std::size_t kMost = limits::kRegoCachedPatterns>
class TextCache {
 public:
  [[nodiscard]] const T* find(std::string_view key) const {
    const auto at = entries_.find(key);
    return at == entries_.end() ? nullptr : &at->second;
  }
  const T* put(std::string_view key, T value) {
    if (entries_.size() >= kMost) entries_.clear();
    return &entries_.insert_or_assign(std::string(key), std::move(value)).first->second;
  }

 private:
  std::map<std::string, T, std::less<>> entries_;
};

/// A schema of GraphQL as written, and once it was found valid, as queries are checked against it.
struct GraphqlSchema {
  std::shared_ptr<const gqlparser::SchemaDocument> document;
  std::shared_ptr<const gqlparser::Schema> schema;
};

struct BuiltinCaches::State {
  TextCache<regex::Regex> regexes;
  TextCache<TimeZone> zones;
  TextCache<GlobPattern> globs;
  TextCache<GraphqlSchema, limits::kRegoCachedSchemas> graphql_schemas;
};

}  // namespace igp::rego
