// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/merkle.h"

#include "crypto/digest.h"

namespace igp::crypto {
namespace {

constexpr std::size_t kHashSize = 32;
constexpr std::uint8_t kLeafPrefix[] = {0};
constexpr std::uint8_t kNodePrefix[] = {1};

Bytes value_of(Hasher& hasher) {
  const Digest digest = hasher.finish();
  return {digest.bytes().begin(), digest.bytes().end()};
}

}  // namespace

Bytes merkle_leaf_hash(ByteView entry) {
  Hasher hasher;
  hasher.update(kLeafPrefix);
  hasher.update(entry);
  return value_of(hasher);
}

Bytes merkle_node_hash(ByteView left, ByteView right) {
  Hasher hasher;
  hasher.update(kNodePrefix);
  hasher.update(left);
  hasher.update(right);
  return value_of(hasher);
}

Result<Bytes> merkle_root_from_path(std::int64_t index, std::int64_t size, Bytes leaf_hash,
                                    const std::vector<Bytes>& path) {
  if (index < 0 || index >= size) {
    return fail(ErrorCode::kInclusionInvalid, "log index {} is not in a tree of {} leaves", index,
                size);
  }
  const auto misshapen = [] {
    return fail(ErrorCode::kInclusionInvalid, "inclusion proof has the wrong length");
  };
  // RFC 9162 section 2.1.3.2: fn and sn walk up from the leaf and from the last leaf.
  std::int64_t fn = index;
  std::int64_t sn = size - 1;
  Bytes hash = std::move(leaf_hash);
  for (const Bytes& sibling : path) {
    if (sn == 0 || sibling.size() != kHashSize) return misshapen();
    if ((fn & 1) != 0 || fn == sn) {
      hash = merkle_node_hash(sibling, hash);
      while ((fn & 1) == 0 && fn != 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else {
      hash = merkle_node_hash(hash, sibling);
    }
    fn >>= 1;
    sn >>= 1;
  }
  if (sn != 0) return misshapen();
  return hash;
}

}  // namespace igp::crypto
