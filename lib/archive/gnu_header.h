// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The 512-byte header block of GNU tar's "gnu" format, as GNU tar 1.34 writes it with numeric
// owners 0:0: one text for one entry, so that writer and strict reader share one definition.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace igp::archive {

inline constexpr std::size_t kBlockBytes = 512;
inline constexpr std::size_t kNameFieldBytes = 100;  ///< longer names get an entry of type 'L'
inline constexpr std::size_t kRecordBytes = 10240;   ///< archives end on a multiple of this

using Block = std::array<std::uint8_t, kBlockBytes>;

/// The types that occur in canonical archives.
enum class TypeFlag : char { kRegular = '0', kDirectory = '5', kLongName = 'L' };

/// What a header block says.
struct Header {
  std::string name;  ///< as stored: "./opa/" for a directory; more than 100 bytes are cut
  TypeFlag type = TypeFlag::kRegular;
  std::uint32_t mode = 0;  ///< permission bits
  std::uint64_t size = 0;
  std::int64_t mtime = 0;  ///< seconds since the epoch
  friend bool operator==(const Header&, const Header&) = default;
};

/// The name that the header before a long name carries.
inline constexpr std::string_view kLongLinkName = "././@LongLink";

/// The block for `header`. Numbers that octal digits cannot hold take GNU's base-256 form.
Block encode_header(const Header& header);

/// The header before a name of `name_bytes` bytes (without its NUL).
Block encode_long_name_header(std::size_t name_bytes);

/// The number in a numeric field: octal digits and a NUL, or base-256 of a number that is not
/// negative and fits 63 bits. Nothing for any other text.
std::optional<std::int64_t> decode_number(ByteView field);

/// The sum that the checksum field must hold: all bytes, those of the field itself as spaces.
std::uint32_t header_sum(const Block& block);

/// Bytes of zeros that follow `size` bytes of content.
inline std::size_t padding_after(std::uint64_t size) {
  return static_cast<std::size_t>((kBlockBytes - size % kBlockBytes) % kBlockBytes);
}

/// Byte ranges of the fields (POSIX.1-1988 ustar, with GNU's magic and version as one field).
struct FieldRange {
  std::size_t offset;
  std::size_t size;
};
namespace field {
inline constexpr FieldRange kName{0, 100};
inline constexpr FieldRange kMode{100, 8};
inline constexpr FieldRange kUid{108, 8};
inline constexpr FieldRange kGid{116, 8};
inline constexpr FieldRange kSize{124, 12};
inline constexpr FieldRange kMtime{136, 12};
inline constexpr FieldRange kChecksum{148, 8};
inline constexpr FieldRange kType{156, 1};
inline constexpr FieldRange kLinkName{157, 100};
inline constexpr FieldRange kMagic{257, 8};
}  // namespace field

/// "ustar", two spaces, NUL: the old GNU magic.
inline constexpr std::string_view kGnuMagic{"ustar  \0", 8};

inline ByteView field_of(const Block& block, FieldRange range) {
  return ByteView(block).subspan(range.offset, range.size);
}

}  // namespace igp::archive
