// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Digest: the SHA-2 value of some content, and the hasher that makes it (FIPS 180-4).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

namespace igp::crypto {

enum class HashAlgorithm : std::uint8_t { kSha256, kSha384, kSha512 };

/// "sha256", "sha384", "sha512".
std::string_view name_of(HashAlgorithm algorithm);

/// The reverse of name_of; nothing for any other text.
std::optional<HashAlgorithm> parse_hash_algorithm(std::string_view name);

/// Bytes in a digest: 32, 48 or 64.
std::size_t digest_size(HashAlgorithm algorithm);

/// A digest value. Its length fits its algorithm by construction.
class Digest {
 public:
  /// Fails with kEncodingMalformed when `value` has not the algorithm's length.
  static Result<Digest> from_bytes(HashAlgorithm algorithm, ByteView value);
  /// Parses "sha256:<hex>" (lower or upper case digits). Fails with kEncodingMalformed.
  static Result<Digest> parse(std::string_view text);

  [[nodiscard]] HashAlgorithm algorithm() const { return algorithm_; }
  [[nodiscard]] ByteView bytes() const { return value_; }
  [[nodiscard]] std::string hex() const;
  /// "sha256:<hex>"
  [[nodiscard]] std::string str() const;
  friend bool operator==(const Digest&, const Digest&) = default;

 private:
  Digest(HashAlgorithm algorithm, Bytes value) : algorithm_(algorithm), value_(std::move(value)) {}
  HashAlgorithm algorithm_;
  Bytes value_;
};

/// Hashes a stream in constant memory.
class Hasher {
 public:
  explicit Hasher(HashAlgorithm algorithm = HashAlgorithm::kSha256);
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;
  ~Hasher();

  void update(ByteView bytes);
  /// The digest of all updates so far; the hasher may not be used afterwards.
  [[nodiscard]] Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The digest of `bytes`.
Digest digest_of(ByteView bytes, HashAlgorithm algorithm = HashAlgorithm::kSha256);

}  // namespace igp::crypto
