// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/sign/timestamping.h"

#include <array>

#include "base/limits.h"
#include "crypto/timestamp_request.h"
#include "sigstore/verify/timestamp.h"

namespace igp::sigstore {

Result<Bytes> request_timestamp(const Service& authority, ByteView signature, const TrustRoot& root,
                                ServiceClient& client) {
  std::array<std::uint8_t, 8> nonce{};
  client.rng().fill(nonce);
  const Bytes body = IGP_TRY(crypto::encode_timestamp_request(crypto::digest_of(signature), nonce));
  http::HttpRequest request =
      client.post(authority.url, "application/timestamp-query", to_string(body));
  request.max_body_bytes = limits::kTimestampAnswerBytes;
  Bytes answer = to_bytes(IGP_TRY(client.fetch(request)));
  IGP_TRY(verify_timestamp(answer, signature, root));
  IGP_CHECK(crypto::check_timestamp_nonce(answer, nonce));
  return answer;
}

}  // namespace igp::sigstore
