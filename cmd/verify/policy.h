// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Rego policies of the user about what an attestation says (`verify --policy`).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diag.h"
#include "base/result.h"
#include "cli/command.h"

namespace igp {

/// One policy: a Rego module of the package `signature` with a rule `allow`. Its input is the
/// verified in-toto statement.
class StatementPolicy {
 public:
  /// Reads and compiles `path`. Fails with kFileNotFound, kRegoParse, kRegoCompile, or
  /// kRegoCompile too when there is no data.signature.allow.
  static Result<StatementPolicy> load(const std::string& path);

  StatementPolicy(StatementPolicy&&) noexcept;
  ~StatementPolicy();
  StatementPolicy& operator=(StatementPolicy&&) = delete;

  [[nodiscard]] const std::string& name() const;

  /// data.signature.allow is `true`, and data.signature.deny, if there is one, an empty set or
  /// array. Anything else denies: another value, undefined, an error of evaluation or of a builtin.
  /// Fails with kPolicyDenied; the message has what `deny` says.
  Status allow(std::string_view statement, const cli::Runtime& runtime, Diag& diag) const;

 private:
  struct State;
  explicit StatementPolicy(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace igp
