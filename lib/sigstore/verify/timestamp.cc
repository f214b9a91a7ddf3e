// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/verify/timestamp.h"

#include "base/rfc3339.h"
#include "crypto/timestamp.h"
#include "sigstore/verify/check.h"

namespace igp::sigstore {
namespace {

Status verify_imprint(const crypto::Timestamp& timestamp, ByteView signature) {
  if (crypto::digest_of(signature, timestamp.imprint().algorithm()) == timestamp.imprint())
    return {};
  return fail(ErrorCode::kTimestampInvalid, "timestamp is of something else than the signature");
}

Status verify_window(const crypto::Timestamp& timestamp, const Authority& authority) {
  if (authority.validity.contains(timestamp.time())) return {};
  return fail(ErrorCode::kTimestampInvalid, "timestamp authority {} is not trusted for {}",
              quote(authority.uri), format_rfc3339(timestamp.time()));
}

Status verify_with(const crypto::Timestamp& timestamp, const Authority& authority) {
  IGP_CHECK(require(Check::kTimestampWindow, verify_window(timestamp, authority)));
  const auto certificates = IGP_TRY(authority.certificates());
  return require(Check::kTimestampSignature, timestamp.verify(certificates));
}

}  // namespace

Result<VerifiedTime> verify_timestamp(ByteView response, ByteView signature,
                                      const TrustRoot& root) {
  const auto timestamp = IGP_TRY(crypto::Timestamp::from_der(response));
  IGP_CHECK(require(Check::kTimestampImprint, verify_imprint(timestamp, signature)));
  Error last = error(ErrorCode::kTimestampInvalid, "the trust root names no timestamp authority");
  for (const Authority& authority : root.timestamp_authorities) {
    const Status status = verify_with(timestamp, authority);
    if (status) {
      return VerifiedTime{.time = timestamp.time(),
                          .source = "timestamp authority",
                          .authority = authority.uri,
                          .witness = authority.witness()};
    }
    last = status.error();
  }
  return Fail(std::move(last));
}

}  // namespace igp::sigstore
