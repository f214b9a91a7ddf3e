// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/sign/convert.h"

#include "base/base64.h"
#include "crypto/certificate.h"
#include "crypto/verifier.h"
#include "sigstore/log_body.h"

namespace igp::sigstore {
namespace {

constexpr std::size_t kFingerprintSize = 32;
constexpr std::size_t kLogIdSize = 32;

Fail lost(std::string_view what) {
  return fail(ErrorCode::kConversionLossy, "cosign's form cannot hold {}", what);
}

Fail needed(std::string_view what) {
  return fail(ErrorCode::kConversionLossy, "bundle format 0.3 needs {}, which the bundle lacks",
              what);
}

std::string hint_of(const crypto::PublicKey& key) {
  return encode_base64(key.fingerprint().bytes());
}

/// The signature covers the artifact, if that is known.
Status check_signature(const Bundle& bundle, const ConversionFacts& facts,
                       const std::optional<crypto::PublicKey>& key) {
  const MessageSignature* message = bundle.message();
  if (message == nullptr || !facts.artifact || !key) return {};
  const Artifact& artifact = *facts.artifact;
  if (message->digest && *message->digest != artifact.digest) {
    return fail(ErrorCode::kDigestMismatch, "the file is {}, but the bundle signs {}",
                artifact.digest.str(), message->digest->str());
  }
  if (crypto::verifies_digests(*key))
    return crypto::verify_digest_signature(*key, artifact.digest, message->signature);
  if (!artifact.content) {
    return fail(ErrorCode::kUsage,
                "an Ed25519 signature needs the artifact itself, not its digest");
  }
  return crypto::verify_message_signature(*key, *artifact.content, message->signature,
                                          artifact.digest.algorithm());
}

/// A hint that is the fingerprint of the key can be made again; any other text would be lost.
Status check_hint(const Bundle& bundle) {
  const std::string hint = bundle.key_hint.value_or("");
  const auto fingerprint = parse_base64(hint);
  if (hint.empty() || (fingerprint && fingerprint->size() == kFingerprintSize)) return {};
  return lost(fmt::format("the key hint {}", quote(hint)));
}

/// The given key is the one that a fingerprint in the bundle names.
Status check_key(const Bundle& bundle, const std::optional<crypto::PublicKey>& key) {
  const std::string hint = bundle.key_hint.value_or("");
  if (!key || hint.empty() || !check_hint(bundle) || hint == hint_of(*key)) return {};
  return fail(ErrorCode::kSignerMismatch, "the bundle's key has the fingerprint {}, not {}",
              quote(hint), hint_of(*key));
}

/// cosign's form says no hash: its readers take SHA-256.
Status check_hash(const MessageSignature& message, const std::optional<crypto::PublicKey>& key) {
  if (!message.digest && !key) {
    return Fail(error(ErrorCode::kUsage, "the bundle does not say which hash was signed")
                    .with_hint("give the signer's public key"));
  }
  const auto hash = message.digest ? message.digest->algorithm() : key->default_hash();
  if (hash == crypto::HashAlgorithm::kSha256) return {};
  return lost(fmt::format("a signature over {}: its readers take sha256", crypto::name_of(hash)));
}

/// cosign's form leaves kind and version to the entry's body.
Status check_entry_for_legacy(const TlogEntry& entry) {
  if (entry.inclusion_proof) return lost("a log entry's inclusion proof");
  if (entry.signed_entry_timestamp.empty())
    return lost("a log entry without signed entry timestamp");
  if (entry.log_id.size() != kLogIdSize) return lost("a log that is not named by a SHA-256");
  const LogBody body = IGP_TRY(parse_log_body(as_text(entry.canonicalized_body)));
  if (!entry.kind.empty() && (body.kind != entry.kind || body.version != entry.version))
    return lost("a log entry whose kind is not that of its body");
  return {};
}

Result<Bundle> to_legacy(const Bundle& bundle, const std::optional<crypto::PublicKey>& key) {
  if (bundle.dsse() != nullptr) return lost("an attestation's envelope");
  if (!bundle.timestamps.empty()) return lost("timestamps of a timestamp authority");
  if (bundle.tlog_entries.size() > 1) return lost("more than one log entry");
  if (bundle.certificates.size() > 1) return lost("a certificate chain");
  IGP_CHECK(check_hash(*bundle.message(), key));
  IGP_CHECK(check_hint(bundle));
  Bundle out = bundle;
  out.format = BundleFormat::kLegacyCosign;
  out.content = MessageSignature{.digest = std::nullopt, .signature = bundle.message()->signature};
  out.key_hint.reset();
  for (TlogEntry& entry : out.tlog_entries) {
    IGP_CHECK(check_entry_for_legacy(entry));
    entry.kind.clear();
    entry.version.clear();
  }
  return out;
}

Status check_entry_for_v03(const TlogEntry& entry) {
  if (!entry.inclusion_proof)
    return needed(fmt::format("the inclusion proof of log entry {}", entry.log_index));
  if (entry.inclusion_proof->checkpoint.empty())
    return needed(fmt::format("the checkpoint of log entry {}", entry.log_index));
  return {};
}

/// What cosign's form leaves out and 0.3 says.
Status add_facts(Bundle& out, const ConversionFacts& facts,
                 const std::optional<crypto::PublicKey>& key) {
  if (!key) {
    return Fail(error(ErrorCode::kUsage, "the bundle does not name its key")
                    .with_hint("give the signer's public key"));
  }
  if (!facts.artifact) {
    return Fail(error(ErrorCode::kUsage, "the bundle does not name the digest it signs")
                    .with_hint("give the signed file, or its digest"));
  }
  if (out.certificates.empty()) out.key_hint = hint_of(*key);
  out.content = MessageSignature{.digest = facts.artifact->digest, .signature = out.signature()};
  return {};
}

Result<Bundle> to_v03(const Bundle& bundle, const ConversionFacts& facts,
                      const std::optional<crypto::PublicKey>& key) {
  for (const TlogEntry& entry : bundle.tlog_entries) IGP_CHECK(check_entry_for_v03(entry));
  if (bundle.certificates.size() > 1) {
    return fail(ErrorCode::kConversionLossy,
                "bundle format 0.3 cannot hold a certificate chain, only the signer's certificate");
  }
  Bundle out = bundle;
  if (bundle.format == BundleFormat::kLegacyCosign) IGP_CHECK(add_facts(out, facts, key));
  out.format = BundleFormat::kV03;
  return out;
}

}  // namespace

Result<std::optional<crypto::PublicKey>> converted_key(
    const Bundle& bundle, const std::optional<crypto::PublicKey>& key) {
  if (bundle.certificates.empty()) return key;
  if (key) return fail(ErrorCode::kUsage, "the bundle was signed with a certificate, not a key");
  const auto certificate = IGP_TRY(crypto::Certificate::from_der(bundle.certificates.front()));
  return certificate.public_key();
}

Result<Bundle> convert_bundle(const Bundle& bundle, BundleFormat format,
                              const ConversionFacts& facts) {
  const auto key = IGP_TRY(converted_key(bundle, facts.key));
  IGP_CHECK(check_key(bundle, key));
  IGP_CHECK(check_signature(bundle, facts, key));
  if (bundle.format == format) return bundle;
  if (format == BundleFormat::kLegacyCosign) return to_legacy(bundle, key);
  if (format == BundleFormat::kV03) return to_v03(bundle, facts, key);
  return fail(ErrorCode::kBundleUnsupported, "bundles are not written as {}", name_of(format));
}

}  // namespace igp::sigstore
