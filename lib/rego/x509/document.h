// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Certificates, requests and keys as the values that Go's encoding/json makes of its structs.
#pragma once

#include <optional>
#include <vector>

#include "rego/value/value.h"
#include "rego/x509/certificate.h"
#include "rego/x509/private_key.h"
#include "rego/x509/request.h"

namespace igp::rego::x509 {

/// `with_uri_texts` adds "URIStrings", which OPA does where it lists certificates.
Value certificate_value(Arena& arena, const Certificate& certificate, bool with_uri_texts);
Value request_value(Arena& arena, const CertificateRequest& request);
Value private_key_value(Arena& arena, const PrivateKey& key);
/// A JWK (RFC 7517); nothing for keys that have none here.
std::optional<Value> jwk_value(Arena& arena, const PrivateKey& key);

/// Go's tls.Certificate: the DER of a chain, the key and the leaf.
Value key_pair_value(Arena& arena, const std::vector<ByteView>& chain, const PrivateKey& key,
                     const Certificate& leaf);

}  // namespace igp::rego::x509
