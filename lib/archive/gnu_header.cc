// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "archive/gnu_header.h"

#include <algorithm>
#include <limits>
#include <span>

namespace igp::archive {
namespace {

constexpr std::uint8_t kBase256 = 0x80;

std::span<std::uint8_t> field_of(Block& block, FieldRange range) {
  return std::span(block).subspan(range.offset, range.size);
}

void put_text(Block& block, FieldRange range, std::string_view text) {
  const auto out = field_of(block, range);
  std::ranges::copy(text.substr(0, out.size()), out.begin());
}

/// Octal digits over the whole of `out`; whether `value` fits.
bool put_octal(std::span<std::uint8_t> out, std::uint64_t value) {
  for (std::size_t i = out.size(); i-- > 0; value /= 8) {
    out[i] = static_cast<std::uint8_t>('0' + value % 8);
  }
  return value == 0;
}

/// Octal digits and a NUL, or big-endian two's complement behind a byte 0x80 or 0xFF.
void put_number(Block& block, FieldRange range, std::int64_t value) {
  const auto out = field_of(block, range);
  if (value >= 0 && put_octal(out.first(out.size() - 1), static_cast<std::uint64_t>(value))) {
    out.back() = 0;
    return;
  }
  for (std::size_t i = out.size(); i-- > 1; value >>= 8) out[i] = static_cast<std::uint8_t>(value);
  out.front() = value < 0 ? 0xFF : kBase256;
}

void put_checksum(Block& block) {
  const auto out = field_of(block, field::kChecksum);
  put_octal(out.first(6), header_sum(block));
  out[6] = 0;
  out[7] = ' ';
}

std::optional<std::int64_t> decode_base256(ByteView field) {
  if (field.front() != kBase256) return std::nullopt;
  std::uint64_t value = 0;
  for (const std::uint8_t byte : field.subspan(1)) {
    if (value >> 55 != 0) return std::nullopt;
    value = value << 8 | byte;
  }
  return static_cast<std::int64_t>(value);
}

}  // namespace

Block encode_header(const Header& header) {
  Block block{};
  put_text(block, field::kName, header.name);
  put_number(block, field::kMode, header.mode);
  put_number(block, field::kUid, 0);
  put_number(block, field::kGid, 0);
  put_number(block, field::kSize, static_cast<std::int64_t>(header.size));
  put_number(block, field::kMtime, header.mtime);
  block[field::kType.offset] = static_cast<std::uint8_t>(header.type);
  put_text(block, field::kMagic, kGnuMagic);
  put_checksum(block);
  return block;
}

Block encode_long_name_header(std::size_t name_bytes) {
  return encode_header({.name = std::string(kLongLinkName),
                        .type = TypeFlag::kLongName,
                        .mode = 0644,
                        .size = name_bytes + 1});
}

std::optional<std::int64_t> decode_number(ByteView field) {
  if (field.front() >= kBase256) return decode_base256(field);
  if (field.back() != 0) return std::nullopt;
  std::int64_t value = 0;
  for (const std::uint8_t digit : field.first(field.size() - 1)) {
    if (digit < '0' || digit > '7') return std::nullopt;
    value = value * 8 + (digit - '0');
  }
  return value;
}

std::uint32_t header_sum(const Block& block) {
  std::uint32_t sum = 0;
  for (const std::uint8_t byte : block) sum += byte;
  for (const std::uint8_t byte : field_of(block, field::kChecksum)) sum -= byte;
  return sum + static_cast<std::uint32_t>(field::kChecksum.size) * ' ';
}

}  // namespace igp::archive
