// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/mac.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cstdlib>

#include "crypto/openssl.h"

namespace igp::crypto {
namespace {

const EVP_MD* method(PlainHash hash) {
  switch (hash) {
    case PlainHash::kMd5:
      return EVP_md5();
    case PlainHash::kSha1:
      return EVP_sha1();
    case PlainHash::kSha256:
      return EVP_sha256();
    case PlainHash::kSha384:
      return EVP_sha384();
    case PlainHash::kSha512:
      return EVP_sha512();
  }
  std::abort();
}

}  // namespace

Bytes plain_hash(PlainHash hash, ByteView text) {
  Bytes out(EVP_MAX_MD_SIZE);
  unsigned size = 0;
  // Only a provider without the algorithm makes this fail, and no answer would be right then.
  if (EVP_Digest(text.data(), text.size(), out.data(), &size, method(hash), nullptr) != 1) {
    std::abort();
  }
  out.resize(size);
  return out;
}

struct PlainHasher::State {
  DigestContextPtr context{EVP_MD_CTX_new()};
};

PlainHasher::PlainHasher(PlainHash hash) : state_(std::make_unique<State>()) {
  initialize_openssl();
  if (EVP_DigestInit_ex(state_->context.get(), method(hash), nullptr) != 1) std::abort();
}
PlainHasher::PlainHasher(PlainHasher&&) noexcept = default;
PlainHasher& PlainHasher::operator=(PlainHasher&&) noexcept = default;
PlainHasher::~PlainHasher() = default;

void PlainHasher::update(ByteView bytes) {
  if (EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) != 1) std::abort();
}

Bytes PlainHasher::finish() {
  Bytes out(EVP_MAX_MD_SIZE);
  unsigned size = 0;
  if (EVP_DigestFinal_ex(state_->context.get(), out.data(), &size) != 1) std::abort();
  out.resize(size);
  return out;
}

Bytes hmac(PlainHash hash, ByteView key, ByteView text) {
  Bytes out(EVP_MAX_MD_SIZE);
  unsigned size = 0;
  // OpenSSL takes a null key for "the key of last time".
  static constexpr std::uint8_t kEmpty = 0;
  const std::uint8_t* key_bytes = key.empty() ? &kEmpty : key.data();
  if (HMAC(method(hash), key_bytes, static_cast<int>(key.size()), text.data(), text.size(),
           out.data(), &size) == nullptr) {
    std::abort();
  }
  out.resize(size);
  return out;
}

}  // namespace igp::crypto
