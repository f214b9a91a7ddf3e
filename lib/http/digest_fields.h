// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Digests in header fields: RFC 9530's, and the older form of the pack contract.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crypto/digest.h"

namespace igp::http {

/// "sha-256=<hex>", the value of the contract's `Digest` field. (RFC 3230 wanted base64; clients of
/// the contract compare with sha256sum's output.)
std::string encode_digest_field(const crypto::Digest& digest);

/// The SHA-2 digests in a `Digest` field: a comma-separated list of algorithm=value whose values
/// may be hexadecimal (the contract) or base64 (RFC 3230). Other algorithms are skipped. Fails with
/// kHttpAnswerInvalid when the list is malformed or names no SHA-2 digest.
Result<std::vector<crypto::Digest>> parse_digest_field(std::string_view value);

/// "sha-256=:<base64>:", the value of `Repr-Digest` and `Content-Digest` (RFC 9530 section 2).
std::string encode_repr_digest(const crypto::Digest& digest);

/// The SHA-2 digests in a `Repr-Digest` or `Content-Digest` field: a dictionary of byte sequences
/// (RFC 9651). Other algorithms are skipped; of a repeated key the last counts. Stricter than RFC
/// 9651: parameters, which RFC 9530 does not define, are refused. Fails with kHttpAnswerInvalid.
Result<std::vector<crypto::Digest>> parse_repr_digest(std::string_view value);

}  // namespace igp::http
