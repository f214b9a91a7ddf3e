// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// TokenSet: the bearer tokens that a server accepts (RFC 6750).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace igp::evidence {

/// Tokens held in memory. Never printed and never part of an error.
class TokenSet {
 public:
  TokenSet() = default;

  /// Parses a token file: one token a line, at most kTokens; blank lines and lines that start with
  /// '#' are skipped. A token has kTokenBytes at most, all of RFC 6750's b64token characters.
  /// Fails with kTokenMalformed (the message has the line's number, never its text).
  static Result<TokenSet> parse(std::string_view text);

  [[nodiscard]] bool empty() const { return tokens_.empty(); }

  /// Whether `authorization` is "Bearer TOKEN" with one of these tokens. The time taken does not
  /// depend on how much of a token is right.
  [[nodiscard]] bool admits(std::string_view authorization) const;

 private:
  std::vector<std::string> tokens_;
};

/// Whether `token` can travel in an Authorization header.
bool is_token(std::string_view token);

}  // namespace igp::evidence
