// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/x509/request.h"

#include <algorithm>

namespace igp::rego::x509 {
namespace {

Fail malformed(std::string_view what) { return fail(ErrorCode::kCertificateMalformed, "{}", what); }

constexpr std::string_view kTruncated = "asn1: syntax error: sequence truncated";
constexpr std::string_view kMismatch = "asn1: structure error: tags don't match";

/// The next element, which has to have `tag`.
Result<crypto::DerElement> take(DerReader& reader, std::uint8_t tag) {
  if (reader.empty()) return malformed(kTruncated);
  if (!reader.at(tag)) return malformed(kMismatch);
  const auto element = reader.next();
  if (!element) return malformed("asn1: syntax error: data truncated");
  return *element;
}

/// The pairs of a SEQUENCE OF AttributeTypeAndValue.
Result<Name> read_pairs(ByteView content) {
  Name out;
  for (DerReader list(content); !list.empty();) {
    DerReader pair(IGP_TRY(take(list, kSequenceTag)).content);
    auto type = take_oid(pair);
    if (!type) return malformed(kMismatch);
    Attribute attribute{.type = *std::move(type), .value = {}};
    attribute.value = IGP_TRY(take_any_value(pair));
    out.push_back(std::move(attribute));
  }
  return out;
}

/// Fails for attributes of other forms (a challenge password), which Go leaves out.
Result<RequestAttribute> read_attribute(ByteView content) {
  DerReader reader(content);
  auto type = take_oid(reader);
  if (!type) return malformed(kMismatch);
  RequestAttribute out{.type = *std::move(type), .values = {}};
  for (DerReader set(IGP_TRY(take(reader, kSetTag)).content); !set.empty();) {
    auto pairs = IGP_TRY(read_pairs(IGP_TRY(take(set, kSequenceTag)).content));
    out.values.push_back(std::move(pairs));
  }
  return out;
}

Result<Extension> read_extension(ByteView content) {
  DerReader reader(content);
  auto id = take_oid(reader);
  if (!id) return malformed(kMismatch);
  Extension out{.id = *std::move(id)};
  if (reader.at(kBooleanTag)) {
    const auto critical = take_boolean(reader);
    if (!critical) return malformed("asn1: syntax error: invalid boolean");
    out.critical = *critical;
  }
  out.value = IGP_TRY(take(reader, kOctetStringTag)).content;
  return out;
}

/// The extensions that an attribute requests, if that is what it is for.
Status add_extensions(ByteView content, std::vector<Extension>& out) {
  DerReader reader(content);
  const auto type = take_oid(reader);
  const auto values = reader.next(kSetTag);
  if (type != Oid{1, 2, 840, 113549, 1, 9, 14} || !values || values->empty()) return {};
  // Attributes that do not parse are left out.
  for (DerReader all(*values); !all.empty();) {
    if (!all.next()) return {};
  }
  DerReader set(*values);
  for (DerReader list(IGP_TRY(take(set, kSequenceTag)).content); !list.empty();) {
    Extension extension = IGP_TRY(read_extension(IGP_TRY(take(list, kSequenceTag)).content));
    if (std::ranges::find(out, extension.id, &Extension::id) != out.end()) {
      return malformed("x509: certificate request contains duplicate requested extensions");
    }
    out.push_back(std::move(extension));
  }
  return {};
}

Status read_attributes(ByteView content, CertificateRequest& out) {
  for (DerReader list(content); !list.empty();) {
    const auto element = list.next();
    if (!element) return malformed("asn1: syntax error: data truncated");
    if (element->tag != kSequenceTag) continue;
    if (auto attribute = read_attribute(element->content)) {
      out.attributes.push_back(*std::move(attribute));
    }
    IGP_CHECK(add_extensions(element->content, out.extensions));
  }
  return {};
}

Status read_tbs(ByteView content, CertificateRequest& out) {
  DerReader reader(content);
  const auto version = take_int64(reader);
  if (!version) return malformed(kMismatch);
  out.version = *version;
  if (reader.empty()) return malformed(kTruncated);
  const auto subject = reader.next();
  if (!subject) return malformed(kTruncated);
  out.subject_der = subject->whole;
  out.key = IGP_TRY(parse_key_info(IGP_TRY(take(reader, kSequenceTag)).whole));
  out.subject = IGP_TRY(parse_request_name(out.subject_der));
  const ByteView attributes = IGP_TRY(take(reader, context_group_tag(0))).content;
  return read_attributes(attributes, out);
}

}  // namespace

Result<CertificateRequest> parse_certificate_request(ByteView der) {
  DerReader outer(der);
  CertificateRequest out;
  const auto whole = IGP_TRY(take(outer, kSequenceTag));
  out.der = whole.whole;
  DerReader reader(whole.content);
  const auto tbs = IGP_TRY(take(reader, kSequenceTag));
  out.tbs = tbs.whole;
  const auto algorithm = IGP_TRY(take(reader, kSequenceTag));
  const Algorithm parsed = IGP_TRY(parse_algorithm(algorithm.content));
  out.signature_algorithm = signature_algorithm(parsed);
  const auto signature = take_bit_string(reader);
  if (!signature) return malformed(kMismatch);
  out.signature = signature->right_aligned();
  if (!outer.empty()) return malformed("asn1: syntax error: trailing data");
  IGP_CHECK(read_tbs(tbs.content, out));
  const auto names =
      std::ranges::find(out.extensions, Oid{2, 5, 29, kAltNamesExtension}, &Extension::id);
  if (names != out.extensions.end()) out.names = IGP_TRY(parse_alt_names(names->value));
  return out;
}

}  // namespace igp::rego::x509
