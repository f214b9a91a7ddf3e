// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/verify/sct.h"

#include <algorithm>

#include "base/rfc3339.h"
#include "crypto/verifier.h"
#include "sigstore/sct_list.h"
#include "sigstore/verify/check.h"

namespace igp::sigstore {
namespace {

constexpr const char* kSctListOid = "1.3.6.1.4.1.11129.2.4.2";
constexpr std::uint8_t kVersion1 = 0;
constexpr std::uint8_t kCertificateTimestamp = 0;
constexpr std::uint16_t kPrecertificateEntry = 1;

void append_big_endian(Bytes& out, std::uint64_t value, int size) {
  for (int shift = (size - 1) * 8; shift >= 0; shift -= 8)
    out.push_back(static_cast<std::uint8_t>(value >> shift));
}

void append(Bytes& out, ByteView bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }

/// The structure that a log signs (RFC 6962 section 3.2): the certificate before the timestamps
/// were added to it, bound to the key of its issuer.
Bytes signed_structure(const Sct& sct, ByteView tbs, const crypto::Certificate& issuer) {
  Bytes out = {kVersion1, kCertificateTimestamp};
  append_big_endian(out, sct.timestamp_ms, 8);
  append_big_endian(out, kPrecertificateEntry, 2);
  append(out, crypto::digest_of(issuer.spki()).bytes());
  append_big_endian(out, tbs.size(), 3);
  append(out, tbs);
  append_big_endian(out, sct.extensions.size(), 2);
  append(out, sct.extensions);
  return out;
}

Status verify_signature(const Sct& sct, const LogInstance& log, ByteView tbs,
                        const crypto::Certificate& issuer) {
  const crypto::PublicKey key = IGP_TRY(log.key()).key;
  if (crypto::verify_message_signature(key, signed_structure(sct, tbs, issuer), sct.signature,
                                       crypto::HashAlgorithm::kSha256)) {
    return {};
  }
  return fail(ErrorCode::kSctInvalid, "certificate timestamp of {} does not verify",
              quote(log.url));
}

UnixNanos time_of(const Sct& sct) {
  constexpr std::uint64_t kNanosPerMilli = 1'000'000;
  constexpr std::uint64_t kLatest = std::uint64_t{INT64_MAX} / kNanosPerMilli;
  return static_cast<UnixNanos>(std::min(sct.timestamp_ms, kLatest) * kNanosPerMilli);
}

Status verify_window(const Sct& sct, const LogInstance& log) {
  const UnixNanos time = time_of(sct);
  if (log.validity.contains(time)) return {};
  return fail(ErrorCode::kSctInvalid, "certificate log {} is not trusted for {}", quote(log.url),
              format_rfc3339(time));
}

}  // namespace

Status verify_sct(const TrustedCertificate& certificate, const TrustRoot& root) {
  const auto extension = IGP_TRY(certificate.leaf.extension(kSctListOid));
  std::vector<Sct> list;
  if (extension) list = IGP_TRY(parse_sct_extension(*extension));
  const Bytes tbs = extension ? IGP_TRY(certificate.leaf.tbs_without(kSctListOid)) : Bytes();
  bool verified = false;
  for (const Sct& sct : list) {
    const LogInstance* log = find_log(root.ctlogs, sct.log_id, {time_of(sct)});
    if (log == nullptr) continue;
    IGP_CHECK(require(Check::kSctSignature, verify_signature(sct, *log, tbs, certificate.issuer)));
    IGP_CHECK(require(Check::kSctWindow, verify_window(sct, *log)));
    verified = true;
  }
  Status missing;
  if (!verified) {
    missing = fail(ErrorCode::kSctInvalid,
                   "signing certificate has no timestamp of a certificate log in the trust root");
  }
  return require(Check::kSctPresent, std::move(missing));
}

}  // namespace igp::sigstore
