// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// VerifyPolicy: what the user demands of a bundle, and what they are willing to do without.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "crypto/pubkey.h"
#include "sigstore/identity.h"
#include "sigstore/trust_root.h"

namespace igp::sigstore {

/// Exactly one of `key` and `identity` is set.
struct VerifyPolicy {
  /// The bundle must be signed with this key, whatever the bundle says about keys.
  std::optional<crypto::PublicKey> key;
  /// The bundle must be signed with a certificate of this signer.
  std::optional<IdentityPolicy> identity;
  /// Needed for certificates, log entries and timestamps; without it a bundle that has any of them
  /// is refused.
  std::shared_ptr<const TrustRoot> trust_root;
  /// Distinct transparency logs, those of one operator counted once; unset: 1 with a certificate, 0
  /// with a key.
  std::optional<int> min_tlogs;
  /// Distinct timestamp authorities, those of one operator counted once.
  int min_timestamps = 0;
  /// The statement's predicateType, which a plain signature does not have; empty: anything will do.
  std::string predicate_type;

  bool insecure_ignore_tlog = false;  ///< neither demand nor look at log entries
  bool insecure_ignore_sct = false;   ///< do not demand that the certificate was logged
};

/// Everything that a policy demands in one line, such as "key:sha256:..." or
/// `identity:"ID" issuer:"URL" root:sha256:...`: equal texts demand the same. Texts in it are JSON
/// strings. Of the trust root only what certificates are trusted by counts; a key needs none.
std::string policy_text(const VerifyPolicy& policy);

}  // namespace igp::sigstore
