// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Hashes and HMACs (RFC 2104) for Rego, MD5 and SHA-1 among them: never for trust decisions here.
#pragma once

#include <cstdint>

#include "base/bytes.h"

namespace igp::crypto {

enum class PlainHash : std::uint8_t { kMd5, kSha1, kSha256, kSha512 };

Bytes plain_hash(PlainHash hash, ByteView text);
Bytes hmac(PlainHash hash, ByteView key, ByteView text);

}  // namespace igp::crypto
