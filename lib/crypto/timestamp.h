// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Timestamp: a signed statement that some bytes existed at some time (RFC 3161).
#pragma once

#include <memory>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"
#include "crypto/certificate.h"
#include "crypto/digest.h"

namespace igp::crypto {

/// A TimeStampResp that parses and grants a token; its signature is not verified.
class Timestamp {
 public:
  /// One DER TimeStampResp and nothing after it. Fails with kTimestampMalformed.
  static Result<Timestamp> from_der(ByteView der);

  [[nodiscard]] UnixNanos time() const;
  /// The digest of the bytes that were stamped.
  [[nodiscard]] const Digest& imprint() const;

  /// Checks the token's signature with `authority`: the chain from the signer (optional, then the
  /// token must carry it) to the trust anchor, which is last. All certificates must be valid at
  /// time(), and the signer must be for timestamping and nothing else. Certificates in the token
  /// help to build the chain and are not trusted; where `authority` names the signer, others than
  /// its own are refused, as is every unsigned part of the token that disagrees with the signed
  /// ones. Fails with kTimestampInvalid.
  [[nodiscard]] Status verify(const std::vector<Certificate>& authority) const;

 private:
  struct State;
  explicit Timestamp(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  std::shared_ptr<const State> state_;
};

}  // namespace igp::crypto
