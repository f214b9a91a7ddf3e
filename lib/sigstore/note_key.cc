// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/note_key.h"

#include "base/base64.h"

namespace igp::sigstore {
namespace {

constexpr std::uint8_t kEd25519Algorithm = 1;
constexpr std::uint8_t kNamedAlgorithm = 0xFF;
constexpr std::string_view kRsaAlgorithm = "PKIX-RSA-PKCS#1v1.5";
constexpr std::size_t kEd25519KeySize = 32;
constexpr std::size_t kHashDigits = 8;

Fail malformed(std::string_view what) {
  return fail(ErrorCode::kKeyMalformed, "verifier key: {}", what);
}

}  // namespace

Result<NoteKey> parse_note_key(std::string_view text) {
  const std::size_t first = text.find('+');
  const std::size_t second = first == std::string_view::npos ? first : text.find('+', first + 1);
  if (second == std::string_view::npos) return malformed("not of the form NAME+HASH+KEY");
  const std::string_view name = text.substr(0, first);
  if (name.empty() || name.find_first_of(" \t\r\n") != std::string_view::npos)
    return malformed("its name is empty or has white space");
  const auto data = parse_base64(text.substr(second + 1));
  if (!data || data->empty()) return malformed("its key is not base64");
  if (data->front() != kEd25519Algorithm) {
    return fail(ErrorCode::kKeyUnsupported,
                "verifier key of algorithm {}; only Ed25519 (1) is known", data->front());
  }
  auto key = crypto::PublicKey::from_ed25519(ByteView(*data).subspan(1));
  if (!key) return Fail(std::move(key).error());
  const std::string hash = note_key_id(name, *key).hex().substr(0, kHashDigits);
  if (text.substr(first + 1, second - first - 1) != hash)
    return malformed("its hash is not that of name and key");
  return NoteKey{.name = std::string(name), .key = std::move(*key)};
}

crypto::Digest note_key_id(std::string_view name, const crypto::PublicKey& key) {
  Bytes text = to_bytes(name);
  text.push_back('\n');
  switch (key.type()) {
    case crypto::KeyType::kEcdsaP256:
    case crypto::KeyType::kEcdsaP384:
    case crypto::KeyType::kEcdsaP521:
      return key.fingerprint();
    case crypto::KeyType::kEd25519:
      text.push_back(kEd25519Algorithm);
      text.insert(text.end(), key.spki().end() - kEd25519KeySize, key.spki().end());
      break;
    case crypto::KeyType::kRsaPkcs1:
    case crypto::KeyType::kRsaPss:
      text.push_back(kNamedAlgorithm);
      text.insert(text.end(), kRsaAlgorithm.begin(), kRsaAlgorithm.end());
      text.insert(text.end(), key.spki().begin(), key.spki().end());
      break;
  }
  return crypto::digest_of(text);
}

}  // namespace igp::sigstore
