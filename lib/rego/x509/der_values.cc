// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/x509/der_values.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/rfc3339.h"

namespace igp::rego::x509 {
namespace {

constexpr int kSubidentifierBits = 31;

/// The next subidentifier of an OID; nothing when it is not whole, not minimal or too large.
std::optional<std::int64_t> take_subidentifier(ByteView& rest) {
  std::int64_t out = 0;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const std::uint8_t octet = rest[i];
    if ((i == 0 && octet == 0x80) || out >> (kSubidentifierBits - 7) != 0) return std::nullopt;
    out = out << 7 | (octet & 0x7F);
    if (octet < 0x80) {
      rest = rest.subspan(i + 1);
      return out;
    }
  }
  return std::nullopt;
}

/// Takes `count` digits; nothing where there are others.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int out = 0;
  for (const char c : text.substr(0, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    out = out * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return out;
}

/// "Z", or an offset that is not zero and below a day.
std::optional<int> read_zone(std::string_view text) {
  if (text == "Z") return 0;
  if (text.size() != 5 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const int sign = text[0] == '-' ? -1 : 1;
  text.remove_prefix(1);
  const auto hours = take_digits(text, 2);
  const auto minutes = take_digits(text, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59 || *hours + *minutes == 0) {
    return std::nullopt;
  }
  return sign * (*hours * 60 + *minutes);
}

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_of(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kDays[month - 1] + (month == 2 && is_leap(year) ? 1 : 0);
}

bool is_valid(const CertificateTime& t) {
  return t.month >= 1 && t.month <= 12 && t.day >= 1 && t.day <= days_of(t.year, t.month) &&
         t.hour <= 23 && t.minute <= 59 && t.second <= 59;
}

/// What follows the year. Only UTCTime may leave the seconds out.
std::optional<CertificateTime> read_time(int year, std::string_view text, bool seconds_optional) {
  CertificateTime out{.year = year};
  for (int* field : {&out.month, &out.day, &out.hour, &out.minute}) {
    const auto digits = take_digits(text, 2);
    if (!digits) return std::nullopt;
    *field = *digits;
  }
  if (const auto digits = take_digits(text, 2)) {
    out.second = *digits;
  } else if (!seconds_optional) {
    return std::nullopt;
  }
  const auto zone = read_zone(text);
  if (!zone || !is_valid(out)) return std::nullopt;
  out.offset_minutes = *zone;
  return out;
}

/// Two digits of a year stand for 1950 to 2049 (RFC 5280 section 4.1.2.5.1).
std::optional<CertificateTime> read_utc_time(std::string_view text) {
  const auto year = take_digits(text, 2);
  if (!year) return std::nullopt;
  // Go looks the day up in the years from 1969 on before it goes back a century.
  if (!read_time(*year + (*year >= 69 ? 1900 : 2000), text, /*seconds_optional=*/true)) {
    return std::nullopt;
  }
  return read_time(*year + (*year >= 50 ? 1900 : 2000), text, /*seconds_optional=*/true);
}

}  // namespace

bool BitString::bit(std::size_t n) const {
  return n < bytes.size() * 8 && (bytes[n / 8] >> (7 - n % 8) & 1) != 0;
}

Bytes BitString::right_aligned() const {
  Bytes out(bytes.begin(), bytes.end());
  if (unused == 0) return out;
  for (std::size_t i = out.size(); i-- > 0;) {
    const unsigned carried = i == 0 ? 0U : static_cast<unsigned>(out[i - 1]) << (8 - unused);
    out[i] = static_cast<std::uint8_t>(out[i] >> unused | carried);
  }
  return out;
}

std::int64_t CertificateTime::unix_seconds() const {
  return ((days_from_civil(year, month, day) * 24 + hour) * 60 + minute - offset_minutes) * 60 +
         second;
}

std::string CertificateTime::text() const {
  const std::string civil =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", year, month, day, hour, minute, second);
  if (offset_minutes == 0) return civil + 'Z';
  const int size = std::abs(offset_minutes);
  return fmt::format("{}{}{:02}:{:02}", civil, offset_minutes < 0 ? '-' : '+', size / 60,
                     size % 60);
}

std::optional<Oid> read_oid(ByteView content) {
  const auto first = take_subidentifier(content);
  if (!first) return std::nullopt;
  const std::int64_t root = std::min<std::int64_t>(*first / 40, 2);
  Oid out = {root, *first - root * 40};
  while (!content.empty()) {
    const auto next = take_subidentifier(content);
    if (!next) return std::nullopt;
    out.push_back(*next);
  }
  return out;
}

std::optional<Oid> take_oid(DerReader& reader) {
  const auto content = reader.next(kOidTag);
  return content ? read_oid(*content) : std::nullopt;
}

std::string oid_text(ByteView content) {
  std::string out;
  BigInteger value;
  for (const std::uint8_t octet : content) {
    mpz_mul_2exp(value.get(), value.get(), 7);
    mpz_add_ui(value.get(), value.get(), octet & 0x7FU);
    if ((octet & 0x80) != 0) continue;
    if (out.empty()) {
      const unsigned long root =
          mpz_cmp_ui(value.get(), 80) >= 0 ? 2UL : mpz_get_ui(value.get()) / 40;
      mpz_sub_ui(value.get(), value.get(), root * 40);
      out = std::to_string(root);
    }
    out += '.' + value.text();
    value = BigInteger();
  }
  return out;
}

std::optional<bool> take_boolean(DerReader& reader) {
  const auto content = reader.next(kBooleanTag);
  if (!content || content->size() != 1) return std::nullopt;
  if ((*content)[0] != 0 && (*content)[0] != 0xFF) return std::nullopt;
  return (*content)[0] != 0;
}

std::optional<ByteView> take_integer(DerReader& reader, std::uint8_t tag) {
  const auto content = reader.next(tag);
  if (!content || content->empty()) return std::nullopt;
  if (content->size() == 1) return content;
  const std::uint8_t sign = (*content)[0];
  const bool negative = (*content)[1] >= 0x80;
  const bool needless = sign == (negative ? 0xFF : 0);
  return needless ? std::nullopt : content;
}

std::optional<std::int64_t> take_int64(DerReader& reader, std::uint8_t tag) {
  const auto content = take_integer(reader, tag);
  if (!content || content->size() > sizeof(std::int64_t)) return std::nullopt;
  std::uint64_t out = content->front() >= 0x80 ? ~0ULL : 0;
  for (const std::uint8_t octet : *content) out = out << 8 | octet;
  return static_cast<std::int64_t>(out);
}

std::optional<ByteView> take_positive(DerReader& reader) {
  const auto content = take_integer(reader);
  if (!content || content->front() >= 0x80) return std::nullopt;
  if (content->size() == 1 && content->front() == 0) return std::nullopt;
  return content;
}

std::optional<BitString> take_bit_string(DerReader& reader) {
  const auto content = reader.next(kBitStringTag);
  if (!content || content->empty()) return std::nullopt;
  const BitString out{.bytes = content->subspan(1), .unused = content->front()};
  if (out.unused > 7 || (out.bytes.empty() && out.unused != 0)) return std::nullopt;
  if (!out.bytes.empty() && (out.bytes.back() & ((1U << out.unused) - 1)) != 0) {
    return std::nullopt;
  }
  return out;
}

std::optional<CertificateTime> take_time(DerReader& reader) {
  const auto element = reader.next();
  if (!element) return std::nullopt;
  std::string_view text = as_text(element->content);
  if (element->tag == kUtcTimeTag) return read_utc_time(text);
  if (element->tag != kGeneralizedTimeTag) return std::nullopt;
  const auto year = take_digits(text, 4);
  return year ? read_time(*year, text, /*seconds_optional=*/false) : std::nullopt;
}

BigInteger unsigned_number(ByteView bytes) {
  BigInteger out;
  mpz_import(out.get(), bytes.size(), 1, 1, 0, 0, bytes.data());
  return out;
}

}  // namespace igp::rego::x509
