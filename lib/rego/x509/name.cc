// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/x509/name.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"

namespace igp::rego::x509 {
namespace {

constexpr std::uint8_t kUtf8Tag = 0x0C;
constexpr std::uint8_t kNumericTag = 0x12;
constexpr std::uint8_t kPrintableTag = 0x13;
constexpr std::uint8_t kT61Tag = 0x14;
constexpr std::uint8_t kIa5Tag = 0x16;
constexpr std::uint8_t kBmpTag = 0x1E;

using Text = Result<std::string>;

Error malformed(std::string_view what) {
  return error(ErrorCode::kCertificateMalformed, "x509: invalid RDNSequence{}", what);
}

// With the asterisk and the ampersand, which certificates have all the same.
bool is_printable(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view(" '()+,-./:=?*&").contains(c);
}

bool is_numeric(char c) { return (c >= '0' && c <= '9') || c == ' '; }
bool is_ascii_character(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// UCS-2: neither surrogates nor noncharacters; a zero at the end is taken off.
std::optional<std::string> read_bmp(ByteView value) {
  if (value.size() % 2 != 0) return std::nullopt;
  if (value.size() >= 2 && value[value.size() - 1] == 0 && value[value.size() - 2] == 0) {
    value = value.first(value.size() - 2);
  }
  std::string out;
  for (std::size_t i = 0; i < value.size(); i += 2) {
    const char32_t point = static_cast<char32_t>(value[i]) << 8 | value[i + 1];
    if (point >= 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF) ||
        (point >= 0xD800 && point <= 0xDFFF)) {
      return std::nullopt;
    }
    append_utf8(out, point);
  }
  return out;
}

/// T.61 is taken for ISO 8859-1, as most do.
std::string read_latin(std::string_view text) {
  std::string out;
  for (const char c : text) append_utf8(out, static_cast<unsigned char>(c));
  return out;
}

Fail wrong_text(std::string_view type) {
  return Fail(malformed(fmt::format(": invalid attribute value: invalid {}", type)));
}

bool is_text(std::uint8_t tag) {
  return tag == kUtf8Tag || tag == kNumericTag || tag == kPrintableTag || tag == kT61Tag ||
         tag == kIa5Tag || tag == kBmpTag;
}

Text read_text(std::uint8_t tag, ByteView content) {
  const std::string_view text = as_text(content);
  switch (tag) {
    case kT61Tag:
      return read_latin(text);
    case kPrintableTag:
      if (!std::ranges::all_of(text, is_printable)) return wrong_text("PrintableString");
      return std::string(text);
    case kNumericTag:
      if (!std::ranges::all_of(text, is_numeric)) return wrong_text("NumericString");
      return std::string(text);
    case kIa5Tag:
      if (!std::ranges::all_of(text, is_ascii_character)) return wrong_text("IA5String");
      return std::string(text);
    case kUtf8Tag:
      if (!is_valid_utf8(text)) return wrong_text("UTF-8 string");
      return std::string(text);
    default:
      break;
  }
  auto out = read_bmp(content);
  if (!out) return wrong_text("BMPString");
  return *std::move(out);
}

template <class T>
Result<AttributeValue> value_or_error(std::optional<T> value) {
  if (!value) return fail(ErrorCode::kCertificateMalformed, "asn1: syntax error: invalid value");
  return AttributeValue(*std::move(value));
}

Result<Attribute> take_attribute(DerReader& set, bool any_type) {
  const auto content = set.next(kSequenceTag);
  if (!content) return Fail(malformed(": invalid attribute"));
  DerReader reader(*content);
  auto type = take_oid(reader);
  if (!type) return Fail(malformed(": invalid attribute type"));
  Attribute out{.type = *std::move(type), .value = {}};
  if (any_type) {
    out.value = IGP_TRY(take_any_value(reader));
    return out;
  }
  const auto value = reader.next();
  if (!value) return Fail(malformed(": invalid attribute value"));
  if (!is_text(value->tag)) {
    return Fail(malformed(
        fmt::format(": invalid attribute value: unsupported string type: {}", value->tag)));
  }
  out.value = IGP_TRY(read_text(value->tag, value->content));
  return out;
}

Result<Name> parse_name(ByteView der, bool any_type) {
  DerReader outer(der);
  const auto content = outer.next(kSequenceTag);
  if (!content) return Fail(malformed(""));
  Name out;
  for (DerReader sequence(*content); !sequence.empty();) {
    const auto set_content = sequence.next(kSetTag);
    if (!set_content) return Fail(malformed(""));
    for (DerReader set(*set_content); !set.empty();) {
      auto attribute = IGP_TRY(take_attribute(set, any_type));
      out.push_back(std::move(attribute));
    }
  }
  return out;
}

}  // namespace

Result<Name> parse_certificate_name(ByteView der) { return parse_name(der, /*any_type=*/false); }
Result<Name> parse_request_name(ByteView der) { return parse_name(der, /*any_type=*/true); }

Result<AttributeValue> take_any_value(DerReader& reader) {
  DerReader at = reader;
  const auto element = reader.next();
  if (!element) {
    return fail(ErrorCode::kCertificateMalformed, "asn1: syntax error: sequence truncated");
  }
  switch (element->tag) {
    case kBooleanTag:
      return value_or_error(take_boolean(at));
    case kIntegerTag:
      return value_or_error(take_int64(at));
    case kBitStringTag:
      return value_or_error(take_bit_string(at));
    case kOidTag:
      return value_or_error(take_oid(at));
    case kUtcTimeTag:
    case kGeneralizedTimeTag:
      return value_or_error(take_time(at));
    case kOctetStringTag:
      return AttributeValue(Bytes(element->content.begin(), element->content.end()));
    default:
      break;
  }
  if (!is_text(element->tag)) return AttributeValue();
  return AttributeValue(IGP_TRY(read_text(element->tag, element->content)));
}

}  // namespace igp::rego::x509
