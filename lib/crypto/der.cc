// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/der.h"

#include <utility>

namespace igp::crypto {
namespace {

constexpr std::uint8_t kLongTag = 0x1F;
constexpr std::size_t kLengthOctets = 4;  ///< enough for anything that igpack reads into memory

struct Length {
  std::size_t value;
  std::size_t octets;  ///< that encode it
};

/// The length at the start of `rest` (X.690 sections 8.1.3 and 10.1).
std::optional<Length> read_length(ByteView rest) {
  if (rest.empty()) return std::nullopt;
  if (rest[0] < 0x80) return Length{.value = rest[0], .octets = 1};
  const std::size_t count = rest[0] & 0x7FU;
  if (count == 0 || count > kLengthOctets || rest.size() <= count) return std::nullopt;
  std::size_t value = 0;
  for (const std::uint8_t octet : rest.subspan(1, count)) value = value << 8 | octet;
  const bool shortest = rest[1] != 0 && value >= 0x80;
  if (!shortest) return std::nullopt;
  return Length{.value = value, .octets = 1 + count};
}

}  // namespace

std::optional<DerElement> DerReader::next() {
  const ByteView all = std::exchange(rest_, {});
  if (all.empty() || (all[0] & kLongTag) == kLongTag) return std::nullopt;
  const auto length = read_length(all.subspan(1));
  if (!length) return std::nullopt;
  const std::size_t header = 1 + length->octets;
  if (all.size() - header < length->value) return std::nullopt;
  rest_ = all.subspan(header + length->value);
  return DerElement{.tag = all[0],
                    .content = all.subspan(header, length->value),
                    .whole = all.first(header + length->value)};
}

bool DerReader::has_good_header() const {
  if (rest_.empty()) return true;
  ByteView rest = rest_.subspan(1);
  if ((rest_[0] & kLongTag) == kLongTag) {
    // X.690 section 8.1.2.4: a number of seven bits an octet, which is above those of one octet.
    std::uint64_t number = 0;
    for (bool more = true; more; rest = rest.subspan(1)) {
      if (rest.empty() || (number == 0 && rest[0] == 0x80)) return false;
      number = number << 7 | (rest[0] & 0x7FU);
      if (number > INT32_MAX) return false;
      more = rest[0] >= 0x80;
    }
    if (number < kLongTag) return false;
  }
  return read_length(rest).has_value();
}

bool DerReader::enter(std::uint8_t tag) {
  if (!at(tag)) return false;
  const auto length = read_length(rest_.subspan(1));
  if (!length || length->value == 0) return false;
  rest_ = rest_.subspan(1 + length->octets);
  return true;
}

std::optional<ByteView> DerReader::next(std::uint8_t tag) {
  const auto element = next();
  if (!element || element->tag != tag) return std::nullopt;
  return element->content;
}

Bytes encode_der_element(std::uint8_t tag, ByteView content) {
  Bytes out = {tag};
  if (content.size() < 0x80) {
    out.push_back(static_cast<std::uint8_t>(content.size()));
  } else {
    std::size_t octets = 1;
    while (content.size() >> (8 * octets) != 0) ++octets;
    out.push_back(static_cast<std::uint8_t>(0x80 | octets));
    for (std::size_t i = octets; i-- > 0;)
      out.push_back(static_cast<std::uint8_t>(content.size() >> (8 * i)));
  }
  out.insert(out.end(), content.begin(), content.end());
  return out;
}

}  // namespace igp::crypto
