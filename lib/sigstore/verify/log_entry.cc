// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/verify/log_entry.h"

#include <algorithm>

#include "base/hex.h"
#include "sigstore/dsse.h"
#include "sigstore/verify/check.h"

namespace igp::sigstore {
namespace {

Status verify_kind(const TlogEntry& entry, const LogBody& body) {
  // Legacy bundles leave the kind to the body.
  if (entry.kind.empty() || (entry.kind == body.kind && entry.version == body.version)) return {};
  return fail(ErrorCode::kTlogEntryMismatch, "log entry is called {} {}, but is {} {}",
              quote(entry.kind), quote(entry.version), body.kind, body.version);
}

Status mismatch(bool equal, std::string_view what) {
  if (equal) return {};
  return fail(ErrorCode::kTlogEntryMismatch, "log entry is about another {}", what);
}

/// When the entry was made, as far as that is known or claimed. It only chooses between the periods
/// of one log; that the log is trusted for the time is checked with what is verified.
std::vector<UnixNanos> hints_of(const TlogEntry& entry, const std::vector<VerifiedTime>& times) {
  std::vector<UnixNanos> out;
  for (const VerifiedTime& time : times) out.push_back(time.time);
  constexpr std::int64_t kLatest = INT64_MAX / kNanosPerSecond;
  if (entry.integrated_time != 0)
    out.push_back(std::min(entry.integrated_time, kLatest) * kNanosPerSecond);
  return out;
}

bool digest_fits(const LogBody& body, const Bundle& bundle, const Artifact& artifact) {
  const DsseEnvelope* envelope = bundle.dsse();
  if (envelope == nullptr)
    return body.content == LoggedContent::kSigned && body.digest == artifact.digest;
  if (body.content == LoggedContent::kPayload) {
    return body.digest == crypto::digest_of(envelope->payload, body.digest.algorithm());
  }
  // Rekor v2 logs the encoding of an envelope. An entry of v1 that does is about a file which looks
  // like one: v1 has kinds of its own for envelopes.
  return body.rekor_v2 &&
         body.digest == crypto::digest_of(encode_pae(envelope->payload_type, envelope->payload),
                                          body.digest.algorithm());
}

bool signer_fits(const LogBody& body, const Bundle& bundle, const crypto::PublicKey& key) {
  if (!body.certificate) return bundle.certificates.empty() && body.verifier == key.spki();
  return !bundle.certificates.empty() && body.verifier == bundle.certificates.front();
}

}  // namespace

Result<LogEntry> resolve_entry(const TlogEntry& entry, const TrustRoot& root,
                               const std::vector<VerifiedTime>& times) {
  LogBody body = IGP_TRY(parse_log_body(as_text(entry.canonicalized_body)));
  IGP_CHECK(require(Check::kEntryKind, verify_kind(entry, body)));
  const LogInstance* log = find_log(root.tlogs, entry.log_id, hints_of(entry, times));
  if (log == nullptr) {
    return fail(ErrorCode::kLogUnknown, "transparency log {} is not in the trust root",
                encode_hex(entry.log_id));
  }
  KeyWithHash key = IGP_TRY(log->key());
  return LogEntry{.entry = &entry, .body = std::move(body), .log = log, .log_key = std::move(key)};
}

Status verify_entry_content(const LogEntry& entry, const Bundle& bundle, const Artifact& artifact,
                            const crypto::PublicKey& key) {
  IGP_CHECK(require(Check::kEntryDigest,
                    mismatch(digest_fits(entry.body, bundle, artifact), "artifact")));
  // ECDSA has many valid signatures of one message: equal bytes, not equal meaning.
  IGP_CHECK(require(Check::kEntrySignature,
                    mismatch(entry.body.signature == bundle.signature(), "signature")));
  IGP_CHECK(require(Check::kEntrySigner, mismatch(signer_fits(entry.body, bundle, key), "signer")));
  return require(Check::kEntryKeyDetails, check_key_details(key, entry.body.key_details));
}

}  // namespace igp::sigstore
