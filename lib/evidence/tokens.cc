// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/tokens.h"

#include <algorithm>

#include "base/limits.h"
#include "crypto/digest.h"

namespace igp::evidence {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

Result<std::vector<std::string>> parse_tokens(std::string_view text) {
  std::vector<std::string> out;
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.starts_with('#')) continue;
    if (!is_token(line)) {
      return fail(ErrorCode::kTokenMalformed, "line {} of the token file is no token", number);
    }
    if (out.size() == limits::kTokens) {
      return fail(ErrorCode::kTokenMalformed, "more than {} tokens", limits::kTokens);
    }
    out.emplace_back(line);
  }
  return out;
}

bool equal_scheme(std::string_view text) {
  return std::ranges::equal(text, std::string_view("bearer"),
                            [](char a, char b) { return (a | 0x20) == b; });
}

}  // namespace

bool is_token(std::string_view token) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._~+/=").contains(c);
  };
  return !token.empty() && token.size() <= limits::kTokenBytes &&
         std::ranges::all_of(token, allowed);
}

Result<TokenSet> TokenSet::parse(std::string_view text) {
  TokenSet out;
  out.tokens_ = IGP_TRY(parse_tokens(text));
  return out;
}

bool TokenSet::admits(std::string_view authorization) const {
  const std::size_t space = authorization.find(' ');
  if (space == authorization.npos || !equal_scheme(authorization.substr(0, space))) return false;
  const std::string_view given = trim(authorization.substr(space));
  // Digests have one length, so that not even a token's length shows in the time.
  const crypto::Digest wanted = crypto::digest_of(as_bytes(given));
  bool found = false;
  for (const std::string& token : tokens_) {
    const crypto::Digest own = crypto::digest_of(as_bytes(token));
    found = equal_constant_time(own.bytes(), wanted.bytes()) || found;
  }
  return found;
}

}  // namespace igp::evidence
