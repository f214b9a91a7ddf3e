// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// A PKCS #11 module that does what a test tells it to. Built as a loadable module; the test that
// has it loaded configures it through fake_token().
#pragma once

#define CRYPTOKI_GNU 1
#include <p11-kit/pkcs11.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace igp::testing {

/// All slots hold the same token, and that all keys, which are one and the same.
struct FakeToken {
  unsigned long slots = 1;
  unsigned long keys = 1;
  ck_flags_t flags = CKF_TOKEN_INITIALIZED | CKF_LOGIN_REQUIRED;
  std::string pin = "5678";
  bool always_authenticate = false;
  ck_key_type_t key_type = CKK_EC;
  bool has_public_key = true;
  std::vector<std::uint8_t> ec_params;
  std::vector<std::uint8_t> ec_point;
  std::vector<std::uint8_t> modulus;
  std::vector<std::uint8_t> exponent;
  /// What C_Sign answers to the bytes it is given.
  std::function<std::vector<std::uint8_t>(const std::vector<std::uint8_t>&)> sign;

  // What happened.
  int logins = 0;
  bool used_keypad = false;
  ck_mechanism_type_t mechanism = 0;
};

/// The name of the module's function that returns its only FakeToken.
inline constexpr char kFakeTokenFunction[] = "fake_token";

}  // namespace igp::testing
