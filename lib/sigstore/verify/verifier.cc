// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/verify/verifier.h"

#include <algorithm>
#include <set>

#include "base/rfc3339.h"
#include "sigstore/verify/attestation.h"
#include "sigstore/verify/certificate.h"
#include "sigstore/verify/check.h"
#include "sigstore/verify/form.h"
#include "sigstore/verify/identity_match.h"
#include "sigstore/verify/inclusion.h"
#include "sigstore/verify/log_entry.h"
#include "sigstore/verify/sct.h"
#include "sigstore/verify/set.h"
#include "sigstore/verify/signature.h"
#include "sigstore/verify/timestamp.h"

namespace igp::sigstore {
namespace {

/// One verification from its inputs to its report.
class Verification {
 public:
  Verification(const Bundle& bundle, const Artifact& artifact, const VerifyPolicy& policy,
               const std::vector<crypto::Certificate>& certificates, const crypto::PublicKey& key)
      : bundle_(bundle),
        artifact_(artifact),
        policy_(policy),
        certificates_(certificates),
        key_(key),
        report_{.format = bundle.format,
                .artifact = artifact.digest,
                .signing_key = key_.fingerprint()} {}

  Result<Report> run() {
    IGP_CHECK(verify_form(bundle_, certificates_));
    IGP_CHECK(verify_signer_form());
    // Time comes first: logs, certificates and authorities are trusted for a time, never for now.
    IGP_CHECK(establish_times());
    IGP_CHECK(verify_log_windows());
    IGP_CHECK(verify_signer());
    IGP_CHECK(verify_log_entries());
    IGP_CHECK(verify_content());
    return std::move(report_);
  }

 private:
  [[nodiscard]] bool keyless() const { return !policy_.key; }
  [[nodiscard]] bool looks_at_tlog() const { return !policy_.insecure_ignore_tlog; }

  Status verify_signer_form() {
    if (keyless()) return {};
    report_.key = KeySigner{.type = key_.type(), .fingerprint = key_.fingerprint()};
    if (certificates_.empty()) return {};
    Status outcome;
    if (certificates_.front().spki() != key_.spki()) {
      outcome = fail(ErrorCode::kSignerMismatch,
                     "the bundle's certificate has another key than the one given");
    }
    not_checked("certificate: the key was given, so that nobody needs to vouch for it");
    return require(Check::kSignerForm, std::move(outcome));
  }

  Status establish_times() {
    std::set<std::string> witnesses;
    for (const Bytes& response : bundle_.timestamps) {
      VerifiedTime time =
          IGP_TRY(verify_timestamp(response, bundle_.signature(), *policy_.trust_root));
      witnesses.insert(time.witness);
      report_.times.push_back(std::move(time));
    }
    IGP_CHECK(require(Check::kTimestampThreshold,
                      at_least(witnesses.size(), policy_.min_timestamps, ErrorCode::kTimeMissing,
                               "timestamp authorities")));
    if (looks_at_tlog()) IGP_CHECK(establish_log_times());
    const bool needed = keyless() || !entries_.empty();
    Status outcome;
    if (needed && report_.times.empty()) {
      outcome = fail(ErrorCode::kTimeMissing, "nothing trusted says when the signature was made");
    }
    if (!needed && report_.times.empty()) not_checked("signing time: the bundle has no timestamp");
    return require(Check::kTimeEstablished, std::move(outcome));
  }

  Status establish_log_times() {
    for (const TlogEntry& entry : bundle_.tlog_entries) {
      auto resolved = resolve_entry(entry, *policy_.trust_root, report_.times);
      IGP_CHECK(require(Check::kLogKnown, resolved ? Status() : Fail(resolved.error())));
      if (!resolved) continue;
      if (auto time = IGP_TRY(verify_entry_time(*resolved)))
        report_.times.push_back(std::move(*time));
      entries_.push_back(std::move(*resolved));
    }
    return {};
  }

  Status verify_log_windows() {
    for (const LogEntry& entry : entries_) {
      for (const VerifiedTime& time : report_.times) {
        Status outcome;
        if (!entry.log->validity.contains(time.time)) {
          outcome = fail(ErrorCode::kLogUnknown, "transparency log {} is not trusted for {}",
                         quote(entry.log->url), format_rfc3339(time.time));
        }
        IGP_CHECK(require(Check::kLogWindow, std::move(outcome)));
      }
    }
    return {};
  }

  Status verify_signer() {
    if (!keyless()) return {};
    const crypto::Certificate& leaf = certificates_.front();
    const auto trusted = IGP_TRY(verify_certificate(leaf, report_.times, *policy_.trust_root));
    if (policy_.insecure_ignore_sct) {
      not_checked("certificate transparency: ignored (--insecure-ignore-sct)");
    } else {
      IGP_CHECK(verify_sct(trusted, *policy_.trust_root));
    }
    SignerClaims claims = IGP_TRY(read_claims(leaf));
    IGP_CHECK(verify_identity(claims, *policy_.identity));
    report_.certificate = CertificateSigner{.identity = std::move(claims.identity),
                                            .issuer = std::move(claims.issuer),
                                            .authority = trusted.authority,
                                            .claims = std::move(claims.extensions)};
    return {};
  }

  Status verify_log_entries() {
    std::set<std::string> witnesses;
    for (const LogEntry& entry : entries_) {
      IGP_CHECK(verify_entry_content(entry, bundle_, artifact_, key_));
      IGP_CHECK(verify_inclusion(entry, bundle_.format));
      const auto& proof = entry.entry->inclusion_proof;
      const bool proven = proof && !proof->checkpoint.empty();
      if (!proven) not_checked("inclusion proof: the bundle has none, only the log's promise");
      witnesses.insert(entry.log->witness());
      report_.log_entries.push_back(
          {.log = entry.log->url,
           .log_id = entry.log->id,
           .index = entry.entry->log_index,
           .kind = fmt::format("{} {}", entry.body.kind, entry.body.version),
           .inclusion_proof = proven,
           .signed_entry_timestamp = !entry.entry->signed_entry_timestamp.empty()});
    }
    if (!looks_at_tlog()) {
      not_checked("transparency log: ignored (--insecure-ignore-tlog)");
      return {};
    }
    if (bundle_.tlog_entries.empty()) not_checked("transparency log: the bundle has no entry");
    return require(Check::kLogThreshold,
                   at_least(witnesses.size(), policy_.min_tlogs.value_or(keyless() ? 1 : 0),
                            ErrorCode::kTlogMissing, "transparency logs"));
  }

  Status verify_content() {
    if (const MessageSignature* message = bundle_.message()) {
      Status outcome;
      if (!policy_.predicate_type.empty()) {
        outcome = fail(ErrorCode::kAttestationInvalid,
                       "expected a statement of type {}, got a plain signature",
                       quote(policy_.predicate_type));
      }
      IGP_CHECK(require(Check::kPredicateType, std::move(outcome)));
      return verify_message(*message, artifact_, key_);
    }
    const DsseEnvelope& envelope = *bundle_.dsse();
    Statement statement =
        IGP_TRY(verify_attestation(envelope, artifact_, key_, policy_.predicate_type));
    report_.attestation = true;
    report_.payload_type = envelope.payload_type;
    report_.predicate_type = std::move(statement.predicate_type);
    report_.statement = to_string(envelope.payload);
    return {};
  }

  static Status at_least(std::size_t found, int wanted, ErrorCode code, std::string_view what) {
    if (static_cast<std::int64_t>(found) >= wanted) return {};
    return fail(code, "{} distinct {} where {} are demanded", found, what, wanted);
  }

  void not_checked(std::string text) { report_.not_checked.push_back(std::move(text)); }

  const Bundle& bundle_;
  const Artifact& artifact_;
  const VerifyPolicy& policy_;
  const std::vector<crypto::Certificate>& certificates_;  ///< the bundle's, leaf first
  const crypto::PublicKey& key_;
  std::vector<LogEntry> entries_;
  Report report_;
};

/// The policy names the kind of signer that the bundle has.
Status check_signer_expected(const Bundle& bundle, const VerifyPolicy& policy) {
  if (policy.key) return {};
  if (bundle.certificates.empty()) {
    return Fail(
        error(ErrorCode::kKeyRequired, "the bundle is signed with a key, and none was given")
            .with_hint("give the signer's public key with --key"));
  }
  if (policy.identity) return {};
  return Fail(error(ErrorCode::kIdentityRequired,
                    "the bundle is signed with a certificate, and no signer to expect was given")
                  .with_hint("give --certificate-identity and --certificate-oidc-issuer"));
}

}  // namespace

Result<OpenedBundle> OpenedBundle::open(const Bundle& bundle, const VerifyPolicy& policy) {
  IGP_CHECK(check_signer_expected(bundle, policy));
  // Parsing them costs as much as checking a signature: once for all checks.
  std::vector<crypto::Certificate> certificates;
  for (const Bytes& der : bundle.certificates)
    certificates.push_back(IGP_TRY(crypto::Certificate::from_der(der)));
  crypto::PublicKey key = policy.key ? *policy.key : IGP_TRY(certificates.front().public_key());
  return OpenedBundle(bundle, policy, std::move(certificates), std::move(key));
}

Result<Report> OpenedBundle::verify(const Artifact& artifact,
                                    std::shared_ptr<const TrustRoot> trust_root) const {
  if (needs_trust_root(bundle_, policy_) && !trust_root) {
    return fail(ErrorCode::kUsage, "this bundle cannot be verified without a trust root");
  }
  VerifyPolicy policy = policy_;
  policy.trust_root = std::move(trust_root);
  return Verification(bundle_, artifact, policy, certificates_, key_).run();
}

Result<crypto::PublicKey> signing_key(const Bundle& bundle, const VerifyPolicy& policy) {
  return IGP_TRY(OpenedBundle::open(bundle, policy)).key();
}

bool needs_trust_root(const Bundle& bundle, const VerifyPolicy& policy) {
  const bool tlog = !bundle.tlog_entries.empty() && !policy.insecure_ignore_tlog;
  return !policy.key || tlog || !bundle.timestamps.empty();
}

Result<Report> verify_bundle(const Bundle& bundle, const Artifact& artifact,
                             const VerifyPolicy& policy) {
  return IGP_TRY(OpenedBundle::open(bundle, policy)).verify(artifact, policy.trust_root);
}

}  // namespace igp::sigstore
