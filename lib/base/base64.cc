// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/base64.h"

#include <array>

namespace igp {
namespace {

constexpr char kStandard[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr char kUrlSafe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::array<std::int8_t, 256> reverse_table(const char* alphabet) {
  std::array<std::int8_t, 256> table{};
  for (auto& entry : table) entry = -1;
  for (int i = 0; i < 64; ++i) {
    table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::int8_t>(i);
  }
  return table;
}

constexpr auto kStandardReverse = reverse_table(kStandard);
constexpr auto kUrlSafeReverse = reverse_table(kUrlSafe);

std::string encode(ByteView bytes, const char* alphabet, bool pad) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  std::uint32_t bits = 0;
  int count = 0;
  for (const std::uint8_t b : bytes) {
    bits = bits << 8 | b;
    count += 8;
    while (count >= 6) {
      count -= 6;
      out += alphabet[bits >> count & 63];
    }
  }
  if (count > 0) out += alphabet[bits << (6 - count) & 63];
  while (pad && out.size() % 4 != 0) out += '=';
  return out;
}

Result<Bytes> decode(std::string_view digits, const std::array<std::int8_t, 256>& reverse) {
  if (digits.size() % 4 == 1) return fail(ErrorCode::kEncodingMalformed, "base64 of impossible length");
  Bytes out;
  out.reserve(digits.size() / 4 * 3 + 2);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : digits) {
    const int value = reverse[static_cast<unsigned char>(c)];
    if (value < 0) return fail(ErrorCode::kEncodingMalformed, "not base64: {}", quote(digits));
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out.push_back(static_cast<std::uint8_t>(bits >> count));
    }
  }
  if ((bits & ((1U << count) - 1)) != 0) {
    return fail(ErrorCode::kEncodingMalformed, "base64 with stray bits after the last byte");
  }
  return out;
}

std::string_view without_padding(std::string_view text) {
  for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string encode_base64(ByteView bytes) { return encode(bytes, kStandard, true); }
std::string encode_base64url(ByteView bytes) { return encode(bytes, kUrlSafe, false); }

Result<Bytes> parse_base64(std::string_view text) {
  if (text.size() % 4 != 0) return fail(ErrorCode::kEncodingMalformed, "base64 without its padding");
  return decode(without_padding(text), kStandardReverse);
}

Result<Bytes> parse_base64url(std::string_view text) {
  const std::string_view digits = without_padding(text);
  if (digits.size() != text.size() && text.size() % 4 != 0) {
    return fail(ErrorCode::kEncodingMalformed, "base64url with wrong padding");
  }
  return decode(digits, kUrlSafeReverse);
}

}  // namespace igp
