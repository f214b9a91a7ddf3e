// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Values of DER (X.690), taken off a reader as strictly as Go's crypto/x509 takes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "crypto/der.h"
#include "rego/number/big_integer.h"

namespace igp::rego::x509 {

using crypto::DerReader;

// Identifier octets.
inline constexpr std::uint8_t kBooleanTag = 0x01;
inline constexpr std::uint8_t kIntegerTag = 0x02;
inline constexpr std::uint8_t kBitStringTag = 0x03;
inline constexpr std::uint8_t kOctetStringTag = 0x04;
inline constexpr std::uint8_t kOidTag = 0x06;
inline constexpr std::uint8_t kUtcTimeTag = 0x17;
inline constexpr std::uint8_t kGeneralizedTimeTag = 0x18;
inline constexpr std::uint8_t kSequenceTag = 0x30;
inline constexpr std::uint8_t kSetTag = 0x31;
/// [n], without and with elements inside.
constexpr std::uint8_t context_tag(int n) { return static_cast<std::uint8_t>(0x80 | n); }
constexpr std::uint8_t context_group_tag(int n) { return static_cast<std::uint8_t>(0xA0 | n); }

using Oid = std::vector<std::int64_t>;

/// A BIT STRING; the unused bits at its end are zero.
struct BitString {
  ByteView bytes;
  unsigned unused = 0;

  [[nodiscard]] bool bit(std::size_t n) const;
  /// The bits as a number's bytes.
  [[nodiscard]] Bytes right_aligned() const;
};

/// A time as certificates give it, with its own offset from UTC.
struct CertificateTime {
  int year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0;
  int offset_minutes = 0;

  /// Since 1970-01-01T00:00:00Z.
  [[nodiscard]] std::int64_t unix_seconds() const;
  /// As RFC 3339 has it.
  [[nodiscard]] std::string text() const;
};

/// Subidentifiers of up to 31 bits.
std::optional<Oid> read_oid(ByteView content);
std::optional<Oid> take_oid(DerReader& reader);
/// The dotted numbers of an OID of any size.
std::string oid_text(ByteView content);
std::optional<bool> take_boolean(DerReader& reader);
/// The content of a minimal INTEGER, or of an element with `tag` that is encoded alike.
std::optional<ByteView> take_integer(DerReader& reader, std::uint8_t tag = kIntegerTag);
std::optional<std::int64_t> take_int64(DerReader& reader, std::uint8_t tag = kIntegerTag);
/// The content of an INTEGER that is above zero.
std::optional<ByteView> take_positive(DerReader& reader);
std::optional<BitString> take_bit_string(DerReader& reader);
std::optional<CertificateTime> take_time(DerReader& reader);

/// The number whose unsigned big-endian bytes are `bytes`.
BigInteger unsigned_number(ByteView bytes);

}  // namespace igp::rego::x509
