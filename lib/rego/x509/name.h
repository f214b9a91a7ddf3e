// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Distinguished names (RFC 5280 section 4.1.2.4).
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "rego/x509/der_values.h"

namespace igp::rego::x509 {

/// What an attribute can be besides text is found in certificate requests alone.
using AttributeValue = std::variant<std::monostate, bool, std::string, std::int64_t, Bytes,
                                    BitString, Oid, CertificateTime>;

struct Attribute {
  Oid type;
  AttributeValue value;
};

/// All attributes in order, whatever set they stand in.
using Name = std::vector<Attribute>;

/// The whole DER Name. Fails with kCertificateMalformed.
Result<Name> parse_certificate_name(ByteView der);
/// As Go's encoding/asn1 reads it: values of any type.
Result<Name> parse_request_name(ByteView der);

/// A value of any type; types that Go does not know are nothing.
/// Fails with kCertificateMalformed.
Result<AttributeValue> take_any_value(DerReader& reader);

}  // namespace igp::rego::x509
