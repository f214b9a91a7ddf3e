// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// X.509 certificates as Go's crypto/x509 reads them: every field that its struct has.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "rego/x509/algorithm.h"
#include "rego/x509/der_values.h"
#include "rego/x509/general_names.h"
#include "rego/x509/name.h"

namespace igp::rego::x509 {

struct Extension {
  Oid id;
  bool critical = false;
  ByteView value;
};

/// A subject's public key.
struct KeyInfo {
  ByteView der;  ///< the whole SubjectPublicKeyInfo
  KeyAlgorithm algorithm = KeyAlgorithm::kUnknown;
  PublicKey key;
};

/// A limit of certificates on a path; nothing where the certificate sets none.
using PathLimit = std::optional<std::int64_t>;

struct PolicyMapping {
  ByteView issuer;  ///< contents of OBJECT IDENTIFIERs, not checked
  ByteView subject;
};

/// What Go makes of the extensions that it knows.
struct KnownExtensions {
  int key_usage = 0;
  std::vector<int> ext_key_usage;  ///< Go's x509.ExtKeyUsage
  std::vector<Oid> unknown_ext_key_usage;
  bool has_basic_constraints = false;
  bool is_ca = false;
  std::int64_t max_path_length = 0;  ///< -1 when the basic constraints set none
  std::optional<ByteView> subject_key_id;
  std::optional<ByteView> authority_key_id;
  std::vector<std::string_view> ocsp_servers;
  std::vector<std::string_view> issuing_urls;
  std::vector<std::string_view> crl_urls;
  AltNames names;
  NameConstraints constraints;
  bool constraints_critical = false;
  bool has_policies = false;
  std::vector<ByteView> policies;  ///< contents of OBJECT IDENTIFIERs
  std::vector<PolicyMapping> policy_mappings;
  PathLimit inhibit_any_policy;
  PathLimit inhibit_policy_mapping;
  PathLimit require_explicit_policy;
  std::vector<Oid> unhandled_critical;
};

/// A certificate that parses. Views are into the DER that it was read from.
struct Certificate {
  ByteView der;
  ByteView tbs;
  ByteView issuer_der;
  ByteView subject_der;
  KeyInfo key;
  int version = 1;
  ByteView serial;  ///< unsigned and big-endian
  SignatureAlgorithm signature_algorithm = SignatureAlgorithm::kUnknown;
  Bytes signature;
  Name issuer;
  Name subject;
  CertificateTime not_before;
  CertificateTime not_after;
  std::vector<Extension> extensions;
  KnownExtensions known;

  /// The extension 2.5.29.`last`, or null.
  [[nodiscard]] const Extension* find_extension(std::int64_t last) const;
};

inline constexpr std::int64_t kAltNamesExtension = 17;
inline constexpr std::int64_t kNameConstraintsExtension = 30;
inline constexpr int kCertSignUsage = 1 << 5;
inline constexpr int kAnyExtKeyUsage = 0;
inline constexpr int kServerAuthUsage = 1;

/// Certificates one after the other, and nothing else. `der` must outlive them.
/// Fails with kCertificateMalformed.
Result<std::vector<Certificate>> parse_certificates(ByteView der);
/// One certificate alone. Fails with kCertificateMalformed.
Result<Certificate> parse_certificate(ByteView der);

/// The extensions of a certificate, all of them read. Fails with kCertificateMalformed.
Result<KnownExtensions> read_extensions(const std::vector<Extension>& extensions);

/// The whole SubjectPublicKeyInfo `der`. Fails with kCertificateMalformed.
Result<KeyInfo> parse_key_info(ByteView der);

}  // namespace igp::rego::x509
