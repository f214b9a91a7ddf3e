// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/x509/certificate.h"

#include <algorithm>
#include <string>

namespace igp::rego::x509 {
namespace {

constexpr int kLastVersion = 3;

Fail malformed(std::string_view what) {
  return fail(ErrorCode::kCertificateMalformed, "x509: {}", what);
}

std::string dotted(const Oid& oid) {
  std::string out;
  for (const std::int64_t part : oid) {
    if (!out.empty()) out += '.';
    out += std::to_string(part);
  }
  return out;
}

/// [0] EXPLICIT INTEGER, zero when it is not there; Go counts versions from 1.
Result<int> take_version(DerReader& reader) {
  if (!reader.at(context_group_tag(0))) return 1;
  const auto content = reader.next(context_group_tag(0));
  DerReader inside(content.value_or(ByteView()));
  const auto version = take_int64(inside);
  if (!version || !inside.empty() || *version < 0) return malformed("malformed version");
  if (*version >= kLastVersion) return malformed("invalid version");
  return static_cast<int>(*version) + 1;
}

Result<ByteView> take_serial(DerReader& reader) {
  const auto serial = take_integer(reader);
  if (!serial) return malformed("malformed serial number");
  if (serial->front() >= 0x80) return malformed("negative serial number");
  return *serial;
}

Result<CertificateTime> take_validity_end(DerReader& reader) {
  const bool utc = reader.at(kUtcTimeTag);
  if (!utc && !reader.at(kGeneralizedTimeTag)) return malformed("unsupported time format");
  auto time = take_time(reader);
  if (!time) return malformed(utc ? "malformed UTCTime" : "malformed GeneralizedTime");
  return *time;
}

Status take_validity(DerReader& tbs, Certificate& out) {
  const auto content = tbs.next(kSequenceTag);
  if (!content) return malformed("malformed validity");
  DerReader reader(*content);
  out.not_before = IGP_TRY(take_validity_end(reader));
  out.not_after = IGP_TRY(take_validity_end(reader));
  return {};
}

Status take_name(DerReader& tbs, ByteView& der, Name& out) {
  const auto element = tbs.next();
  if (!element || element->tag != kSequenceTag) return malformed("malformed issuer");
  der = element->whole;
  out = IGP_TRY(parse_certificate_name(der));
  return {};
}

Result<Extension> take_extension(DerReader& list) {
  const auto content = list.next(kSequenceTag);
  if (!content) return malformed("malformed extension");
  DerReader reader(*content);
  auto id = take_oid(reader);
  if (!id) return malformed("malformed extension OID field");
  Extension out{.id = *std::move(id)};
  if (reader.at(kBooleanTag)) {
    const auto critical = take_boolean(reader);
    if (!critical) return malformed("malformed extension critical field");
    out.critical = *critical;
  }
  const auto value = reader.next(kOctetStringTag);
  if (!value) return malformed("malformed extension value field");
  out.value = *value;
  return out;
}

Status read_extension_list(ByteView der, std::vector<Extension>& out) {
  DerReader outer(der);
  const auto content = outer.next(kSequenceTag);
  if (!content) return malformed("malformed extensions");
  for (DerReader list(*content); !list.empty();) {
    Extension extension = IGP_TRY(take_extension(list));
    if (std::ranges::find(out, extension.id, &Extension::id) != out.end()) {
      return malformed(fmt::format("certificate contains duplicate extension with OID \"{}\"",
                                   dotted(extension.id)));
    }
    out.push_back(std::move(extension));
  }
  return {};
}

Status skip_unique_id(DerReader& tbs, int n, std::string_view what) {
  if (tbs.at(context_tag(n)) && !tbs.next(context_tag(n))) return malformed(what);
  return {};
}

/// What the later versions added to the end.
Status take_additions(DerReader& tbs, Certificate& out) {
  if (out.version == 1) return {};
  IGP_CHECK(skip_unique_id(tbs, 1, "malformed issuerUniqueID"));
  IGP_CHECK(skip_unique_id(tbs, 2, "malformed subjectUniqueID"));
  if (out.version < kLastVersion || !tbs.at(context_group_tag(3))) return {};
  const auto extensions = tbs.next(context_group_tag(3));
  if (!extensions) return malformed("malformed extensions");
  IGP_CHECK(read_extension_list(*extensions, out.extensions));
  out.known = IGP_TRY(read_extensions(out.extensions));
  return {};
}

Status read_tbs(ByteView der, ByteView outer_algorithm, Certificate& out) {
  DerReader tbs(der);
  out.version = IGP_TRY(take_version(tbs));
  out.serial = IGP_TRY(take_serial(tbs));
  const auto algorithm = tbs.next(kSequenceTag);
  if (!algorithm) return malformed("malformed signature algorithm identifier");
  if (as_text(*algorithm) != as_text(outer_algorithm)) {
    return malformed("inner and outer signature algorithm identifiers don't match");
  }
  const Algorithm parsed = IGP_TRY(parse_algorithm(*algorithm));
  out.signature_algorithm = signature_algorithm(parsed);
  IGP_CHECK(take_name(tbs, out.issuer_der, out.issuer));
  IGP_CHECK(take_validity(tbs, out));
  IGP_CHECK(take_name(tbs, out.subject_der, out.subject));
  const auto key = tbs.next();
  if (!key || key->tag != kSequenceTag) return malformed("malformed spki");
  out.key = IGP_TRY(parse_key_info(key->whole));
  return take_additions(tbs, out);
}

/// The certificate that the text begins with.
Result<Certificate> take_certificate(DerReader& list) {
  const auto whole = list.next();
  if (!whole || whole->tag != kSequenceTag) return malformed("malformed certificate");
  Certificate out;
  out.der = whole->whole;
  DerReader reader(whole->content);
  const auto tbs = reader.next();
  if (!tbs || tbs->tag != kSequenceTag) return malformed("malformed tbs certificate");
  out.tbs = tbs->whole;
  // The signed part is judged first, but for what both parts say.
  const auto algorithm = reader.next(kSequenceTag);
  if (!algorithm) {
    DerReader inside(tbs->content);
    IGP_CHECK(take_version(inside));
    IGP_CHECK(take_serial(inside));
    return malformed("malformed algorithm identifier");
  }
  IGP_CHECK(read_tbs(tbs->content, *algorithm, out));
  const auto signature = take_bit_string(reader);
  if (!signature) return malformed("malformed signature");
  out.signature = signature->right_aligned();
  return out;
}

}  // namespace

const Extension* Certificate::find_extension(std::int64_t last) const {
  const auto at = std::ranges::find(extensions, Oid{2, 5, 29, last}, &Extension::id);
  return at == extensions.end() ? nullptr : &*at;
}

Result<KeyInfo> parse_key_info(ByteView der) {
  DerReader outer(der);
  const auto content = outer.next(kSequenceTag);
  DerReader reader(content.value_or(ByteView()));
  const auto algorithm_content = reader.next(kSequenceTag);
  if (!content || !algorithm_content) {
    return malformed("malformed public key algorithm identifier");
  }
  const Algorithm algorithm = IGP_TRY(parse_algorithm(*algorithm_content));
  const auto bits = take_bit_string(reader);
  if (!bits) return malformed("malformed subjectPublicKey");
  KeyInfo out{.der = der, .algorithm = key_algorithm(algorithm), .key = {}};
  out.key = IGP_TRY(parse_public_key(algorithm, *bits));
  return out;
}

Result<std::vector<Certificate>> parse_certificates(ByteView der) {
  std::vector<Certificate> out;
  for (DerReader list(der); !list.empty();) {
    Certificate certificate = IGP_TRY(take_certificate(list));
    out.push_back(std::move(certificate));
  }
  return out;
}

Result<Certificate> parse_certificate(ByteView der) {
  DerReader list(der);
  Certificate out = IGP_TRY(take_certificate(list));
  if (!list.empty()) return malformed("trailing data");
  return out;
}

}  // namespace igp::rego::x509
