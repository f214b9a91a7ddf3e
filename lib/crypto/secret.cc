// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/secret.h"

#include <openssl/crypto.h>

namespace igp::crypto {

SecretBytes::~SecretBytes() { wipe(bytes_.data(), bytes_.size()); }

void wipe(void* data, std::size_t size) { OPENSSL_cleanse(data, size); }

}  // namespace igp::crypto
