// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// JSON references and pointers (RFC 6901), resolved as OPA's JSON schema library resolves them.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "rego/builtins/go_url.h"
#include "rego/value/value.h"

namespace igp::rego::schema {

/// Where a schema is: a URL whose fragment may be a pointer.
class Reference {
 public:
  Reference() = default;
  /// Fails with kRegoEval, in Go's words.
  static Result<Reference> parse(std::string_view text);

  [[nodiscard]] std::string text() const { return url_.text(); }
  /// Without the fragment.
  [[nodiscard]] std::string document() const;
  /// Whether it says by itself where its document is.
  [[nodiscard]] bool is_canonical() const;
  /// `child` as found in a document at this reference. Fails with kRegoEval.
  [[nodiscard]] Result<Reference> inherit(const Reference& child) const;
  /// What the pointer in the fragment leads to. Fails with kRegoEval.
  [[nodiscard]] Result<Value> find_in(const Value& document) const;

 private:
  explicit Reference(GoUrl url) : url_(std::move(url)) {}
  GoUrl url_;
};

}  // namespace igp::rego::schema
