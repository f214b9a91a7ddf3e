// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// BigInteger: an integer of any size; the only user of GMP.
#pragma once

#include <gmp.h>

#include <optional>
#include <string>

#include "rego/value/value.h"

namespace igp::rego {

/// An owned GMP integer, zero at first.
class BigInteger {
 public:
  BigInteger() { mpz_init(z_); }
  BigInteger(const BigInteger& other) { mpz_init_set(z_, other.z_); }
  BigInteger(BigInteger&& other) noexcept {
    mpz_init(z_);
    mpz_swap(z_, other.z_);
  }
  BigInteger& operator=(BigInteger other) noexcept {
    mpz_swap(z_, other.z_);
    return *this;
  }
  ~BigInteger() { mpz_clear(z_); }

  /// The integer that `number` is, in whatever spelling; nothing for fractions and for numbers
  /// that are out of range (see is_number_in_range()).
  static std::optional<BigInteger> from_number(const Value& number);
  /// The integral part of a finite `f`.
  static BigInteger from_real(long double f);
  /// From digits of `base` (2 to 36) with an optional minus sign; nothing for other text.
  static std::optional<BigInteger> from_text(std::string_view text, int base);

  /// A number in `arena`, inline when it fits 64 bits.
  [[nodiscard]] Value to_number(Arena& arena) const;
  [[nodiscard]] std::string text(int base = 10) const;

  [[nodiscard]] mpz_ptr get() { return z_; }
  [[nodiscard]] mpz_srcptr get() const { return z_; }
  [[nodiscard]] int sign() const { return mpz_sgn(z_); }

 private:
  mpz_t z_;
};

}  // namespace igp::rego
