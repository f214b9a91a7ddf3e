// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Pkcs11Uri: which key on which token, and how to reach it (RFC 7512).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/secret.h"

namespace igp::crypto {

/// A parsed URI. Attributes that it does not have are unset, and then anything fits them.
struct Pkcs11Uri {
  // What the token and its slot must say of themselves.
  std::optional<std::string> token;
  std::optional<std::string> manufacturer;
  std::optional<std::string> model;
  std::optional<std::string> serial;
  std::optional<std::string> slot_description;
  std::optional<std::string> slot_manufacturer;
  std::optional<std::uint64_t> slot_id;
  // What the key must have.
  std::optional<std::string> object;  ///< its label
  std::optional<Bytes> id;
  // How to get there.
  std::string module_path;  ///< of the PKCS #11 library; empty: not given
  std::string pin_source;   ///< a file; empty: not given
  std::optional<SecretBytes> pin_value;
};

/// Whether `text` has the scheme of a PKCS #11 URI.
bool is_pkcs11_uri(std::string_view text);

/// Parses by the grammar of RFC 7512 section 2.3, every attribute at most once. Attributes after
/// the question mark that are not known are ignored, those before it refused (section 2.3 again):
/// library-*, and types other than "private". pin-source is an absolute path or a file: URI of one.
/// Fails with kUrlInvalid, or kLimitExceeded beyond kPkcs11UriBytes; no message holds a PIN.
Result<Pkcs11Uri> parse_pkcs11_uri(std::string_view text);

}  // namespace igp::crypto
