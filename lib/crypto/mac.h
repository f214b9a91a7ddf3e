// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Hashes and HMACs (RFC 2104) that others ask for, Rego and SPDX, MD5 and SHA-1 among them: never
// for trust decisions here.
#pragma once

#include <cstdint>
#include <memory>

#include "base/bytes.h"

namespace igp::crypto {

enum class PlainHash : std::uint8_t { kMd5, kSha1, kSha256, kSha384, kSha512 };

Bytes plain_hash(PlainHash hash, ByteView text);

/// plain_hash of a stream.
class PlainHasher {
 public:
  explicit PlainHasher(PlainHash hash);
  PlainHasher(PlainHasher&&) noexcept;
  PlainHasher& operator=(PlainHasher&&) noexcept;
  ~PlainHasher();

  void update(ByteView bytes);
  /// The hash of all updates so far; the hasher may not be used afterwards.
  [[nodiscard]] Bytes finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Bytes hmac(PlainHash hash, ByteView key, ByteView text);

}  // namespace igp::crypto
