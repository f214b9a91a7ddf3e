// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Merkle trees of transparency logs (RFC 6962 section 2.1, RFC 9162 section 2.1.3), with SHA-256.
#pragma once

#include <cstdint>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace igp::crypto {

/// The hash of a leaf: SHA-256(0x00 || entry).
Bytes merkle_leaf_hash(ByteView entry);

/// The hash of an inner node: SHA-256(0x01 || left || right).
Bytes merkle_node_hash(ByteView left, ByteView right);

/// The root that the inclusion proof `path` leads to from the leaf `index` of a tree of `size`
/// leaves. Fails with kInclusionInvalid when the index is outside or the path has the wrong shape.
Result<Bytes> merkle_root_from_path(std::int64_t index, std::int64_t size, Bytes leaf_hash,
                                    const std::vector<Bytes>& path);

}  // namespace igp::crypto
