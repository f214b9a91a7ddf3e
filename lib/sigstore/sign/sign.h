// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Signing, from the content to a bundle that has been verified.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/signer.h"
#include "sigstore/artifact.h"
#include "sigstore/bundle.h"
#include "sigstore/sign/identity_token.h"
#include "sigstore/sign/service_client.h"
#include "sigstore/sign/signing_config.h"
#include "sigstore/trust_root.h"
#include "sigstore/verify/report.h"

namespace igp::sigstore {

/// A typed payload that is signed as a DSSE envelope.
struct UnsignedEnvelope {
  std::string payload_type;
  Bytes payload;
};

/// What to sign, and the form to write it in.
struct SigningRequest {
  /// What is signed, or what `envelope` is about. Read for signing_needs().
  Artifact artifact;
  /// Signed instead of the artifact: an in-toto statement with the artifact among its subjects.
  std::optional<UnsignedEnvelope> envelope = {};
  BundleFormat format = BundleFormat::kV03;
};

/// Who vouches for the key, and who records the signature. Without any service a bundle holds the
/// signature alone.
struct SigningServices {
  /// Keyless: a Fulcio certificate for the signer's key and the token's identity.
  std::optional<Service> certificate_authority = {};
  std::optional<IdentityToken> token = {};
  std::vector<Service> timestamp_authorities = {};
  std::vector<Service> logs = {};
  /// What all answers are checked against; needed with any service.
  std::shared_ptr<const TrustRoot> trust_root = {};
  /// Needed with any service; not owned.
  ServiceClient* client = nullptr;

  [[nodiscard]] bool any() const {
    return certificate_authority || !timestamp_authorities.empty() || !logs.empty();
  }
};

/// What was made.
struct SignedBundle {
  Bundle bundle;
  std::string text;  ///< encode_bundle() in the wanted format
  Report report;     ///< of the verification of `text`
};

/// What must be known of the artifact to sign it, or an envelope about it, with `key`. cosign's
/// legacy bundles say no hash and are always checked with SHA-256; subjects are named by SHA-256.
ArtifactNeeds signing_needs(const crypto::PublicKey& key, BundleFormat format, bool envelope);

/// Signs, has the signature certified, stamped and logged by `services`, and verifies what came of
/// it with our own verifier, as a user would: by the identity of the token, or the signer's key.
/// Fails with kUsage for an artifact whose plain signature would also be an envelope's,
/// kKeyUnsupported when a service cannot check signatures of that kind, kServiceMissing
/// when nothing would establish the time, kBundleUnsupported when `request.format` cannot hold the
/// result, kCrypto, the errors of the services, or kSelfCheckFailed when what they answer, or the
/// bundle as a whole, does not verify.
Result<SignedBundle> sign(const SigningRequest& request, crypto::Signer& signer,
                          const SigningServices& services);

}  // namespace igp::sigstore
