// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/jwt_keys.h"

#include <fmt/format.h>

#include <algorithm>

#include "crypto/certificate.h"
#include "crypto/der.h"
#include "crypto/key_parts.h"
#include "rego/builtins/go_pem.h"

namespace igp::rego {
namespace {

using namespace std::string_view_literals;

// The beginning of an AlgorithmIdentifier: what Go verifies with, or may.
constexpr auto kRsa = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01"sv;
constexpr auto kEc = "\x06\x07\x2a\x86\x48\xce\x3d\x02\x01"sv;
constexpr auto kP224 = "\x06\x05\x2b\x81\x04\x00\x21"sv;
constexpr auto kDsa = "\x06\x07\x2a\x86\x48\xce\x38\x04\x01"sv;
constexpr auto kX25519 = "\x06\x03\x2b\x65\x6e"sv;

Error malformed(std::string_view where, std::string_view what) {
  return error(ErrorCode::kKeyMalformed, "{}{}", where, what);
}

/// The AlgorithmIdentifier's content in a SubjectPublicKeyInfo; empty when it is not DER.
std::string_view algorithm_in(ByteView spki) {
  const auto content = crypto::DerReader(spki).next(crypto::kDerSequence);
  const auto algorithm =
      content ? crypto::DerReader(*content).next(crypto::kDerSequence) : std::nullopt;
  return algorithm ? as_text(*algorithm) : std::string_view();
}

/// A key that PublicKey refuses with `reason`. `foreign` tells whether Go may not know its type.
Result<JwtKey> judge_refused(ByteView spki, const Error& reason, std::string_view where,
                             bool foreign) {
  const std::string_view algorithm = algorithm_in(spki);
  JwtKey out;
  if (algorithm.starts_with(kRsa)) {
    if (reason.code != ErrorCode::kKeyUnsupported) {
      return Fail(malformed(where, "x509: invalid RSA public key"));
    }
    out.key = UnsupportedJwtKey{reason.message};
  } else if (algorithm.starts_with(kEc)) {
    if (reason.code == ErrorCode::kKeyMalformed) {
      return Fail(malformed(where, "x509: failed to unmarshal elliptic curve point"));
    }
    if (!algorithm.substr(kEc.size()).starts_with(kP224)) {
      return Fail(malformed(where, "x509: unsupported elliptic curve"));
    }
    out.key = UnsupportedJwtKey{reason.message};
  } else if (!foreign && !algorithm.starts_with(kDsa) && !algorithm.starts_with(kX25519)) {
    return Fail(malformed(where, "x509: unknown public key algorithm"));
  }
  return out;
}

/// To Go a key that is for RSASSA-PSS alone has an unknown algorithm.
bool is_known(const crypto::PublicKey& key) { return key.type() != crypto::KeyType::kRsaPss; }

Result<JwtKey> read_certificate(ByteView der) {
  constexpr std::string_view kWhere = "failed to parse a PEM certificate: ";
  const auto certificate = crypto::Certificate::from_der(der);
  if (!certificate) return Fail(malformed(kWhere, "x509: malformed certificate"));
  auto key = certificate->public_key();
  if (!key) {
    return judge_refused(certificate->spki(), key.error(), kWhere, /*foreign=*/true);
  }
  JwtKey out;
  if (is_known(*key)) out.key = *std::move(key);
  return out;
}

Result<JwtKey> read_public_key(ByteView spki) {
  constexpr std::string_view kWhere = "failed to parse a PEM public key: ";
  auto key = crypto::PublicKey::from_spki(spki);
  if (!key && algorithm_in(spki).empty()) {
    return Fail(malformed(kWhere, "asn1: syntax error: sequence truncated"));
  }
  if (!key) return judge_refused(spki, key.error(), kWhere, /*foreign=*/false);
  if (!is_known(*key)) return Fail(malformed(kWhere, "x509: unknown public key algorithm"));
  JwtKey out;
  out.key = *std::move(key);
  return out;
}

Result<JwtKey> read_pem(const GoPemBlock& block) {
  if (!block.rest.empty()) return Fail(malformed("extra data after a PEM certificate block", ""));
  if (block.label == "CERTIFICATE") return read_certificate(as_bytes(block.bytes));
  if (block.label == "PUBLIC KEY") return read_public_key(as_bytes(block.bytes));
  return Fail(malformed("failed to extract a Key from the PEM certificate", ""));
}

constexpr std::string_view kExport = "jwk.Export: failed to export jwk.Key to raw format: ";

/// Of a private key the public half verifies; some are refused all the same.
Status check_private(const Jwk& jwk) {
  if (jwk.type == JwkType::kRsa) {
    for (const std::string_view prime : {"q", "p"}) {
      if (!jwk.numbers.contains(prime)) {
        return Fail(malformed(kExport, fmt::format("missing \"{}\" value", prime)));
      }
    }
  }
  if (jwk.type == JwkType::kOkp && jwk.curve == "Ed25519") {
    const auto key = crypto::make_ed25519_private_key(as_bytes(jwk.number("d")));
    if (!key || !as_text(key->public_key().spki()).ends_with(jwk.number("x"))) {
      return Fail(malformed(kExport,
                            "jwk.OKPPrivateKey: failed to build private key: ed25519: "
                            "invalid x value given d value"));
    }
  }
  return {};
}

/// Go verifies nothing with an exponent that is 1 or that 31 bits do not hold.
bool is_usable_exponent(std::string_view exponent) {
  exponent.remove_prefix(std::min(exponent.find_first_not_of('\0'), exponent.size()));
  if (exponent.empty() || exponent.size() > 4) return false;
  return exponent.size() == 4 ? static_cast<unsigned char>(exponent[0]) < 0x80 : exponent != "\x01";
}

Result<JwtKey> use_rsa(const Jwk& jwk) {
  constexpr std::size_t kGoLeastBytes = 1024 / 8;
  JwtKey out{.alg = jwk.alg, .kid = jwk.kid, .is_private = jwk.is_private, .key = {}};
  if (!is_usable_exponent(jwk.number("e"))) return out;
  auto key = crypto::make_rsa_public_key(as_bytes(jwk.number("n")), as_bytes(jwk.number("e")));
  if (key) {
    out.key = *std::move(key);
  } else if (jwk.number("n").size() >= kGoLeastBytes) {
    out.key = UnsupportedJwtKey{key.error().message};
  }
  return out;
}

Result<JwtKey> use_okp(const Jwk& jwk) {
  JwtKey out{.alg = jwk.alg, .kid = jwk.kid, .is_private = jwk.is_private, .key = {}};
  if (jwk.curve == "Ed25519") {
    out.key = IGP_TRY(crypto::PublicKey::from_ed25519(as_bytes(jwk.number("x"))));
  } else if (jwk.curve != "X25519") {
    return Fail(malformed(
        kExport, fmt::format("jwk.OKP{0}Key: failed to build {1} key: invalid curve algorithm {2}",
                             jwk.is_private ? "Private" : "Public",
                             jwk.is_private ? "private" : "public", jwk.curve)));
  }
  return out;
}

Result<JwtKey> use_jwk(const Jwk& jwk) {
  JwtKey out{.alg = jwk.alg, .kid = jwk.kid, .is_private = jwk.is_private, .key = {}};
  if (jwk.type == JwkType::kOct) {
    out.key = JwtSecret{std::string(jwk.number("k"))};
    return out;
  }
  if (jwk.type == JwkType::kOkp && jwk.curve != "Ed25519") return use_okp(jwk);
  if (jwk.is_private) IGP_CHECK(check_private(jwk));
  if (jwk.type == JwkType::kRsa) return use_rsa(jwk);
  if (jwk.type == JwkType::kOkp) return use_okp(jwk);
  out.key = IGP_TRY(crypto::make_ec_public_key(ecdsa_type(jwk.curve), as_bytes(jwk.number("x")),
                                               as_bytes(jwk.number("y"))));
  return out;
}

}  // namespace

Result<std::vector<JwtKey>> parse_jwt_keys(std::string_view text) {
  IGP_CHECK(check_key_size(text));
  std::vector<JwtKey> out;
  if (const auto block = find_go_pem_block(text)) {
    JwtKey key = IGP_TRY(read_pem(*block));
    out.push_back(std::move(key));
    return out;
  }
  const auto jwks = parse_jwk_set(text);
  if (!jwks && jwks.error().code != ErrorCode::kKeyMalformed) return Fail(jwks.error());
  if (!jwks) {
    return Fail(
        malformed("failed to parse a JWK key (set): jwk.ParseString: failed to parse "
                  "string: ",
                  jwks.error().message));
  }
  for (const Jwk& jwk : *jwks) {
    JwtKey key = IGP_TRY(use_jwk(jwk));
    out.push_back(std::move(key));
  }
  return out;
}

}  // namespace igp::rego
