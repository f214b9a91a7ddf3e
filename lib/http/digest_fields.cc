// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/digest_fields.h"

#include <algorithm>
#include <optional>

#include "base/base64.h"
#include "base/hex.h"
#include "http/headers.h"

namespace igp::http {
namespace {

using crypto::Digest;
using crypto::HashAlgorithm;

/// Names as the IANA registry of hash algorithms for HTTP digest fields writes them.
struct FieldName {
  HashAlgorithm algorithm;
  std::string_view name;
};
constexpr FieldName kNames[] = {{HashAlgorithm::kSha256, "sha-256"},
                                {HashAlgorithm::kSha384, "sha-384"},
                                {HashAlgorithm::kSha512, "sha-512"}};

std::string_view field_name(HashAlgorithm algorithm) {
  return std::ranges::find(kNames, algorithm, &FieldName::algorithm)->name;
}

std::optional<HashAlgorithm> algorithm_of(std::string_view name) {
  const auto* row = std::ranges::find(kNames, name, &FieldName::name);
  if (row == std::end(kNames)) return std::nullopt;
  return row->algorithm;
}

Fail malformed(std::string_view field) {
  return fail(ErrorCode::kHttpAnswerInvalid, "malformed digest field {}", quote(field));
}

/// Cuts the next member off the front of a comma-separated list; `more` says whether a comma was
/// there, so that a trailing one can be refused.
std::string_view take_member(std::string_view& rest, bool& more) {
  const std::size_t comma = rest.find(',');
  const std::string_view member = trim_whitespace(rest.substr(0, comma));
  more = comma != std::string_view::npos;
  rest = more ? rest.substr(comma + 1) : std::string_view{};
  return member;
}

Result<Digest> decode(HashAlgorithm algorithm, Result<Bytes> value, std::string_view field) {
  if (!value) return malformed(field);
  auto digest = Digest::from_bytes(algorithm, *value);
  if (!digest) return malformed(field);
  return digest;
}

/// A dictionary key (RFC 9651 section 3.1.2).
bool is_key(std::string_view text) {
  if (text.empty() || !((text[0] >= 'a' && text[0] <= 'z') || text[0] == '*')) return false;
  return std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' ||
           c == '*';
  });
}

Result<std::vector<Digest>> require_one(std::vector<Digest> digests, std::string_view field) {
  if (digests.empty()) {
    return fail(ErrorCode::kHttpAnswerInvalid, "no SHA-2 digest in {}", quote(field));
  }
  return digests;
}

}  // namespace

std::string encode_digest_field(const Digest& digest) {
  return std::string(field_name(digest.algorithm())) + "=" + digest.hex();
}

Result<std::vector<Digest>> parse_digest_field(std::string_view value) {
  std::vector<Digest> digests;
  std::string_view rest = value;
  for (bool more = true; more;) {
    const std::string_view member = take_member(rest, more);
    const std::size_t equals = member.find('=');
    if (equals == std::string_view::npos || !is_token(member.substr(0, equals))) {
      return malformed(value);
    }
    // RFC 3230 compares algorithm names without regard to case.
    const auto algorithm = algorithm_of(to_lower_ascii(member.substr(0, equals)));
    if (!algorithm) continue;
    const std::string_view text = member.substr(equals + 1);
    // The lengths of the two spellings differ for every algorithm, so there is no ambiguity.
    const bool hex = text.size() == 2 * crypto::digest_size(*algorithm);
    digests.push_back(
        IGP_TRY(decode(*algorithm, hex ? parse_hex(text) : parse_base64(text), value)));
  }
  return require_one(std::move(digests), value);
}

std::string encode_repr_digest(const Digest& digest) {
  return std::string(field_name(digest.algorithm())) + "=:" + encode_base64(digest.bytes()) + ":";
}

Result<std::vector<Digest>> parse_repr_digest(std::string_view value) {
  std::vector<Digest> digests;
  std::string_view rest = value;
  for (bool more = true; more;) {
    const std::string_view member = take_member(rest, more);
    const std::size_t equals = member.find('=');
    if (equals == std::string_view::npos || !is_key(member.substr(0, equals))) {
      return malformed(value);
    }
    const std::string_view text = member.substr(equals + 1);
    if (text.size() < 2 || text.front() != ':' || text.back() != ':') return malformed(value);
    Result<Bytes> bytes = parse_base64(text.substr(1, text.size() - 2));
    if (!bytes) return malformed(value);
    const auto algorithm = algorithm_of(member.substr(0, equals));
    if (!algorithm) continue;
    Digest digest = IGP_TRY(decode(*algorithm, std::move(bytes), value));
    std::erase_if(digests, [&](const Digest& d) { return d.algorithm() == *algorithm; });
    digests.push_back(std::move(digest));
  }
  return require_one(std::move(digests), value);
}

}  // namespace igp::http
