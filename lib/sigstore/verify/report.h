// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Report: what a successful verification established, and what it did not look at.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "crypto/digest.h"
#include "crypto/pubkey.h"
#include "sigstore/bundle.h"

namespace igp::sigstore {

/// The key that signed, when it was given by the user.
struct KeySigner {
  crypto::KeyType type;
  crypto::Digest fingerprint;
};

/// Who signed, according to a certificate authority of the trust root.
struct CertificateSigner {
  std::string identity;
  std::string issuer;
  std::string authority;                                    ///< URI of the certificate authority
  std::vector<std::pair<std::string, std::string>> claims;  ///< Fulcio's extensions by name
};

/// A time at which the signature existed, according to somebody the trust root names.
struct VerifiedTime {
  UnixNanos time;
  std::string source;  ///< "transparency log", "timestamp authority"
  std::string authority;
  std::string witness;  ///< what a threshold counts it as
};

/// A transparency log that holds the signature.
struct VerifiedLogEntry {
  std::string log;
  Bytes log_id;
  std::int64_t index;
  std::string kind;
  bool inclusion_proof;
  bool signed_entry_timestamp;
};

struct Report {
  BundleFormat format;
  bool attestation = false;  ///< a DSSE envelope names the artifact, rather than a plain signature
  std::string payload_type;  ///< of the envelope
  std::string predicate_type;  ///< of its in-toto statement
  std::string statement;       ///< the in-toto statement itself, JSON
  crypto::Digest artifact;
  crypto::Digest signing_key;  ///< fingerprint of the key that made the signature
  std::optional<KeySigner> key;
  std::optional<CertificateSigner> certificate;
  std::vector<VerifiedTime> times;
  std::vector<VerifiedLogEntry> log_entries;
  std::vector<std::string> policies;     ///< of the user, which allow the statement
  std::vector<std::string> not_checked;  ///< sentences for the user; never empty lines
};

}  // namespace igp::sigstore
