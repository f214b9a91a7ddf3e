// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/sign/sign.h"

#include <algorithm>

#include "base/base64.h"
#include "crypto/verifier.h"
#include "sigstore/dsse.h"
#include "sigstore/identity.h"
#include "sigstore/sign/fulcio.h"
#include "sigstore/sign/rekor.h"
#include "sigstore/sign/timestamping.h"
#include "sigstore/verify/verifier.h"

namespace igp::sigstore {
namespace {

/// One signing, from the key's certificate to the verified text.
class Signing {
 public:
  Signing(const SigningRequest& request, crypto::Signer& signer, const SigningServices& services)
      : request_(request), signer_(signer), services_(services) {}

  Result<SignedBundle> run() {
    IGP_CHECK(name_signer());
    IGP_CHECK(sign_content());
    // Stamps come first: a log entry says nothing of them, and a log may take its time.
    for (const Service& authority : services_.timestamp_authorities) {
      note("timestamp", authority);
      auto stamp =
          request_timestamp(authority, bundle_.signature(), *services_.trust_root, client());
      if (!stamp) return about(authority, std::move(stamp).error());
      bundle_.timestamps.push_back(std::move(*stamp));
    }
    for (const Service& log : services_.logs) {
      note("log entry", log);
      auto entry = submit_entry(log, bundle_, request_.artifact, signer_.public_key(), client());
      if (!entry) return about(log, std::move(entry).error());
      bundle_.tlog_entries.push_back(std::move(*entry));
    }
    return verify();
  }

 private:
  [[nodiscard]] ServiceClient& client() const { return *services_.client; }

  void note(std::string_view what, const Service& service) const {
    client().diag().note(fmt::format("asking {} for a {}", quote(service.url.display()), what));
  }

  /// What an answer of `service` ended with. One that does not verify is no verdict on the
  /// artifact.
  static Fail about(const Service& service, Error error) {
    if (info(error.code).exit_class == ExitClass::kVerdict)
      error.code = ErrorCode::kSelfCheckFailed;
    return Fail(std::move(error).in(quote(service.url.display())));
  }

  /// A certificate for the signer's key and the token's identity, or the key's hint.
  Status name_signer() {
    if (!services_.certificate_authority) {
      bundle_.key_hint = encode_base64(signer_.public_key().fingerprint().bytes());
      policy_.key = signer_.public_key();
      return {};
    }
    const Service& authority = *services_.certificate_authority;
    note("certificate", authority);
    auto leaf =
        request_certificate(authority, *services_.token, signer_, *services_.trust_root, client());
    if (!leaf) return about(authority, std::move(leaf).error());
    bundle_.certificates = {leaf->der()};
    SignerClaims claims = IGP_TRY(read_claims(*leaf));
    policy_.identity =
        IdentityPolicy{.identity = {.text = std::move(claims.identity), .expression = nullptr},
                       .issuer = {.text = std::move(claims.issuer), .expression = nullptr},
                       .extensions = {}};
    return {};
  }

  /// The envelope, signed; or the artifact's own signature.
  Status sign_content() {
    const Artifact& artifact = request_.artifact;
    if (request_.envelope) {
      const UnsignedEnvelope& envelope = *request_.envelope;
      Bytes signature =
          IGP_TRY(signer_.sign_message(encode_pae(envelope.payload_type, envelope.payload)));
      bundle_.content = DsseEnvelope{.payload = envelope.payload,
                                     .payload_type = envelope.payload_type,
                                     .signature = std::move(signature),
                                     .key_id = ""};
      return {};
    }
    Bytes signature = artifact.content ? IGP_TRY(signer_.sign_message(*artifact.content))
                                       : IGP_TRY(signer_.sign_digest(artifact.digest));
    bundle_.content =
        MessageSignature{.digest = artifact.digest, .signature = std::move(signature)};
    return {};
  }

  /// Encodes the bundle, and verifies what a reader of the text will see as a user would who
  /// demands every service that was asked.
  Result<SignedBundle> verify() {
    std::string text = IGP_TRY(encode_bundle(bundle_, request_.format));
    Bundle read = IGP_TRY(parse_bundle(text));
    policy_.trust_root = services_.trust_root;
    policy_.min_tlogs = static_cast<int>(services_.logs.size());
    policy_.min_timestamps = static_cast<int>(services_.timestamp_authorities.size());
    auto report = verify_bundle(read, request_.artifact, policy_);
    if (!report) {
      return fail(ErrorCode::kSelfCheckFailed, "the new bundle does not verify: {}",
                  report.error().text());
    }
    return SignedBundle{
        .bundle = std::move(read), .text = std::move(text), .report = std::move(*report)};
  }

  const SigningRequest& request_;
  crypto::Signer& signer_;
  const SigningServices& services_;
  Bundle bundle_;
  VerifyPolicy policy_;
};

}  // namespace

ArtifactNeeds signing_needs(const crypto::PublicKey& key, BundleFormat format, bool envelope) {
  if (envelope) return {};
  const bool legacy = format == BundleFormat::kLegacyCosign;
  return {.hash = legacy ? crypto::HashAlgorithm::kSha256 : key.default_hash(),
          .content = !crypto::verifies_digests(key)};
}

namespace {

/// Refuses what cannot end well before anything is published.
Status check_services(const SigningServices& services, BundleFormat format) {
  const bool rekor_v2 =
      std::ranges::any_of(services.logs, [](const Service& log) { return log.major_version == 2; });
  const bool rekor_v1 =
      std::ranges::any_of(services.logs, [](const Service& log) { return log.major_version == 1; });
  if (services.any() && (services.client == nullptr || services.trust_root == nullptr))
    return fail(ErrorCode::kInternal, "signing services without client or trust root");
  if (services.certificate_authority && !services.token)
    return fail(ErrorCode::kIdentityTokenMissing, "a certificate needs an identity token");
  if (format == BundleFormat::kLegacyCosign && rekor_v2) {
    return Fail(error(ErrorCode::kBundleUnsupported,
                      "cosign's legacy bundle cannot hold an entry of a log of API version 2")
                    .with_hint("use a log of API version 1, or --bundle-format sigstore"));
  }
  const bool needs_time = services.certificate_authority || rekor_v2;
  if (needs_time && services.timestamp_authorities.empty() && !rekor_v1) {
    return Fail(error(ErrorCode::kServiceMissing,
                      "nothing would say when the signature was made: {} says nothing of time",
                      rekor_v2 ? "a log of API version 2" : "a certificate")
                    .with_hint("add a timestamp authority with --timestamp-url"));
  }
  return {};
}

}  // namespace

Result<SignedBundle> sign(const SigningRequest& request, crypto::Signer& signer,
                          const SigningServices& services) {
  if (!request.envelope && request.artifact.begins_as_pae) {
    return Fail(
        error(ErrorCode::kUsage,
              "{} begins with '{}': its signature could be passed off as that of an attestation",
              quote(request.artifact.name), kPaePrefix)
            .with_hint("sign a statement as an attestation, with --statement or --predicate"));
  }
  IGP_CHECK(check_services(services, request.format));
  return Signing(request, signer, services).run();
}

}  // namespace igp::sigstore
