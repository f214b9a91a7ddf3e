// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/verify/certificate.h"

#include "base/rfc3339.h"
#include "sigstore/verify/check.h"

namespace igp::sigstore {
namespace {

Status verify_window(const Authority& authority, UnixNanos time) {
  if (authority.validity.contains(time)) return {};
  return fail(ErrorCode::kCertificateUntrusted, "certificate authority {} is not trusted for {}",
              quote(authority.uri), format_rfc3339(time));
}

/// Every issuer in `chain`, which begins with the leaf.
Status verify_issuers(const std::vector<crypto::Certificate>& chain) {
  for (auto issuer = chain.begin() + 1; issuer != chain.end(); ++issuer) {
    if (issuer->may_issue_code_signing()) continue;
    return fail(ErrorCode::kCertificateUntrusted,
                "certificate's issuer may not issue certificates for code signing");
  }
  return {};
}

/// The chain from `leaf` to `authority`, as of `time`.
Result<TrustedCertificate> verify_with(const crypto::Certificate& leaf, const Authority& authority,
                                       UnixNanos time) {
  // The window first: of several authorities it often rules out all but one, at no cost.
  IGP_CHECK(require(Check::kCertificateWindow, verify_window(authority, time)));
  const auto certificates = IGP_TRY(authority.certificates());
  auto chain = crypto::verify_chain(leaf, certificates, certificates.back(), time);
  IGP_CHECK(require(Check::kCertificateChain, chain ? Status() : Fail(chain.error())));
  if (chain) IGP_CHECK(require(Check::kIssuerCodeSigning, verify_issuers(*chain)));
  const bool issued = chain && chain->size() > 1;
  return TrustedCertificate{.leaf = leaf,
                            .issuer = issued ? (*chain)[1] : certificates.front(),
                            .authority = authority.uri};
}

Result<TrustedCertificate> verify_at(const crypto::Certificate& leaf, const TrustRoot& root,
                                     UnixNanos time) {
  Error last =
      error(ErrorCode::kCertificateUntrusted, "the trust root names no certificate authority");
  for (const Authority& authority : root.certificate_authorities) {
    auto found = verify_with(leaf, authority, time);
    if (found) return found;
    last = std::move(found).error();
  }
  return Fail(std::move(last).in(fmt::format("at {}", format_rfc3339(time))));
}

Status usage(bool holds, std::string_view otherwise) {
  if (holds) return {};
  return fail(ErrorCode::kLeafUsage, "signing certificate is not for {}", otherwise);
}

}  // namespace

Result<TrustedCertificate> verify_certificate(const crypto::Certificate& leaf,
                                              const std::vector<VerifiedTime>& times,
                                              const TrustRoot& root) {
  std::optional<TrustedCertificate> out;
  for (const VerifiedTime& time : times) out = IGP_TRY(verify_at(leaf, root, time.time));
  if (!out) return fail(ErrorCode::kTimeMissing, "no time to verify the signing certificate at");
  IGP_CHECK(require(Check::kLeafCodeSigning, usage(leaf.for_code_signing(), "code signing")));
  IGP_CHECK(
      require(Check::kLeafDigitalSignature, usage(leaf.may_sign_content(), "digital signatures")));
  return std::move(*out);
}

}  // namespace igp::sigstore
