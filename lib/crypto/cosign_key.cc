// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/cosign_key.h"

#include <sodium.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/json.h"
#include "base/limits.h"
#include "crypto/pem.h"

namespace igp::crypto {
namespace {

constexpr std::string_view kLabel = "ENCRYPTED SIGSTORE PRIVATE KEY";
constexpr std::string_view kOldLabel = "ENCRYPTED COSIGN PRIVATE KEY";
constexpr std::uint64_t kScryptN = 65536;
constexpr std::uint32_t kScryptR = 8;
constexpr std::uint32_t kScryptP = 1;
constexpr std::size_t kSaltSize = 32;

/// What the JSON in an encrypted key file says.
struct Envelope {
  std::uint64_t scrypt_n = 0;
  Bytes salt;
  Bytes nonce;
  Bytes ciphertext;  ///< authenticator first
};

Result<Bytes> base64_member(const Json& object, const char* key, std::string_view where) {
  return parse_base64(IGP_TRY(json_string(object, key, where)));
}

Status require_name(const Json& object, std::string_view where, std::string_view expected) {
  const std::string name = IGP_TRY(json_string(object, "name", where));
  if (name != expected) {
    return fail(ErrorCode::kKeyUnsupported, "{}.name is {}, not '{}'", where, quote(name),
                expected);
  }
  return {};
}

Result<std::uint64_t> parse_scrypt_params(const Json& kdf) {
  const Json* params = IGP_TRY(json_object(kdf, "params", "kdf"));
  const std::int64_t n = IGP_TRY(json_integer(*params, "N", "kdf.params"));
  const std::int64_t r = IGP_TRY(json_integer(*params, "r", "kdf.params"));
  const std::int64_t p = IGP_TRY(json_integer(*params, "p", "kdf.params"));
  const bool known = (n == 32768 || n == 65536 || n == 131072) && r == kScryptR && p == kScryptP;
  if (!known) {
    return fail(ErrorCode::kKeyUnsupported, "scrypt with N={} r={} p={} is not accepted", n, r, p);
  }
  return static_cast<std::uint64_t>(n);
}

Result<Envelope> parse_envelope(std::string_view text) {
  const Json json = IGP_TRY(parse_json(text, {.bytes = limits::kKeyFileBytes, .depth = 8}));
  const Json* kdf = IGP_TRY(json_object(json, "kdf", "key"));
  const Json* cipher = IGP_TRY(json_object(json, "cipher", "key"));
  IGP_CHECK(require_name(*kdf, "kdf", "scrypt"));
  IGP_CHECK(require_name(*cipher, "cipher", "nacl/secretbox"));
  Envelope out;
  out.scrypt_n = IGP_TRY(parse_scrypt_params(*kdf));
  out.salt = IGP_TRY(base64_member(*kdf, "salt", "kdf"));
  out.nonce = IGP_TRY(base64_member(*cipher, "nonce", "cipher"));
  out.ciphertext = IGP_TRY(base64_member(json, "ciphertext", "key"));
  if (out.nonce.size() != crypto_secretbox_NONCEBYTES) {
    return fail(ErrorCode::kKeyMalformed, "cipher.nonce has {} bytes, not {}", out.nonce.size(),
                crypto_secretbox_NONCEBYTES);
  }
  if (out.ciphertext.size() < crypto_secretbox_MACBYTES) {
    return fail(ErrorCode::kKeyMalformed, "ciphertext is shorter than its authenticator");
  }
  return out;
}

Result<SecretBytes> derive(const SecretBytes& password, ByteView salt, std::uint64_t n) {
  SecretBytes out(crypto_secretbox_KEYBYTES);
  // An empty password has no address, and libsodium wants one.
  static constexpr std::uint8_t kNothing = 0;
  const std::uint8_t* secret = password.size() == 0 ? &kNothing : password.view().data();
  if (sodium_init() < 0 ||
      crypto_pwhash_scryptsalsa208sha256_ll(secret, password.size(), salt.data(), salt.size(), n,
                                            kScryptR, kScryptP, out.data(), out.size()) != 0) {
    return fail(ErrorCode::kCrypto, "cannot derive a key with scrypt: out of memory");
  }
  return out;
}

Result<SecretBytes> decrypt(const Envelope& envelope, const SecretBytes& password) {
  const SecretBytes key = IGP_TRY(derive(password, envelope.salt, envelope.scrypt_n));
  SecretBytes plain(envelope.ciphertext.size() - crypto_secretbox_MACBYTES);
  if (crypto_secretbox_open_easy(plain.data(), envelope.ciphertext.data(),
                                 envelope.ciphertext.size(), envelope.nonce.data(),
                                 key.view().data()) != 0) {
    return fail(ErrorCode::kKeyPassword, "the password does not open this key");
  }
  return plain;
}

}  // namespace

Result<PrivateKey> parse_private_key(std::string_view pem, const PasswordSource& password) {
  PemBlock block = IGP_TRY(parse_single_pem(pem));
  const SecretBytes content(as_text(block.bytes));
  wipe(block.bytes.data(), block.bytes.size());
  if (block.label == "PRIVATE KEY") return PrivateKey::from_pkcs8(content.view());
  if (block.label == "EC PRIVATE KEY") return PrivateKey::from_sec1(content.view());
  if (block.label != kLabel && block.label != kOldLabel) {
    return fail(ErrorCode::kKeyUnsupported, "PEM block {} is no private key that igpack reads",
                quote(block.label));
  }
  const Envelope envelope = IGP_TRY(parse_envelope(content.text()));
  const SecretBytes secret = IGP_TRY(password());
  const SecretBytes pkcs8 = IGP_TRY(decrypt(envelope, secret));
  return PrivateKey::from_pkcs8(pkcs8.view());
}

Result<std::string> encode_encrypted_private_key(const PrivateKey& key, const SecretBytes& password,
                                                 Rng& rng) {
  Bytes salt(kSaltSize);
  rng.fill(salt);
  Bytes nonce(crypto_secretbox_NONCEBYTES);
  rng.fill(nonce);
  const SecretBytes derived = IGP_TRY(derive(password, salt, kScryptN));
  const SecretBytes pkcs8 = key.pkcs8();
  Bytes ciphertext(pkcs8.size() + crypto_secretbox_MACBYTES);
  crypto_secretbox_easy(ciphertext.data(), pkcs8.view().data(), pkcs8.size(), nonce.data(),
                        derived.view().data());
  const Json json = {{"kdf",
                      {{"name", "scrypt"},
                       {"params", {{"N", kScryptN}, {"r", kScryptR}, {"p", kScryptP}}},
                       {"salt", encode_base64(salt)}}},
                     {"cipher", {{"name", "nacl/secretbox"}, {"nonce", encode_base64(nonce)}}},
                     {"ciphertext", encode_base64(ciphertext)}};
  return encode_pem(kLabel, as_bytes(encode_json(json)));
}

}  // namespace igp::crypto
