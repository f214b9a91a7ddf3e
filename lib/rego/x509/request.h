// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Certificate requests (RFC 2986) as Go's crypto/x509 reads them.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "rego/x509/certificate.h"

namespace igp::rego::x509 {

/// An attribute whose values are lists of pairs, as requested extensions are.
struct RequestAttribute {
  Oid type;
  std::vector<Name> values;
};

/// A request that parses; its signature is not verified. Views are into the DER.
struct CertificateRequest {
  ByteView der;
  ByteView tbs;
  ByteView subject_der;
  KeyInfo key;
  std::int64_t version = 0;
  SignatureAlgorithm signature_algorithm = SignatureAlgorithm::kUnknown;
  Bytes signature;
  Name subject;
  std::vector<RequestAttribute> attributes;
  std::vector<Extension> extensions;
  AltNames names;
};

/// Fails with kCertificateMalformed.
Result<CertificateRequest> parse_certificate_request(ByteView der);

}  // namespace igp::rego::x509
