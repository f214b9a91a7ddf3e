// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/x509/private_key.h"

#include <algorithm>
#include <array>

#include "base/limits.h"
#include "crypto/key_parts.h"
#include "rego/x509/rsa_check.h"

namespace igp::rego::x509 {
namespace {

constexpr std::size_t kSeedBytes = 32;
constexpr std::string_view kX25519 = "\x2b\x65\x6e";
constexpr std::string_view kEd25519 = "\x2b\x65\x70";

Fail malformed(std::string_view what) { return fail(ErrorCode::kKeyMalformed, "{}", what); }

constexpr std::string_view kMismatch = "asn1: structure error: tags don't match";

/// The forms that a key can have; the names of Go's functions for the others are in its errors.
struct Pkcs1Form {
  std::int64_t version = 0;
  std::int64_t public_exponent = 0;
  ByteView modulus, private_exponent, prime1, prime2;
  std::optional<ByteView> exponent1, exponent2, coefficient;
  bool has_more_primes = false;
};
struct Pkcs8Form {
  Algorithm algorithm;
  ByteView key;
};
struct Sec1Form {
  std::int64_t version = 0;
  ByteView scalar;
  ByteView curve;  ///< the content of its OBJECT IDENTIFIER, or nothing
};

std::optional<Pkcs1Form> read_pkcs1(ByteView der) {
  DerReader outer(der);
  const auto content = outer.next(kSequenceTag);
  if (!content) return std::nullopt;
  DerReader reader(*content);
  Pkcs1Form out;
  const auto version = take_int64(reader);
  const auto modulus = take_integer(reader);
  const auto exponent = take_int64(reader);
  std::array<std::optional<ByteView>, 3> numbers;
  for (auto& number : numbers) number = take_integer(reader);
  if (!version || !modulus || !exponent ||
      std::ranges::any_of(numbers, [](const auto& n) { return !n; })) {
    return std::nullopt;
  }
  out.version = *version;
  out.public_exponent = *exponent;
  out.modulus = *modulus;
  out.private_exponent = *numbers[0];
  out.prime1 = *numbers[1];
  out.prime2 = *numbers[2];
  for (auto* number : {&out.exponent1, &out.exponent2, &out.coefficient}) {
    if (!reader.has_good_header()) return std::nullopt;
    if (!reader.at(kIntegerTag)) continue;
    *number = take_integer(reader);
    if (!*number) return std::nullopt;
  }
  if (!reader.has_good_header()) return std::nullopt;
  if (reader.at(kSequenceTag)) {
    const auto primes = reader.next(kSequenceTag);
    if (!primes) return std::nullopt;
    out.has_more_primes = !primes->empty();
  }
  return out;
}

std::optional<Pkcs8Form> read_pkcs8(ByteView der) {
  DerReader outer(der);
  const auto content = outer.next(kSequenceTag);
  DerReader reader(content.value_or(ByteView()));
  const auto version = take_int64(reader);
  const auto algorithm = reader.next(kSequenceTag);
  const auto key = reader.next(kOctetStringTag);
  if (!content || !version || !algorithm || !key) return std::nullopt;
  const auto parsed = parse_algorithm(*algorithm);
  if (!parsed) return std::nullopt;
  return Pkcs8Form{.algorithm = *parsed, .key = *key};
}

std::optional<Sec1Form> read_sec1(ByteView der) {
  DerReader outer(der);
  const auto content = outer.next(kSequenceTag);
  DerReader reader(content.value_or(ByteView()));
  const auto version = take_int64(reader);
  const auto scalar = reader.next(kOctetStringTag);
  if (!content || !version || !scalar) return std::nullopt;
  Sec1Form out{.version = *version, .scalar = *scalar, .curve = {}};
  // As Go reads them: what is not of the type that is expected is left out, and a tag's length is
  // not heeded.
  if (!reader.has_good_header()) return std::nullopt;
  if (reader.at(context_group_tag(0))) {
    if (!reader.enter(context_group_tag(0))) return std::nullopt;
    if (!reader.at(kOidTag)) return out;
    const auto curve = reader.next(kOidTag);
    if (!curve || !read_oid(*curve)) return std::nullopt;
    out.curve = *curve;
  }
  if (!reader.has_good_header()) return std::nullopt;
  if (reader.at(context_group_tag(1))) {
    if (!reader.enter(context_group_tag(1))) return std::nullopt;
    if (reader.at(kBitStringTag) && !take_bit_string(reader)) return std::nullopt;
  }
  return out;
}

Fail use_instead(std::string_view function) {
  return malformed(fmt::format(
      "x509: failed to parse private key (use {} instead for this key format)", function));
}

bool is_positive(ByteView number) {
  return number.front() < 0x80 && !(number.size() == 1 && number.front() == 0);
}

bool all_positive(const Pkcs1Form& form) {
  for (const auto& number : {form.exponent1, form.exponent2, form.coefficient}) {
    if (number && !is_positive(*number)) return false;
  }
  return is_positive(form.modulus) && is_positive(form.private_exponent) &&
         is_positive(form.prime1) && is_positive(form.prime2);
}

Result<PrivateKey> make_rsa_key(const Pkcs1Form& form) {
  if (form.version > 1) {
    return malformed("x509: unsupported private key version");
  }
  if (!all_positive(form)) {
    return malformed("x509: private key contains zero or negative value");
  }
  if (form.has_more_primes ||
      form.modulus.size() > static_cast<std::size_t>(limits::kRsaBits) / 8 + 1) {
    return fail(ErrorCode::kKeyUnsupported, "an RSA key of more than two primes or {} bits",
                limits::kRsaBits);
  }
  RsaPrivateKey key{.modulus = unsigned_number(form.modulus),
                    .private_exponent = unsigned_number(form.private_exponent),
                    .prime1 = unsigned_number(form.prime1),
                    .prime2 = unsigned_number(form.prime2),
                    .exponent1 = {},
                    .exponent2 = {},
                    .coefficient = {},
                    .public_exponent = form.public_exponent};
  if (form.exponent1 && form.exponent2 && form.coefficient) {
    key.exponent1 = unsigned_number(*form.exponent1);
    key.exponent2 = unsigned_number(*form.exponent2);
    key.coefficient = unsigned_number(*form.coefficient);
  } else {
    IGP_CHECK(complete_rsa_key(key));
  }
  IGP_CHECK(check_rsa_key(key));
  return PrivateKey(std::move(key));
}

/// The curve stands in `form`, or around it.
Result<PrivateKey> make_ecdsa_key(const Sec1Form& form, ByteView outer_curve) {
  if (form.version != 1) {
    return malformed(fmt::format("x509: unknown EC private key version {}", form.version));
  }
  const auto curve = find_curve(outer_curve.empty() ? form.curve : outer_curve);
  if (!curve) return malformed("x509: unknown elliptic curve");
  const std::size_t size = crypto::coordinate_size(*curve);
  ByteView scalar = form.scalar;
  while (scalar.size() > size) {
    if (scalar.front() != 0) return malformed("x509: invalid private key length");
    scalar = scalar.subspan(1);
  }
  EcdsaPrivateKey key{.curve = *curve, .scalar = Bytes(size - scalar.size()), .point = {}};
  key.scalar.insert(key.scalar.end(), scalar.begin(), scalar.end());
  auto point = crypto::make_web_point(*curve, key.scalar);
  if (!point) return malformed("ecdsa: invalid private key");
  key.point = *std::move(point);
  return PrivateKey(std::move(key));
}

Result<PrivateKey> parse_sec1(ByteView der, ByteView outer_curve) {
  if (const auto form = read_sec1(der)) return make_ecdsa_key(*form, outer_curve);
  if (read_pkcs8(der)) return use_instead("ParsePKCS8PrivateKey");
  if (read_pkcs1(der)) return use_instead("ParsePKCS1PrivateKey");
  return malformed(fmt::format("x509: failed to parse EC private key: {}", kMismatch));
}

/// The bytes of a key of RFC 8410, which is one string inside another.
Result<ByteView> read_curve_key(const Pkcs8Form& form, std::string_view name) {
  if (!form.algorithm.parameters.empty()) {
    return malformed(fmt::format("x509: invalid {} private key parameters", name));
  }
  DerReader reader(form.key);
  const auto bytes = reader.next(kOctetStringTag);
  if (!bytes) return malformed(fmt::format("x509: invalid {} private key: {}", name, kMismatch));
  if (bytes->size() != kSeedBytes) {
    return malformed(fmt::format("x509: invalid {} private key length: {}", name, bytes->size()));
  }
  return *bytes;
}

Result<PrivateKey> make_ed25519_key(const Pkcs8Form& form) {
  const ByteView seed = IGP_TRY(read_curve_key(form, "Ed25519"));
  const auto key = IGP_TRY(crypto::make_ed25519_private_key(seed));
  const Bytes& spki = key.public_key().spki();
  Ed25519PrivateKey out;
  out.seed.assign(seed.begin(), seed.end());
  out.public_key.assign(spki.end() - kSeedBytes, spki.end());
  return PrivateKey(std::move(out));
}

Result<PrivateKey> make_pkcs8_key(const Pkcs8Form& form) {
  const auto inside = [](Result<PrivateKey> key, std::string_view name) -> Result<PrivateKey> {
    if (key || key.error().code != ErrorCode::kKeyMalformed) return key;
    return malformed(fmt::format("x509: failed to parse {} private key embedded in PKCS#8: {}",
                                 name, key.error().message));
  };
  if (as_text(form.algorithm.oid) == kEd25519) return make_ed25519_key(form);
  if (as_text(form.algorithm.oid) == kX25519) {
    IGP_CHECK(read_curve_key(form, "X25519"));
    return PrivateKey(X25519PrivateKey());
  }
  switch (key_algorithm(form.algorithm)) {
    case KeyAlgorithm::kRsa:
      return inside(parse_pkcs1_key(form.key), "RSA");
    case KeyAlgorithm::kEcdsa: {
      DerReader reader(form.algorithm.parameters);
      return inside(parse_sec1(form.key, reader.next(kOidTag).value_or(ByteView())), "EC");
    }
    default:
      return malformed(
          fmt::format("x509: PKCS#8 wrapping contained private key with unknown algorithm: {}",
                      oid_text(form.algorithm.oid)));
  }
}

}  // namespace

Result<PrivateKey> parse_pkcs1_key(ByteView der) {
  DerReader outer(der);
  if (outer.next(kSequenceTag) && !outer.empty()) {
    return malformed("asn1: syntax error: trailing data");
  }
  if (const auto form = read_pkcs1(der)) return make_rsa_key(*form);
  if (read_sec1(der)) return use_instead("ParseECPrivateKey");
  if (read_pkcs8(der)) return use_instead("ParsePKCS8PrivateKey");
  return malformed(kMismatch);
}

Result<PrivateKey> parse_pkcs8_key(ByteView der) {
  if (const auto form = read_pkcs8(der)) return make_pkcs8_key(*form);
  if (read_sec1(der)) return use_instead("ParseECPrivateKey");
  if (read_pkcs1(der)) return use_instead("ParsePKCS1PrivateKey");
  return malformed(kMismatch);
}

Result<PrivateKey> parse_sec1_key(ByteView der) { return parse_sec1(der, {}); }

Result<PrivateKey> parse_tls_key(ByteView der) {
  if (auto key = parse_pkcs1_key(der); key || key.error().code == ErrorCode::kKeyUnsupported) {
    return key;
  }
  if (auto key = parse_pkcs8_key(der); key || key.error().code == ErrorCode::kKeyUnsupported) {
    if (key && std::holds_alternative<X25519PrivateKey>(*key)) {
      return malformed("tls: found unknown private key type in PKCS#8 wrapping");
    }
    return key;
  }
  if (auto key = parse_sec1_key(der)) return key;
  return malformed("tls: failed to parse private key");
}

bool belongs_to(const PrivateKey& key, const PublicKey& public_key) {
  if (const auto* rsa = std::get_if<RsaPrivateKey>(&key)) {
    const auto* other = std::get_if<RsaKey>(&public_key);
    return other != nullptr && other->exponent == rsa->public_exponent &&
           mpz_cmp(rsa->modulus.get(), unsigned_number(other->modulus).get()) == 0;
  }
  if (const auto* ecdsa = std::get_if<EcdsaPrivateKey>(&key)) {
    const auto* other = std::get_if<EcdsaKey>(&public_key);
    return other != nullptr && other->curve == ecdsa->curve &&
           std::ranges::equal(other->point, ecdsa->point);
  }
  const auto* edwards = std::get_if<Ed25519PrivateKey>(&key);
  const auto* other = std::get_if<Ed25519Key>(&public_key);
  return edwards != nullptr && other != nullptr &&
         std::ranges::equal(other->bytes, edwards->public_key);
}

}  // namespace igp::rego::x509
