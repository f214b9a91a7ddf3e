// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/pubkey.h"

#include <openssl/core_names.h>
#include <openssl/err.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/limits.h"
#include "crypto/algorithms.h"
#include "crypto/key_handle.h"
#include "crypto/pem.h"

namespace igp::crypto {
namespace {

constexpr int kRsaLeastBits = 2048;
constexpr int kRsaExponentBits = 31;  ///< what other libraries (Go's, for one) hold it in

using NumberPtr = Owned<BIGNUM, BN_free>;

Result<KeyType> classify_ec(EVP_PKEY* key) {
  int explicit_parameters = 0;
  EVP_PKEY_get_int_param(key, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS,
                         &explicit_parameters);
  if (explicit_parameters != 0) {
    return fail(ErrorCode::kKeyUnsupported, "EC key with explicit curve parameters");
  }
  char curve[64] = "";
  std::size_t length = 0;
  EVP_PKEY_get_group_name(key, curve, sizeof curve, &length);
  const std::string_view name(curve, length);
  if (name == "prime256v1") return KeyType::kEcdsaP256;
  if (name == "secp384r1") return KeyType::kEcdsaP384;
  if (name == "secp521r1") return KeyType::kEcdsaP521;
  return fail(ErrorCode::kKeyUnsupported, "EC key on curve {}; P-256, P-384 and P-521 are accepted",
              quote(name));
}

/// With an exponent of 1 whoever knows the public key can sign.
bool has_sound_exponent(EVP_PKEY* key) {
  BIGNUM* number = nullptr;
  if (EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &number) != 1) return false;
  const NumberPtr exponent(number);
  return BN_is_odd(number) == 1 && BN_is_one(number) == 0 &&
         BN_num_bits(number) <= kRsaExponentBits;
}

Result<KeyType> classify_rsa(EVP_PKEY* key, KeyType type) {
  const int bits = EVP_PKEY_get_bits(key);
  if (bits < kRsaLeastBits || bits > limits::kRsaBits) {
    return fail(ErrorCode::kKeyUnsupported, "RSA key of {} bits; {} to {} are accepted", bits,
                kRsaLeastBits, limits::kRsaBits);
  }
  if (!has_sound_exponent(key)) {
    return fail(ErrorCode::kKeyUnsupported,
                "RSA key with an exponent that is even, 1, or above {} bits", kRsaExponentBits);
  }
  return type;
}

/// A key that says itself that it is for RSASSA-PSS alone (RFC 4055 section 3.1). It may also fix
/// hash and salt; the salt's length would then have to be guessed.
Result<KeyType> classify_pss(EVP_PKEY* key) {
  char hash[64] = "";
  if (EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_RSA_DIGEST, hash, sizeof hash, nullptr) ==
      1) {
    return fail(ErrorCode::kKeyUnsupported, "RSASSA-PSS key with parameters of its own");
  }
  return classify_rsa(key, KeyType::kRsaPss);
}

/// The one DER form of a key on a named curve: these bytes, then the key itself.
struct FixedForm {
  KeyType type;
  const char* group;  ///< of an EC key
  std::string_view prefix;
  std::size_t key_bytes;  ///< an EC key's coordinates, after the 04 of an uncompressed point
};

using namespace std::string_view_literals;
constexpr std::array kFixedForms = {
    FixedForm{KeyType::kEcdsaP256, "P-256",
              "\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d"
              "\x03\x01\x07\x03\x42\x00\x04"sv,
              64},
    FixedForm{KeyType::kEcdsaP384, "P-384",
              "\x30\x76\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x22"
              "\x03\x62\x00\x04"sv,
              96},
    FixedForm{KeyType::kEcdsaP521, "P-521",
              "\x30\x81\x9b\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00"
              "\x23\x03\x81\x86\x00\x04"sv,
              132},
    FixedForm{KeyType::kEd25519, nullptr, "\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00"sv, 32},
};

/// The EC key with the uncompressed `point`, which is checked to be on the curve.
KeyPtr make_ec_key(const char* group, ByteView point) {
  const KeyContextPtr context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  std::string name = group;
  Bytes octets(point.begin(), point.end());
  std::array parameters = {
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, name.data(), name.size()),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, octets.data(), octets.size()),
      OSSL_PARAM_construct_end()};
  EVP_PKEY* key = nullptr;
  if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.data()) != 1) {
    return {};
  }
  return KeyPtr(key);
}

/// The key in a fixed form, read without OpenSSL's decoders, which take longer to set up than a
/// signature takes to verify; or `decoded`, if it was read already. Nothing when `der` has another
/// form or is no valid key: the decoders then say what it is.
std::optional<std::pair<KeyPtr, KeyType>> read_fixed_form(ByteView der, EVP_PKEY* decoded) {
  for (const FixedForm& form : kFixedForms) {
    if (!as_text(der).starts_with(form.prefix)) continue;
    const ByteView key_bytes = der.subspan(form.prefix.size());
    if (key_bytes.size() != form.key_bytes) return {};
    KeyPtr key;
    if (decoded != nullptr) {
      EVP_PKEY_up_ref(decoded);
      key.reset(decoded);
    } else if (form.type == KeyType::kEd25519) {
      key.reset(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key_bytes.data(),
                                            key_bytes.size()));
    } else {
      key = make_ec_key(form.group, der.subspan(form.prefix.size() - 1));
    }
    if (!key) return {};
    return std::pair(std::move(key), form.type);
  }
  return {};
}

}  // namespace

std::string_view name_of(KeyType type) {
  switch (type) {
    case KeyType::kEcdsaP256:
      return "ecdsa-p256";
    case KeyType::kEcdsaP384:
      return "ecdsa-p384";
    case KeyType::kEcdsaP521:
      return "ecdsa-p521";
    case KeyType::kRsaPkcs1:
      return "rsa-pkcs1";
    case KeyType::kRsaPss:
      return "rsa-pss";
    case KeyType::kEd25519:
      return "ed25519";
  }
  return "";
}

Result<KeyType> classify_key(EVP_PKEY* key) {
  switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_EC:
      return classify_ec(key);
    case EVP_PKEY_RSA:
      return classify_rsa(key, KeyType::kRsaPkcs1);
    case EVP_PKEY_RSA_PSS:
      return classify_pss(key);
    case EVP_PKEY_ED25519:
      return KeyType::kEd25519;
    default:
      return fail(ErrorCode::kKeyUnsupported, "key type is not ECDSA, RSA or Ed25519");
  }
}

Result<PublicKey> adopt_public_key(KeyPtr key) {
  const KeyType type = IGP_TRY(classify_key(key.get()));
  Bytes spki = encode_der(i2d_PUBKEY, key.get());
  if (spki.empty())
    return fail(ErrorCode::kCrypto, "cannot encode a public key: {}", openssl_reason());
  return PublicKey(std::make_shared<PublicKey::Handle>(
      PublicKey::Handle{std::move(key), type, std::move(spki)}));
}

Result<PublicKey> read_spki(ByteView der, EVP_PKEY* decoded) {
  const AcceptedAlgorithms algorithms;
  if (auto fixed = read_fixed_form(der, decoded)) {
    auto handle = std::make_shared<PublicKey::Handle>(
        PublicKey::Handle{std::move(fixed->first), fixed->second, Bytes(der.begin(), der.end())});
    return PublicKey(std::move(handle));
  }
  ERR_clear_error();
  const unsigned char* cursor = der.data();
  KeyPtr key(d2i_PUBKEY(nullptr, &cursor, static_cast<long>(der.size())));
  if (!key) return fail(ErrorCode::kKeyMalformed, "not a public key: {}", openssl_reason());
  PublicKey out = IGP_TRY(adopt_public_key(std::move(key)));
  // One key has one encoding, or its fingerprint would not name it.
  if (!std::ranges::equal(out.spki(), der)) {
    return fail(ErrorCode::kKeyMalformed, "public key is not canonical DER");
  }
  return out;
}

Result<PublicKey> PublicKey::from_spki(ByteView der) { return read_spki(der, nullptr); }

Result<PublicKey> PublicKey::from_pkcs1(ByteView der) {
  initialize_openssl();
  const unsigned char* cursor = der.data();
  KeyPtr key(d2i_PublicKey(EVP_PKEY_RSA, nullptr, &cursor, static_cast<long>(der.size())));
  if (!key || cursor != der.data() + der.size()) {
    return fail(ErrorCode::kKeyMalformed, "not an RSA public key: {}", openssl_reason());
  }
  return adopt_public_key(std::move(key));
}

Result<PublicKey> PublicKey::from_ed25519(ByteView raw) {
  // The SubjectPublicKeyInfo of RFC 8410 section 4 without its key.
  Bytes spki = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
  if (raw.size() != 32)
    return fail(ErrorCode::kKeyMalformed, "an Ed25519 key has 32 bytes, not {}", raw.size());
  spki.insert(spki.end(), raw.begin(), raw.end());
  return from_spki(spki);
}

Result<PublicKey> PublicKey::from_pem(std::string_view text) {
  const PemBlock block = IGP_TRY(parse_single_pem(text));
  if (block.label != "PUBLIC KEY") {
    return fail(ErrorCode::kKeyMalformed, "PEM block is {}, not 'PUBLIC KEY'", quote(block.label));
  }
  return from_spki(block.bytes);
}

KeyType PublicKey::type() const { return handle_->type; }
int PublicKey::bits() const { return EVP_PKEY_get_bits(handle_->key.get()); }
const Bytes& PublicKey::spki() const { return handle_->spki; }
std::string PublicKey::pem() const { return encode_pem("PUBLIC KEY", handle_->spki); }
Digest PublicKey::fingerprint() const { return digest_of(handle_->spki); }

HashAlgorithm PublicKey::default_hash() const {
  switch (type()) {
    case KeyType::kEcdsaP384:
      return HashAlgorithm::kSha384;
    case KeyType::kEcdsaP521:
      return HashAlgorithm::kSha512;
    default:
      return HashAlgorithm::kSha256;
  }
}

PublicKey PublicKey::as_pss() const {
  if (type() != KeyType::kRsaPkcs1) return *this;
  EVP_PKEY_up_ref(handle_->key.get());
  return PublicKey(std::make_shared<Handle>(
      Handle{KeyPtr(handle_->key.get()), KeyType::kRsaPss, handle_->spki}));
}

}  // namespace igp::crypto
