// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Bundle: everything that travels with a signed artifact, in one model for all formats.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/digest.h"

namespace igp::sigstore {

enum class BundleFormat : std::uint8_t {
  kLegacyCosign,  ///< what `cosign sign-blob --bundle` of cosign 1 and 2 writes
  kV01,
  kV02,
  kV03,
};

/// "cosign", "sigstore-v0.1", ...
std::string_view name_of(BundleFormat format);

/// A signature over the artifact itself.
struct MessageSignature {
  std::optional<crypto::Digest> digest;  ///< the signer's claim; compared, never trusted
  Bytes signature;
};

/// A DSSE envelope with its only signature.
struct DsseEnvelope {
  Bytes payload;
  std::string payload_type;
  Bytes signature;
  std::string key_id;
};

/// An RFC 6962 inclusion proof with the signed tree head it leads to.
struct InclusionProof {
  std::int64_t log_index = 0;  ///< within the tree that `checkpoint` describes
  std::int64_t tree_size = 0;
  Bytes root_hash;
  std::vector<Bytes> hashes;
  std::string checkpoint;  ///< a signed note; empty: none, which only bundle 0.1 allows
};

/// What a transparency log says about the signature. Nothing in it is trusted before its checks.
struct TlogEntry {
  std::int64_t log_index = 0;
  Bytes log_id;
  std::string kind;                  ///< empty in legacy bundles, which leave it to the body
  std::string version;               ///< the same
  std::int64_t integrated_time = 0;  ///< seconds since 1970; 0: none
  Bytes signed_entry_timestamp;      ///< empty: none
  std::optional<InclusionProof> inclusion_proof;
  Bytes canonicalized_body;
};

/// A parsed bundle: well formed and within the limits of limits.h, but nothing of it is verified.
struct Bundle {
  BundleFormat format = BundleFormat::kV03;
  std::vector<Bytes> certificates;      ///< DER, leaf first; empty when signed with a key
  std::optional<std::string> key_hint;  ///< set when signed with a key and the format says so
  std::vector<TlogEntry> tlog_entries;
  std::vector<Bytes> timestamps;  ///< DER TimeStampResp (RFC 3161)
  std::variant<MessageSignature, DsseEnvelope> content;

  /// The signature's bytes, whatever was signed.
  [[nodiscard]] const Bytes& signature() const;
  [[nodiscard]] const DsseEnvelope* dsse() const { return std::get_if<DsseEnvelope>(&content); }
  [[nodiscard]] const MessageSignature* message() const {
    return std::get_if<MessageSignature>(&content);
  }
};

/// Parses cosign's legacy JSON or the protobuf JSON of a Sigstore bundle 0.1, 0.2 or 0.3 (both
/// spellings of the media type). Strict: no unknown member, no second content or key form, standard
/// base64 only, no negative number.
/// Fails with kJsonMalformed, kBundleMalformed, kBundleUnsupported or kLimitExceeded.
Result<Bundle> parse_bundle(std::string_view text);

/// One line of JSON without a final newline, as cosign writes both forms. Bundles of the older
/// protobuf versions are written as 0.3. Fails with kBundleUnsupported when the bundle holds
/// something that `format` cannot say.
Result<std::string> encode_bundle(const Bundle& bundle, BundleFormat format);

}  // namespace igp::sigstore
