// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/key_details.h"

#include <algorithm>

namespace igp::sigstore {
namespace {

using crypto::HashAlgorithm;
using crypto::KeyType;
using crypto::PublicKey;

enum class Encoding : std::uint8_t { kSpki, kPkcs1 };

struct Details {
  std::string_view name;
  KeyType type;
  HashAlgorithm hash;
  Encoding encoding = Encoding::kSpki;
  int rsa_bits = 0;  ///< 0: any accepted size
};

constexpr Details kKnown[] = {
    {"PKIX_ECDSA_P256_SHA_256", KeyType::kEcdsaP256, HashAlgorithm::kSha256},
    {"PKIX_ECDSA_P384_SHA_384", KeyType::kEcdsaP384, HashAlgorithm::kSha384},
    {"PKIX_ECDSA_P384_SHA_256", KeyType::kEcdsaP384, HashAlgorithm::kSha256},
    {"PKIX_ECDSA_P521_SHA_512", KeyType::kEcdsaP521, HashAlgorithm::kSha512},
    {"PKIX_ECDSA_P521_SHA_256", KeyType::kEcdsaP521, HashAlgorithm::kSha256},
    {"PKIX_ED25519", KeyType::kEd25519, HashAlgorithm::kSha256},
    {"PKIX_RSA_PKCS1V15_2048_SHA256", KeyType::kRsaPkcs1, HashAlgorithm::kSha256, Encoding::kSpki,
     2048},
    {"PKIX_RSA_PKCS1V15_3072_SHA256", KeyType::kRsaPkcs1, HashAlgorithm::kSha256, Encoding::kSpki,
     3072},
    {"PKIX_RSA_PKCS1V15_4096_SHA256", KeyType::kRsaPkcs1, HashAlgorithm::kSha256, Encoding::kSpki,
     4096},
    {"PKIX_RSA_PSS_2048_SHA256", KeyType::kRsaPss, HashAlgorithm::kSha256, Encoding::kSpki, 2048},
    {"PKIX_RSA_PSS_3072_SHA256", KeyType::kRsaPss, HashAlgorithm::kSha256, Encoding::kSpki, 3072},
    {"PKIX_RSA_PSS_4096_SHA256", KeyType::kRsaPss, HashAlgorithm::kSha256, Encoding::kSpki, 4096},
    // Deprecated names, still found in trust roots.
    {"PKIX_ECDSA_P256_HMAC_SHA_256", KeyType::kEcdsaP256, HashAlgorithm::kSha256},
    {"PKIX_RSA_PKCS1V5", KeyType::kRsaPkcs1, HashAlgorithm::kSha256},
    {"PKIX_RSA_PSS", KeyType::kRsaPss, HashAlgorithm::kSha256},
    {"PKCS1_RSA_PKCS1V5", KeyType::kRsaPkcs1, HashAlgorithm::kSha256, Encoding::kPkcs1},
    {"PKCS1_RSA_PSS", KeyType::kRsaPss, HashAlgorithm::kSha256, Encoding::kPkcs1},
};

/// Algorithms that have a name but no implementation here: OpenSSL 3.0 lacks them too.
constexpr std::string_view kUnsupported[][2] = {
    {"PKIX_ED25519_PH", "Ed25519ph"}, {"LMS_SHA256", "LMS"},      {"LMOTS_SHA256", "LM-OTS"},
    {"ML_DSA_44", "ML-DSA-44"},       {"ML_DSA_65", "ML-DSA-65"}, {"ML_DSA_87", "ML-DSA-87"},
};

bool says_nothing(std::string_view name) {
  return name.empty() || name == "PUBLIC_KEY_DETAILS_UNSPECIFIED";
}

Result<Details> find_details(std::string_view name) {
  const auto* const known = std::ranges::find(kKnown, name, &Details::name);
  if (known != std::end(kKnown)) return *known;
  for (const auto& [key, algorithm] : kUnsupported) {
    if (key != name) continue;
    return fail(ErrorCode::kKeyUnsupported, "{} signatures cannot be verified (key details {})",
                algorithm, name);
  }
  return fail(ErrorCode::kKeyUnsupported, "unknown key details {}", quote(name));
}

/// `key` seen as `details` say, when it can be seen so.
Result<PublicKey> view_as(const PublicKey& key, const Details& details) {
  const PublicKey out = details.type == KeyType::kRsaPss ? key.as_pss() : key;
  const bool right_size = details.rsa_bits == 0 || out.bits() == details.rsa_bits;
  if (out.type() == details.type && right_size) return out;
  return fail(ErrorCode::kKeyMalformed, "an {} key of {} bits is called {}",
              crypto::name_of(key.type()), key.bits(), details.name);
}

}  // namespace

Result<KeyWithHash> decode_key(ByteView der, std::string_view name) {
  if (says_nothing(name)) {
    PublicKey key = IGP_TRY(PublicKey::from_spki(der));
    const HashAlgorithm hash = key.default_hash();
    return KeyWithHash{.key = std::move(key), .hash = hash};
  }
  const Details details = IGP_TRY(find_details(name));
  const PublicKey key = IGP_TRY(details.encoding == Encoding::kPkcs1 ? PublicKey::from_pkcs1(der)
                                                                     : PublicKey::from_spki(der));
  PublicKey viewed = IGP_TRY(view_as(key, details));
  return KeyWithHash{.key = std::move(viewed), .hash = details.hash};
}

Status check_key_details(const PublicKey& key, std::string_view name) {
  if (says_nothing(name)) return {};
  const Details details = IGP_TRY(find_details(name));
  IGP_TRY(view_as(key, details));
  return {};
}

}  // namespace igp::sigstore
