// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The elements of DER (X.690), where their bytes are wanted as they stand.
#pragma once

#include <cstdint>
#include <optional>

#include "base/bytes.h"

namespace igp::crypto {

constexpr std::uint8_t kDerOctetString = 0x04;
constexpr std::uint8_t kDerUtf8String = 0x0C;
constexpr std::uint8_t kDerSequence = 0x30;

/// One element: its identifier octet, its content, and all its bytes.
struct DerElement {
  std::uint8_t tag;
  ByteView content;
  ByteView whole;
};

/// Takes elements off a view. Nothing but DER is read: one-octet tags and lengths in their shortest
/// definite form.
class DerReader {
 public:
  explicit DerReader(ByteView der) : rest_(der) {}
  [[nodiscard]] bool empty() const { return rest_.empty(); }
  /// Whether the next element, if there is one, has `tag`.
  [[nodiscard]] bool at(std::uint8_t tag) const { return !rest_.empty() && rest_[0] == tag; }

  /// The next element; nothing when there is none that is whole, after which no other is.
  std::optional<DerElement> next();
  /// Whether there is no next element, or one whose identifier and length octets are good.
  [[nodiscard]] bool has_good_header() const;
  /// Takes the identifier and length octets of the next element off, if that has `tag` and any
  /// content, which then is next: where a tag stands around another and its length is not heeded.
  bool enter(std::uint8_t tag);
  /// The content of the next element, if that has `tag`.
  std::optional<ByteView> next(std::uint8_t tag);

 private:
  ByteView rest_;
};

/// The element with `tag` and `content`.
Bytes encode_der_element(std::uint8_t tag, ByteView content);

}  // namespace igp::crypto
