// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Certificates and timestamps made for tests, straight with OpenSSL.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "crypto/certificate.h"
#include "crypto/private_key.h"

namespace igp::testing {

/// What stands in a certificate. `extensions` are OpenSSL's short names and configuration values.
struct CertificateSpec {
  std::string subject;  ///< common name; empty: no subject
  std::string issuer;   ///< common name
  UnixNanos not_before = 0;
  UnixNanos not_after = 0;
  std::vector<std::pair<std::string, std::string>> extensions;
  std::vector<std::pair<std::string, Bytes>> raw_extensions;  ///< dotted OID, DER value
};

/// Called with the certificate's TBS; returns the value of the certificate timestamp extension.
using SctMaker = std::function<Bytes(ByteView tbs)>;

/// A certificate for `key`, signed by `issuer_key`; with `sct` its result is added as RFC 6962
/// asks.
crypto::Certificate make_certificate(const CertificateSpec& spec, const crypto::PublicKey& key,
                                     const crypto::PrivateKey& issuer_key,
                                     const SctMaker& sct = {});

/// A TimeStampResp of `authority` for `message` at `time` (RFC 3161), with the signer's certificate
/// inside when `embed` is set.
Bytes make_timestamp(const crypto::Certificate& authority, const crypto::PrivateKey& key,
                     ByteView message, UnixNanos time, bool embed = false);

/// The same for the DER TimeStampReq `request`, as an authority answers it.
Bytes answer_timestamp(const crypto::Certificate& authority, const crypto::PrivateKey& key,
                       ByteView request, UnixNanos time);

/// A fresh Ed25519 key from 32 bytes.
crypto::PrivateKey make_ed25519(ByteView seed);

/// The DER UTF8String of up to 127 bytes.
Bytes der_utf8_string(std::string_view text);

}  // namespace igp::testing
