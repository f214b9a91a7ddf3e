// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// TrustRoot: the keys and certificates that verification starts from.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"
#include "crypto/certificate.h"
#include "sigstore/key_details.h"

namespace igp::sigstore {

/// When a log key or an authority is to be trusted. Both ends are inclusive.
struct Validity {
  UnixNanos start = 0;
  std::optional<UnixNanos> end;

  [[nodiscard]] bool contains(UnixNanos time) const {
    return time >= start && (!end || time <= *end);
  }
};

/// A transparency log or a certificate transparency log.
struct LogInstance {
  std::string url;
  Bytes id;
  Bytes key_der;
  std::string key_details;  ///< protobuf's name of key type, encoding and hash; may be empty
  Validity validity;
  std::string origin = {};         ///< first line of its checkpoints; empty: the host of `url`
  std::string operator_name = {};  ///< who runs it; empty: not said

  /// The key, decoded when it is needed: roots hold keys of kinds that igpack does not accept, and
  /// these disable their own log only. Fails with kKeyMalformed or kKeyUnsupported.
  [[nodiscard]] Result<KeyWithHash> key() const;
  /// The host (and port) of `url`.
  [[nodiscard]] std::string_view host() const;
  /// What a threshold counts: several logs of one operator are one witness.
  [[nodiscard]] std::string witness() const;
};

/// The log with this id that is trusted at all of `times`, since a root may name one key for
/// several periods; else any with this id, or null.
const LogInstance* find_log(const std::vector<LogInstance>& logs, ByteView id,
                            const std::vector<UnixNanos>& times);

/// A certificate authority or a timestamp authority.
struct Authority {
  std::string uri;
  std::vector<Bytes> chain;  ///< DER; trust anchor last
  Validity validity;
  std::string operator_name = {};  ///< who runs it; empty: not said
  bool vouched = false;            ///< see Vouched

  /// What a threshold counts: several authorities of one operator are one witness.
  [[nodiscard]] const std::string& witness() const {
    return operator_name.empty() ? uri : operator_name;
  }
  /// The chain, decoded when it is needed. Unless it is vouched for, a self-issued anchor's own
  /// signature must hold. Fails with kCertificateMalformed or kCertificateUntrusted.
  [[nodiscard]] Result<std::vector<crypto::Certificate>> certificates() const;
};

struct TrustRoot {
  std::vector<LogInstance> tlogs;
  std::vector<LogInstance> ctlogs;
  std::vector<Authority> certificate_authorities;
  std::vector<Authority> timestamp_authorities;
  /// "sha256:..." of what it was read from: roots with equal fingerprints are equal.
  std::string fingerprint = {};
};

/// Whether the bytes of a trust root are known to be undamaged: those that are built in, and those
/// whose hash signed metadata name (TUF), need no second look at their certificates' own
/// signatures.
enum class Vouched : bool { kNo, kYes };

/// Parses trusted_root.json (dev.sigstore.trustroot.v1.TrustedRoot, versions 0.1 and 0.2). Unknown
/// members are ignored, since newer roots add some; a missing start of a validity period is not,
/// nor is a tree whose hash is not SHA-256. Fails with kTrustRootMalformed, kJsonMalformed or
/// kLimitExceeded.
Result<TrustRoot> parse_trust_root(std::string_view text, Vouched vouched = Vouched::kNo);

/// The public-good instance's root that was current when igpack was built
/// (contracts/trust/public-good.json).
std::string_view public_good_trust_root();

}  // namespace igp::sigstore
