// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/certificate.h"

#include <openssl/x509v3.h>

#include <algorithm>

#include "base/rfc3339.h"
#include "crypto/algorithms.h"
#include "crypto/certificate_handle.h"
#include "crypto/der.h"
#include "crypto/key_handle.h"

namespace igp::crypto {
namespace {

using ObjectPtr = Owned<ASN1_OBJECT, ASN1_OBJECT_free>;
using NamesPtr = Owned<GENERAL_NAMES, GENERAL_NAMES_free>;

/// Fulcio's name for identities that are neither URI nor e-mail address.
constexpr const char* kOtherNameOid = "1.3.6.1.4.1.57264.1.7";
constexpr std::uint8_t kExtensionsTag = 0xA3;  ///< [3] in a TBSCertificate
constexpr std::uint8_t kOidTag = 0x06;

ObjectPtr object_of(const char* oid) { return ObjectPtr(OBJ_txt2obj(oid, /*no_name=*/1)); }

std::string text_of(const ASN1_STRING* string) {
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(string)),
          static_cast<std::size_t>(ASN1_STRING_length(string))};
}

Result<UnixNanos> time_of(const ASN1_TIME* time) {
  tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) {
    return fail(ErrorCode::kCertificateMalformed, "certificate has an unreadable validity period");
  }
  const std::int64_t days = days_from_civil(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
  constexpr std::int64_t kFarthestDays = 106'000;  // what UnixNanos can hold, in either direction
  const std::int64_t seconds = std::clamp(days, -kFarthestDays, kFarthestDays) * 86400 +
                               parts.tm_hour * 3600 + parts.tm_min * 60 + parts.tm_sec;
  return seconds * kNanosPerSecond;
}

/// The name as an AltName, or nothing for a kind that names no signer.
Result<std::optional<AltName>> alt_name_of(const GENERAL_NAME* name) {
  switch (name->type) {
    case GEN_URI:
      return AltName{AltNameType::kUri, text_of(name->d.uniformResourceIdentifier)};
    case GEN_EMAIL:
      return AltName{AltNameType::kEmail, text_of(name->d.rfc822Name)};
    case GEN_DNS:
      return AltName{AltNameType::kDns, text_of(name->d.dNSName)};
    case GEN_OTHERNAME:
      break;
    default:
      return std::optional<AltName>();
  }
  const OTHERNAME* other = name->d.otherName;
  if (OBJ_cmp(other->type_id, object_of(kOtherNameOid).get()) != 0) return std::optional<AltName>();
  if (other->value->type != V_ASN1_UTF8STRING) {
    return fail(ErrorCode::kCertificateMalformed, "certificate's otherName is no UTF8String");
  }
  return AltName{AltNameType::kOtherName, text_of(other->value->value.utf8string)};
}

/// The field "extensions" of a TBSCertificate without the extension `oid`, of which there must be
/// one. `content` is what the field's own tag encloses.
Result<Bytes> extensions_without(ByteView content, const char* oid) {
  const ObjectPtr object = object_of(oid);
  const ByteView unwanted(OBJ_get0_data(object.get()), OBJ_length(object.get()));
  DerReader outside(content);
  DerReader list(outside.next(kDerSequence).value_or(ByteView()));
  Bytes kept;
  int removed = 0;
  while (!list.empty()) {
    const auto one = list.next();
    const auto name =
        one && one->tag == kDerSequence ? DerReader(one->content).next(kOidTag) : std::nullopt;
    if (!name) return fail(ErrorCode::kCertificateMalformed, "certificate extensions are not DER");
    if (std::ranges::equal(*name, unwanted)) {
      ++removed;
    } else {
      kept.insert(kept.end(), one->whole.begin(), one->whole.end());
    }
  }
  if (removed != 1) {
    return fail(ErrorCode::kCertificateMalformed, "certificate has extension {} {} times", oid,
                removed);
  }
  if (kept.empty()) return kept;  // an empty list is no list (RFC 5280 section 4.1)
  return encode_der_element(kExtensionsTag, encode_der_element(kDerSequence, kept));
}

bool may_issue(X509* x509, std::uint32_t usage) {
  return (X509_get_extension_flags(x509) & EXFLAG_XKUSAGE) == 0 ||
         (X509_get_extended_key_usage(x509) & (usage | XKU_ANYEKU)) != 0;
}

}  // namespace

Result<Certificate> Certificate::from_der(ByteView der) {
  const AcceptedAlgorithms algorithms;
  const unsigned char* cursor = der.data();
  X509Ptr x509(d2i_X509(nullptr, &cursor, static_cast<long>(der.size())));
  if (!x509 || cursor != der.data() + der.size()) {
    return fail(ErrorCode::kCertificateMalformed, "not an X.509 certificate: {}", openssl_reason());
  }
  // Computes the cached extension flags; afterwards the object is only read.
  X509_check_purpose(x509.get(), -1, 0);
  if ((X509_get_extension_flags(x509.get()) & EXFLAG_INVALID) != 0) {
    return fail(ErrorCode::kCertificateMalformed, "certificate has invalid extensions");
  }
  return Certificate(
      std::make_shared<const Handle>(Handle{std::move(x509), Bytes(der.begin(), der.end())}));
}

const Bytes& Certificate::der() const { return handle_->der; }

Bytes Certificate::spki() const {
  return encode_der(i2d_X509_PUBKEY, X509_get_X509_PUBKEY(handle_->x509.get()));
}

Result<PublicKey> Certificate::public_key() const {
  return read_spki(spki(), X509_get0_pubkey(handle_->x509.get()));
}

Result<UnixNanos> Certificate::not_before() const {
  return time_of(X509_get0_notBefore(handle_->x509.get()));
}
Result<UnixNanos> Certificate::not_after() const {
  return time_of(X509_get0_notAfter(handle_->x509.get()));
}

bool Certificate::self_issued() const {
  const X509* x509 = handle_->x509.get();
  return X509_NAME_cmp(X509_get_subject_name(x509), X509_get_issuer_name(x509)) == 0;
}

bool Certificate::is_authority() const { return X509_check_ca(handle_->x509.get()) != 0; }

bool Certificate::may_sign_content() const {
  X509* x509 = handle_->x509.get();
  return (X509_get_extension_flags(x509) & EXFLAG_KUSAGE) != 0 &&
         (X509_get_key_usage(x509) & KU_DIGITAL_SIGNATURE) != 0;
}

bool Certificate::for_code_signing() const {
  X509* x509 = handle_->x509.get();
  return (X509_get_extension_flags(x509) & EXFLAG_XKUSAGE) != 0 &&
         (X509_get_extended_key_usage(x509) & XKU_CODE_SIGN) != 0;
}

bool Certificate::for_timestamping() const {
  X509* x509 = handle_->x509.get();
  return (X509_get_extension_flags(x509) & EXFLAG_XKUSAGE) != 0 &&
         (X509_get_extended_key_usage(x509) & XKU_TIMESTAMP) != 0;
}

bool Certificate::may_issue_code_signing() const {
  return may_issue(handle_->x509.get(), XKU_CODE_SIGN);
}

bool Certificate::may_issue_timestamping() const {
  return may_issue(handle_->x509.get(), XKU_TIMESTAMP);
}

Result<std::optional<Bytes>> Certificate::extension(const char* oid) const {
  const X509* x509 = handle_->x509.get();
  const ObjectPtr object = object_of(oid);
  const int at = X509_get_ext_by_OBJ(x509, object.get(), -1);
  if (at < 0) return std::optional<Bytes>();
  if (X509_get_ext_by_OBJ(x509, object.get(), at) >= 0) {
    return fail(ErrorCode::kCertificateMalformed, "certificate has extension {} twice", oid);
  }
  const ASN1_OCTET_STRING* value = X509_EXTENSION_get_data(X509_get_ext(x509, at));
  const unsigned char* data = ASN1_STRING_get0_data(value);
  return Bytes(data, data + ASN1_STRING_length(value));
}

Result<std::vector<AltName>> Certificate::alt_names() const {
  int found = -1;
  const NamesPtr names(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(handle_->x509.get(), NID_subject_alt_name, &found, nullptr)));
  std::vector<AltName> out;
  if (found == -1) return out;
  if (!names)
    return fail(ErrorCode::kCertificateMalformed, "certificate has unreadable alternative names");
  for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
    auto name = IGP_TRY(alt_name_of(sk_GENERAL_NAME_value(names.get(), i)));
    if (name) out.push_back(std::move(*name));
  }
  return out;
}

Result<Bytes> Certificate::tbs_without(const char* oid) const {
  DerReader outside(der());
  DerReader certificate(outside.next(kDerSequence).value_or(ByteView()));
  DerReader fields(certificate.next(kDerSequence).value_or(ByteView()));
  Bytes kept;
  bool found = false;
  while (const auto field = fields.next()) {
    found = field->tag == kExtensionsTag;  // the last field, if there is one
    const Bytes changed = found ? IGP_TRY(extensions_without(field->content, oid)) : Bytes();
    const ByteView bytes = found ? ByteView(changed) : field->whole;
    kept.insert(kept.end(), bytes.begin(), bytes.end());
  }
  if (!found) return fail(ErrorCode::kCertificateMalformed, "certificate has no extensions");
  return encode_der_element(kDerSequence, kept);
}

}  // namespace igp::crypto
