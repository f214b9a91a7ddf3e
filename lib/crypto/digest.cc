// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/digest.h"

#include <openssl/evp.h>

#include <cstdlib>

#include "base/hex.h"
#include "crypto/openssl.h"

namespace igp::crypto {
namespace {

struct Row {
  HashAlgorithm algorithm;
  std::string_view name;
  std::size_t size;
};

constexpr Row kRows[] = {{HashAlgorithm::kSha256, "sha256", 32},
                         {HashAlgorithm::kSha384, "sha384", 48},
                         {HashAlgorithm::kSha512, "sha512", 64}};

const Row& row_of(HashAlgorithm algorithm) { return kRows[static_cast<std::size_t>(algorithm)]; }

/// Hash functions fail only when memory is gone or the library is broken: nothing safe can follow.
void require(int ok) {
  if (ok != 1) std::abort();
}

}  // namespace

std::string_view name_of(HashAlgorithm algorithm) { return row_of(algorithm).name; }

std::optional<HashAlgorithm> parse_hash_algorithm(std::string_view name) {
  for (const Row& row : kRows) {
    if (row.name == name) return row.algorithm;
  }
  return std::nullopt;
}

std::size_t digest_size(HashAlgorithm algorithm) { return row_of(algorithm).size; }

Result<Digest> Digest::from_bytes(HashAlgorithm algorithm, ByteView value) {
  if (value.size() != digest_size(algorithm)) {
    return fail(ErrorCode::kEncodingMalformed, "a {} digest has {} bytes, not {}",
                name_of(algorithm), digest_size(algorithm), value.size());
  }
  return Digest(algorithm, Bytes(value.begin(), value.end()));
}

Result<Digest> Digest::parse(std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto algorithm = parse_hash_algorithm(text.substr(0, colon));
  if (colon == std::string_view::npos || !algorithm) {
    return fail(ErrorCode::kEncodingMalformed, "not a digest such as sha256:<hex>: {}",
                quote(text));
  }
  return from_bytes(*algorithm, IGP_TRY(parse_hex(text.substr(colon + 1))));
}

std::string Digest::hex() const { return encode_hex(value_); }

std::string Digest::str() const { return fmt::format("{}:{}", name_of(algorithm_), hex()); }

struct Hasher::State {
  HashAlgorithm algorithm;
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(),
                                                                  EVP_MD_CTX_free};
};

Hasher::Hasher(HashAlgorithm algorithm) {
  initialize_openssl();
  state_ = std::make_unique<State>(State{.algorithm = algorithm});
  require(EVP_DigestInit_ex(state_->context.get(), evp_md(algorithm), nullptr));
}
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;
Hasher::~Hasher() = default;

void Hasher::update(ByteView bytes) {
  require(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()));
}

Digest Hasher::finish() {
  Bytes value(digest_size(state_->algorithm));
  require(EVP_DigestFinal_ex(state_->context.get(), value.data(), nullptr));
  return *Digest::from_bytes(state_->algorithm, value);
}

Digest digest_of(ByteView bytes, HashAlgorithm algorithm) {
  Hasher hasher(algorithm);
  hasher.update(bytes);
  return hasher.finish();
}

}  // namespace igp::crypto
