// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Certificates, requests and keys as policies give them; a certificate that parses is written out.
#include "rego/x509/document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace x509 = igp::rego::x509;
  const igp::ByteView der(data, size);
  igp::rego::Arena arena;
  if (const auto certificates = x509::parse_certificates(der)) {
    for (const auto& one : *certificates) {
      static_cast<void>(x509::certificate_value(arena, one, /*with_uri_texts=*/true));
    }
  }
  if (const auto request = x509::parse_certificate_request(der)) {
    static_cast<void>(x509::request_value(arena, *request));
  }
  if (const auto key = x509::parse_tls_key(der)) {
    static_cast<void>(x509::private_key_value(arena, *key));
  }
  return 0;
}
