// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Private to lib/crypto: a session with one token of a PKCS #11 module (OASIS PKCS #11 v2.40).
#pragma once

#define CRYPTOKI_GNU 1
#include <p11-kit/pkcs11.h>

#include <memory>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/cosign_key.h"
#include "crypto/pkcs11_uri.h"

namespace igp::crypto {

/// An initialized module and a session with the token that a URI names, logged in where the token
/// asks for it. Closes everything when it goes; the module itself stays loaded.
class Pkcs11Session {
 public:
  /// Loads uri.module_path: the only place where foreign code is loaded because the user said so.
  /// `pin` is asked once, and only by a token that has no keypad of its own.
  /// Fails with kUsage without a module, kFileNotFound, kSignerFailed, kSignerKeyMissing when not
  /// exactly one token fits, kKeyPassword.
  static Result<std::unique_ptr<Pkcs11Session>> open(const Pkcs11Uri& uri,
                                                     const PasswordSource& pin);
  ~Pkcs11Session();
  Pkcs11Session(const Pkcs11Session&) = delete;
  Pkcs11Session& operator=(const Pkcs11Session&) = delete;

  /// All objects with the given attributes, up to kPkcs11Objects. Fails with kSignerFailed.
  Result<std::vector<ck_object_handle_t>> find(std::vector<ck_attribute> attributes) const;
  /// An attribute's value; empty when the object has none, or does not show it.
  [[nodiscard]] Bytes attribute(ck_object_handle_t object, ck_attribute_type_t type) const;
  /// C_SignInit and C_Sign. A key that wants the PIN for each signature gets it.
  Result<Bytes> sign(ck_object_handle_t key, ck_mechanism_type_t mechanism, ByteView data) const;

 private:
  Pkcs11Session(const ck_function_list& api, PasswordSource pin)
      : api_(api), pin_(std::move(pin)) {}
  Status start();
  Result<ck_slot_id_t> choose_slot(const Pkcs11Uri& uri) const;
  Result<bool> fits(const Pkcs11Uri& uri, ck_slot_id_t slot) const;
  Status login(ck_slot_id_t slot);
  Status login_as(ck_user_type_t user) const;

  const ck_function_list& api_;
  PasswordSource pin_;
  ck_session_handle_t session_ = 0;
  bool started_ = false;
  bool keypad_ = false;  ///< the token asks for its PIN itself
};

}  // namespace igp::crypto
