// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// LogBody: what a transparency log entry says was signed, by whom and with which signature.
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/digest.h"

namespace igp::sigstore {

/// What a logged digest was taken from.
enum class LoggedContent : std::uint8_t {
  kSigned,   ///< the bytes under the signature: an artifact, or an envelope's PAE
  kPayload,  ///< an envelope's payload
};

/// The body of an entry of one of the kinds hashedrekord 0.0.1 and 0.0.2, dsse 0.0.1 and 0.0.2,
/// and intoto 0.0.2, with exactly one signature.
struct LogBody {
  std::string kind;
  std::string version;
  LoggedContent content;
  crypto::Digest digest;
  Bytes signature;
  bool certificate = false;  ///< `verifier` is a certificate, else a SubjectPublicKeyInfo
  Bytes verifier;            ///< DER
  std::string key_details;   ///< what a log of the second generation was told of the key
  bool rekor_v2 = false;     ///< a log of the second generation: no integrated time
};

/// Parses canonicalizedBody. Fails with kTlogEntryMismatch, also on kinds that are not known.
Result<LogBody> parse_log_body(std::string_view text);

}  // namespace igp::sigstore
