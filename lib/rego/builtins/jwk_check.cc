// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/jwk_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/bytes.h"
#include "crypto/key_parts.h"

namespace igp::rego {
namespace {

struct EcCurve {
  std::string_view name;
  std::size_t bytes;
};
constexpr EcCurve kEcCurves[] = {{"P-256", 32}, {"P-384", 48}, {"P-521", 66}};

Error malformed(std::string message) { return error(ErrorCode::kKeyMalformed, "{}", message); }

/// The bits of a big-endian number.
std::size_t bit_length(std::string_view number) {
  const std::size_t first = number.find_first_not_of('\0');
  if (first == std::string_view::npos) return 0;
  std::size_t bits = (number.size() - first - 1) * 8;
  for (auto top = static_cast<unsigned char>(number[first]); top != 0; top >>= 1) ++bits;
  return bits;
}

Status check_rsa(const Jwk& key) {
  constexpr std::size_t kExponentBits = 63;
  for (const std::string_view name : {"n", "e", "d"}) {
    if (key.number(name).empty() && (name != "d" || key.is_private)) {
      return Fail(malformed(fmt::format("missing \"{}\" value", name)));
    }
  }
  const std::string_view exponent = key.number("e");
  if (const std::size_t bits = bit_length(exponent); bits > kExponentBits) {
    return Fail(malformed(fmt::format(
        "rsa public exponent too large for this platform: {} bits (max {})", bits, kExponentBits)));
  }
  if ((exponent.back() & 1) == 0) {
    return Fail(malformed("invalid rsa public exponent: must be a positive odd integer"));
  }
  return {};
}

Status check_ec(const Jwk& key) {
  const auto* curve = std::ranges::find(kEcCurves, key.curve, &EcCurve::name);
  if (curve == std::end(kEcCurves)) {
    return Fail(malformed(fmt::format(
        "invalid curve algorithm \"{0}\": unknown elliptic curve algorithm: \"{0}\"", key.curve)));
  }
  for (const std::string_view name : {"x", "y", "d"}) {
    const std::size_t size = key.number(name).size();
    if (size != curve->bytes && (name != "d" || key.is_private)) {
      return Fail(malformed(
          fmt::format("invalid \"{}\" length ({}) for curve \"{}\"", name, size, key.curve)));
    }
  }
  const std::string_view x = key.number("x");
  const std::string_view y = key.number("y");
  if (bit_length(x) == 0 && bit_length(y) == 0) {
    return Fail(malformed("invalid ECDSA public key: identity point is not a valid public key"));
  }
  if (!crypto::make_ec_public_key(ecdsa_type(key.curve), as_bytes(x), as_bytes(y))) {
    const std::string_view digits = std::string_view(key.curve).substr(2);
    return Fail(malformed(fmt::format("invalid ECDSA public key: P{} point not on curve", digits)));
  }
  return {};
}

Status check_okp(const Jwk& key) {
  constexpr std::size_t kBytes = 32;
  for (const std::string_view name : {"d", "x"}) {
    if (key.number(name).empty() && (name != "d" || key.is_private)) {
      return Fail(malformed(fmt::format("missing \"{}\" field", name)));
    }
  }
  const std::string_view curve = key.curve == "Ed25519"  ? "ed25519"
                                 : key.curve == "X25519" ? "x25519"
                                                         : "";
  if (curve.empty()) return {};
  if (key.number("x").size() != kBytes) {
    return Fail(malformed(fmt::format("{}: wrong public key size", curve)));
  }
  if (key.is_private && key.number("d").size() != kBytes) {
    return Fail(malformed(fmt::format("{}: wrong private key size", curve)));
  }
  return {};
}

}  // namespace

crypto::KeyType ecdsa_type(std::string_view curve) {
  return curve == "P-256"   ? crypto::KeyType::kEcdsaP256
         : curve == "P-384" ? crypto::KeyType::kEcdsaP384
                            : crypto::KeyType::kEcdsaP521;
}

Status check_jwk(const Jwk& key) {
  switch (key.type) {
    case JwkType::kRsa:
      return check_rsa(key);
    case JwkType::kEc:
      return check_ec(key);
    case JwkType::kOkp:
      return check_okp(key);
    case JwkType::kOct:
      if (key.number("k").empty()) return Fail(malformed("missing \"k\" field"));
      return {};
  }
  return {};
}

}  // namespace igp::rego
