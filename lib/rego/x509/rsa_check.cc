// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/x509/rsa_check.h"

#include <limits>

namespace igp::rego::x509 {
namespace {

/// How far apart two primes are at least, as bits less than half of the modulus'.
constexpr std::size_t kCloseBits = 100;

Status wrong(std::string_view what) {
  return fail(ErrorCode::kKeyMalformed, "crypto/rsa: {}", what);
}

std::size_t bits_of(const BigInteger& number) {
  return number.sign() == 0 ? 0 : mpz_sizeinbase(number.get(), 2);
}

BigInteger less_one(const BigInteger& number) {
  BigInteger out;
  mpz_sub_ui(out.get(), number.get(), 1);
  return out;
}

/// number mod modulus, which is above zero.
BigInteger modulo(const BigInteger& number, const BigInteger& modulus) {
  BigInteger out;
  mpz_mod(out.get(), number.get(), modulus.get());
  return out;
}

bool is_inverse(const BigInteger& a, const BigInteger& b, const BigInteger& modulus) {
  BigInteger product;
  mpz_mul(product.get(), a.get(), b.get());
  const BigInteger rest = modulo(product, modulus);
  return mpz_cmp_ui(rest.get(), 1) == 0;
}

bool equal(const BigInteger& a, const BigInteger& b) { return mpz_cmp(a.get(), b.get()) == 0; }
bool less(const BigInteger& a, const BigInteger& b) { return mpz_cmp(a.get(), b.get()) < 0; }

Status check_public(const RsaPrivateKey& key) {
  if (mpz_even_p(key.modulus.get()) != 0) return wrong("public modulus is even");
  if (key.public_exponent < 2) return wrong("public exponent too small or negative");
  if (key.public_exponent % 2 == 0) return wrong("public exponent is even");
  if (key.public_exponent > std::numeric_limits<std::int32_t>::max()) {
    return wrong("public exponent too large");
  }
  return {};
}

/// `exponent` is the private one below `prime` - 1.
Status check_exponent(const RsaPrivateKey& key, const BigInteger& prime, const BigInteger& exponent,
                      std::string_view name) {
  const BigInteger order = less_one(prime);
  BigInteger e;
  mpz_set_si(e.get(), key.public_exponent);
  if (!less(exponent, order) || !is_inverse(e, exponent, order)) {
    return wrong("invalid CRT exponent");
  }
  if (!equal(modulo(key.private_exponent, order), exponent)) {
    return wrong(fmt::format("d does not match {}", name));
  }
  return {};
}

Status check_sizes(const RsaPrivateKey& key) {
  const std::size_t half = bits_of(key.modulus) / 2;
  BigInteger difference;
  mpz_sub(difference.get(), key.prime1.get(), key.prime2.get());
  mpz_abs(difference.get(), difference.get());
  if (bits_of(difference) + kCloseBits <= half) return wrong("|p - q| too small");
  if (bits_of(key.private_exponent) <= half) return wrong("d too small");
  return {};
}

bool is_above_one(const BigInteger& number) { return mpz_cmp_ui(number.get(), 1) > 0; }

}  // namespace

Status complete_rsa_key(RsaPrivateKey& key) {
  if (!is_above_one(key.prime1) || !is_above_one(key.prime2)) return wrong("invalid prime");
  if (mpz_even_p(key.prime1.get()) != 0) return wrong("p is even");
  key.exponent1 = modulo(key.private_exponent, less_one(key.prime1));
  key.exponent2 = modulo(key.private_exponent, less_one(key.prime2));
  if (mpz_invert(key.coefficient.get(), key.prime2.get(), key.prime1.get()) == 0) {
    return wrong("invalid CRT coefficient");
  }
  return {};
}

Status check_rsa_key(const RsaPrivateKey& key) {
  IGP_CHECK(check_public(key));
  BigInteger product;
  mpz_mul(product.get(), key.prime1.get(), key.prime2.get());
  if (!is_above_one(key.prime1) || !is_above_one(key.prime2) || !less(key.prime1, key.modulus) ||
      !less(key.prime2, key.modulus)) {
    return wrong("invalid prime");
  }
  if (!equal(product, key.modulus)) return wrong("p * q != n");
  if (!less(key.private_exponent, key.modulus)) {
    return fail(ErrorCode::kKeyMalformed, "input overflows the modulus");
  }
  IGP_CHECK(check_exponent(key, key.prime1, key.exponent1, "dP"));
  IGP_CHECK(check_exponent(key, key.prime2, key.exponent2, "dQ"));
  if (!less(key.coefficient, key.prime1) || !is_inverse(key.coefficient, key.prime2, key.prime1)) {
    return wrong("invalid CRT coefficient");
  }
  return check_sizes(key);
}

}  // namespace igp::rego::x509
