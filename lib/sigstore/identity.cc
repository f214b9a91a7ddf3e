// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/identity.h"

#include <algorithm>

#include "base/utf8.h"
#include "crypto/der.h"

namespace igp::sigstore {
namespace {

constexpr const char* kIssuerOid = "1.3.6.1.4.1.57264.1.8";
constexpr const char* kOldIssuerOid = "1.3.6.1.4.1.57264.1.1";

/// Fulcio's extensions (fulcio/docs/oid-info.md). The first five hold raw text, the others a DER
/// UTF8String.
constexpr struct {
  const char* oid;
  std::string_view name;
  bool raw;
} kExtensions[] = {
    {"1.3.6.1.4.1.57264.1.2", "github-workflow-trigger", true},
    {"1.3.6.1.4.1.57264.1.3", "github-workflow-sha", true},
    {"1.3.6.1.4.1.57264.1.4", "github-workflow-name", true},
    {"1.3.6.1.4.1.57264.1.5", "github-workflow-repository", true},
    {"1.3.6.1.4.1.57264.1.6", "github-workflow-ref", true},
    {"1.3.6.1.4.1.57264.1.9", "build-signer-uri", false},
    {"1.3.6.1.4.1.57264.1.10", "build-signer-digest", false},
    {"1.3.6.1.4.1.57264.1.11", "runner-environment", false},
    {"1.3.6.1.4.1.57264.1.12", "source-repository-uri", false},
    {"1.3.6.1.4.1.57264.1.13", "source-repository-digest", false},
    {"1.3.6.1.4.1.57264.1.14", "source-repository-ref", false},
    {"1.3.6.1.4.1.57264.1.15", "source-repository-identifier", false},
    {"1.3.6.1.4.1.57264.1.16", "source-repository-owner-uri", false},
    {"1.3.6.1.4.1.57264.1.17", "source-repository-owner-identifier", false},
    {"1.3.6.1.4.1.57264.1.18", "build-config-uri", false},
    {"1.3.6.1.4.1.57264.1.19", "build-config-digest", false},
    {"1.3.6.1.4.1.57264.1.20", "build-trigger", false},
    {"1.3.6.1.4.1.57264.1.21", "run-invocation-uri", false},
    {"1.3.6.1.4.1.57264.1.22", "source-repository-visibility", false},
    {"1.3.6.1.4.1.57264.1.23", "deployment-environment", false},
    {"1.3.6.1.4.1.57264.1.24", "token-subject", false},
};

Fail malformed(std::string_view what) {
  return fail(ErrorCode::kCertificateMalformed, "signing certificate: {}", what);
}

/// The text in a DER UTF8String that fills `der`.
Result<std::string> parse_utf8_string(ByteView der) {
  crypto::DerReader reader(der);
  const auto content = reader.next(crypto::kDerUtf8String);
  if (!content || !reader.empty()) return malformed("extension is no UTF8String");
  std::string text = to_string(*content);
  if (!is_valid_utf8(text)) return malformed("extension is not UTF-8");
  return text;
}

Result<std::optional<std::string>> text_extension(const crypto::Certificate& certificate,
                                                  const char* oid, bool raw) {
  const auto value = IGP_TRY(certificate.extension(oid));
  if (!value) return std::optional<std::string>();
  if (!raw) return std::optional<std::string>(IGP_TRY(parse_utf8_string(*value)));
  std::string text = to_string(*value);
  if (!is_valid_utf8(text)) return malformed("extension is not UTF-8");
  return std::optional<std::string>(std::move(text));
}

Result<std::string> read_issuer(const crypto::Certificate& certificate) {
  const auto issuer = IGP_TRY(text_extension(certificate, kIssuerOid, /*raw=*/false));
  const auto old_issuer = IGP_TRY(text_extension(certificate, kOldIssuerOid, /*raw=*/true));
  if (issuer && old_issuer && *issuer != *old_issuer) return malformed("two issuers");
  if (!issuer && !old_issuer) return malformed("no issuer");
  return issuer ? *issuer : *old_issuer;
}

}  // namespace

bool is_claim_name(std::string_view name) {
  return std::ranges::any_of(kExtensions, [&](const auto& known) { return known.name == name; });
}

std::optional<std::string_view> SignerClaims::extension(std::string_view name) const {
  const auto it = std::ranges::find(extensions, name, &std::pair<std::string, std::string>::first);
  if (it == extensions.end()) return std::nullopt;
  return it->second;
}

Result<SignerClaims> read_claims(const crypto::Certificate& certificate) {
  const auto names = IGP_TRY(certificate.alt_names());
  if (names.size() != 1) return malformed("not exactly one subject alternative name");
  SignerClaims out;
  out.identity = names.front().value;
  out.issuer = IGP_TRY(read_issuer(certificate));
  for (const auto& known : kExtensions) {
    auto value = IGP_TRY(text_extension(certificate, known.oid, known.raw));
    if (value) out.extensions.emplace_back(known.name, std::move(*value));
  }
  return out;
}

bool TextMatcher::matches(std::string_view value) const {
  return expression ? expression->matches(value) : text == value;
}

}  // namespace igp::sigstore
