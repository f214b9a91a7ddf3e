// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// VirtualSigstore: a certificate authority, two transparency logs, a certificate log and a
// timestamp authority in this process, which do whatever wrong a test asks of them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "crypto/certificate.h"
#include "crypto/private_key.h"
#include "sigstore/artifact.h"
#include "sigstore/bundle.h"
#include "sigstore/verify/policy.h"

namespace igp::testing {

/// 2026-03-01T12:00:00Z: when everything is signed, unless a recipe says otherwise.
inline constexpr UnixNanos kSigningTime = 1'772'366'400 * kNanosPerSecond;
inline constexpr UnixNanos kHour = 3600 * kNanosPerSecond;

/// What to sign, with which evidence, and which lies to tell. The defaults tell none.
struct Recipe {
  sigstore::BundleFormat format = sigstore::BundleFormat::kV03;
  bool keyed = false;     ///< signed with a key of the user, without certificate
  bool rekor_v2 = false;  ///< the log of the second generation
  bool log_entry = true;
  bool promise = true;       ///< signed entry timestamp (Rekor v1)
  bool timestamp = false;    ///< from the timestamp authority
  bool attestation = false;  ///< an in-toto statement in a DSSE envelope

  UnixNanos leaf_start = kSigningTime - kHour / 6;
  UnixNanos leaf_end = kSigningTime + kHour / 6;
  std::string alt_name;  ///< "email:me@example.org"; empty: the URI that policy() expects
  std::string key_usage = "critical,digitalSignature";
  std::string extended_key_usage = "codeSigning";
  bool certificate_timestamp = true;
  bool forge_certificate_timestamp = false;  ///< signed by a key that is not the certificate log's
  bool rogue_ca = false;  ///< issued by an authority that has the right name only
  bool rogue_tsa = false;
  /// A timestamp authority's certificate made for the occasion, which the token brings along.
  bool fresh_tsa = false;
  UnixNanos tsa_end = kSigningTime + kHour;
  bool forge_promise = false;
  bool forge_checkpoint = false;
  bool forge_signature = false;  ///< everything is about a signature that does not verify

  std::optional<Bytes> stamped;                 ///< what the timestamp authority stamps instead
  std::optional<crypto::Digest> logged_digest;  ///< what the log is told instead
  bool log_other_signature = false;
  bool log_other_signer = false;
  bool log_as_file = false;  ///< an attestation is logged like a file that holds its encoding
  std::string key_details;   ///< what the log of the second generation is told of the signer's key
  std::string origin;        ///< the checkpoint's; empty: the log's own
  std::string payload_type = "application/vnd.in-toto+json";
  std::optional<crypto::Digest> subject;  ///< of the statement, instead of the artifact
};

class VirtualSigstore {
 public:
  /// Everything it signs is about an artifact of this content.
  explicit VirtualSigstore(std::string_view content = "the artifact");
  ~VirtualSigstore();

  /// Everything honest, trusted for a year around kSigningTime.
  [[nodiscard]] const sigstore::TrustRoot& trust_root() const;
  /// The policy that an honest bundle satisfies, keyed or not.
  [[nodiscard]] sigstore::VerifyPolicy policy(bool keyed = false) const;
  [[nodiscard]] const sigstore::Artifact& artifact() const;
  [[nodiscard]] const crypto::Certificate& root_certificate() const;
  /// The certificates of the authority above the leaf, then of the root, as if they ended then; the
  /// authority's may be limited to an extended key usage.
  [[nodiscard]] std::vector<Bytes> authority_chain(UnixNanos ca_end, UnixNanos root_end,
                                                   const std::string& ca_usage = "") const;

  [[nodiscard]] sigstore::Bundle sign(const Recipe& recipe) const;

  /// The single parts, for what others have made: a certificate of `key`, ...
  [[nodiscard]] crypto::Certificate certify(const crypto::PublicKey& key,
                                            const Recipe& recipe) const;
  /// ... an entry with this body in one of the logs, ...
  [[nodiscard]] sigstore::TlogEntry record(const Recipe& recipe, std::string_view body) const;
  /// ... and the answer to the TimeStampReq `request`.
  [[nodiscard]] Bytes stamp(const Recipe& recipe, ByteView request) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace igp::testing
