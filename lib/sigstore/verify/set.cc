// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/verify/set.h"

#include "base/base64.h"
#include "base/hex.h"
#include "crypto/verifier.h"
#include "sigstore/verify/check.h"

namespace igp::sigstore {
namespace {

/// What the log signed: canonical JSON with sorted keys. Base64, hex and integers need no escaping.
std::string promised_text(const TlogEntry& entry) {
  return fmt::format(R"({{"body":"{}","integratedTime":{},"logID":"{}","logIndex":{}}})",
                     encode_base64(entry.canonicalized_body), entry.integrated_time,
                     encode_hex(entry.log_id), entry.log_index);
}

Status verify_set(const LogEntry& entry) {
  const Status status =
      crypto::verify_message_signature(entry.log_key.key, as_bytes(promised_text(*entry.entry)),
                                       entry.entry->signed_entry_timestamp, entry.log_key.hash);
  if (status) return {};
  return fail(ErrorCode::kSetInvalid, "signed entry timestamp of {} does not verify",
              quote(entry.log->url));
}

}  // namespace

Result<std::optional<VerifiedTime>> verify_entry_time(const LogEntry& entry) {
  const bool has_promise = !entry.entry->signed_entry_timestamp.empty();
  const bool signs_time = has_promise && !entry.body.rekor_v2;
  Status unsigned_time;
  if (!signs_time && (entry.entry->integrated_time != 0 || has_promise)) {
    unsigned_time = fail(ErrorCode::kSetInvalid, "log entry has a time that {} does not sign",
                         quote(entry.log->url));
  }
  IGP_CHECK(require(Check::kUnsignedTime, std::move(unsigned_time)));
  if (!signs_time) return std::optional<VerifiedTime>();
  IGP_CHECK(require(Check::kSetSignature, verify_set(entry)));
  constexpr std::int64_t kLatest = INT64_MAX / kNanosPerSecond;
  if (entry.entry->integrated_time > kLatest) {
    return fail(ErrorCode::kSetInvalid, "log entry has a time that is too far away");
  }
  return VerifiedTime{.time = entry.entry->integrated_time * kNanosPerSecond,
                      .source = "transparency log",
                      .authority = entry.log->url,
                      .witness = entry.log->witness()};
}

}  // namespace igp::sigstore
