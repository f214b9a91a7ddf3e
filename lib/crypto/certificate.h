// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Certificate: an X.509 certificate and what Sigstore asks of one (RFC 5280).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"
#include "crypto/pubkey.h"

namespace igp::crypto {

enum class AltNameType : std::uint8_t { kUri, kEmail, kDns, kOtherName };

/// A subject alternative name of a kind that can name a signer.
struct AltName {
  AltNameType type;
  std::string value;
  friend bool operator==(const AltName&, const AltName&) = default;
};

/// A certificate that parses; nothing about it is verified. Cheap to copy.
class Certificate {
 public:
  /// One DER certificate and nothing after it. Fails with kCertificateMalformed.
  static Result<Certificate> from_der(ByteView der);

  [[nodiscard]] const Bytes& der() const;
  [[nodiscard]] Result<PublicKey> public_key() const;
  /// The DER SubjectPublicKeyInfo as it stands in the certificate, of any key type.
  [[nodiscard]] Bytes spki() const;
  /// The ends of the validity period, both inclusive.
  [[nodiscard]] Result<UnixNanos> not_before() const;
  [[nodiscard]] Result<UnixNanos> not_after() const;
  /// Subject and issuer are the same: the mark of a root certificate.
  [[nodiscard]] bool self_issued() const;
  /// It may issue certificates.
  [[nodiscard]] bool is_authority() const;
  /// Key usage is present and has digitalSignature.
  [[nodiscard]] bool may_sign_content() const;
  /// Extended key usage is present and has codeSigning (timeStamping).
  [[nodiscard]] bool for_code_signing() const;
  [[nodiscard]] bool for_timestamping() const;
  /// Extended key usage is absent or lets it issue certificates for code signing (timestamping): an
  /// authority made for something else is none for these.
  [[nodiscard]] bool may_issue_code_signing() const;
  [[nodiscard]] bool may_issue_timestamping() const;
  /// The value (inside its OCTET STRING) of the extension with the dotted OID, if there is one.
  /// Fails with kCertificateMalformed when there are two.
  [[nodiscard]] Result<std::optional<Bytes>> extension(const char* oid) const;
  /// URI, e-mail, DNS and Fulcio's otherName (1.3.6.1.4.1.57264.1.7) names; other kinds are left
  /// out. Fails with kCertificateMalformed.
  [[nodiscard]] Result<std::vector<AltName>> alt_names() const;
  /// The TBSCertificate as it was before the extension with the dotted OID was added: what a
  /// certificate transparency log signs (RFC 6962 section 3.2).
  [[nodiscard]] Result<Bytes> tbs_without(const char* oid) const;

  friend bool operator==(const Certificate& a, const Certificate& b) { return a.der() == b.der(); }

  /// OpenSSL's view, defined in certificate_handle.h for lib/crypto alone.
  struct Handle;
  [[nodiscard]] const Handle& handle() const { return *handle_; }

 private:
  explicit Certificate(std::shared_ptr<const Handle> handle) : handle_(std::move(handle)) {}
  std::shared_ptr<const Handle> handle_;
};

/// Nothing vouches for an anchor but the one who trusts it. A self-issued one has a signature all
/// the same, which tells damage (of its validity, for one). Fails with kCertificateUntrusted.
Status verify_own_signature(const Certificate& anchor);

/// Checks that `anchor`, through any of `intermediates`, issued `leaf`, and that all of them were
/// valid at `time`. `anchor` need not be self-signed, and is taken as it is.
/// Signatures weaker than 112 bits are refused.
/// Returns the chain, leaf first. Fails with kCertificateUntrusted.
Result<std::vector<Certificate>> verify_chain(const Certificate& leaf,
                                              const std::vector<Certificate>& intermediates,
                                              const Certificate& anchor, UnixNanos time);

}  // namespace igp::crypto
