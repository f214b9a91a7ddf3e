// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The schemas of a document that references can lead to.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/result.h"
#include "rego/schema/reference.h"
#include "rego/schema/schema.h"
#include "rego/value/value.h"

namespace igp::rego::schema {

struct PoolDocument {
  Value value;
  std::optional<Draft> draft;
};

/// Every schema of one document by its reference, and what the references mean where they stand.
class Pool {
 public:
  /// Fails with kRegoEval, or kLimitExceeded for JSON that is much deeper than kJsonSchemaDepth.
  Status add_document(const Value& document);
  /// What `reference` leads to; nothing is fetched. Fails with kRegoEval.
  Result<PoolDocument> find(const Reference& reference);
  /// The text of `$ref` in `object`, resolved.
  [[nodiscard]] std::string reference_of(const Value& object) const;

  /// The draft that `$schema` names, if it is a known one. Fails with kRegoEval.
  static Result<std::optional<Draft>> draft_of(const Value& document);

 private:
  Status collect(const Value& value, const Reference& base, std::optional<Draft> draft, int level);
  Status collect_id(const Value& object, std::optional<Draft> draft, Reference& here);
  void resolve(const Value& object, const Reference& here);

  std::map<std::string, PoolDocument> documents_;
  std::map<const Value*, std::string> resolved_;
};

}  // namespace igp::rego::schema
