// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/merkle.h"

#include <doctest/doctest.h>

#include "base/hex.h"

using namespace igp;
using namespace igp::crypto;

namespace {

Bytes leaf(int i) { return merkle_leaf_hash(as_bytes(std::to_string(i))); }

/// MTH and PATH of RFC 6962 section 2.1, written as the RFC defines them.
std::int64_t split(std::int64_t n) {
  std::int64_t k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}
Bytes root_of(int first, std::int64_t n) {
  if (n == 1) return leaf(first);
  const std::int64_t k = split(n);
  return merkle_node_hash(root_of(first, k), root_of(first + static_cast<int>(k), n - k));
}
std::vector<Bytes> path_of(std::int64_t m, int first, std::int64_t n) {
  if (n == 1) return {};
  const std::int64_t k = split(n);
  std::vector<Bytes> out =
      m < k ? path_of(m, first, k) : path_of(m - k, first + static_cast<int>(k), n - k);
  out.push_back(m < k ? root_of(first + static_cast<int>(k), n - k) : root_of(first, k));
  return out;
}

}  // namespace

TEST_CASE("merkle: the hash of the empty leaf is RFC 6962's") {
  CHECK(encode_hex(merkle_leaf_hash({})) ==
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

TEST_CASE("merkle: every leaf of every tree up to 20 leaves is proven") {
  for (int size = 1; size <= 20; ++size) {
    const Bytes root = root_of(0, size);
    for (int index = 0; index < size; ++index) {
      CAPTURE(size);
      CAPTURE(index);
      const auto path = path_of(index, 0, size);
      CHECK(merkle_root_from_path(index, size, leaf(index), path) == root);
      if (size > 1) {
        const auto elsewhere = merkle_root_from_path((index + 1) % size, size, leaf(index), path);
        CHECK((!elsewhere || *elsewhere != root));
      }
    }
  }
}

TEST_CASE("merkle: refuses paths of the wrong shape and indices outside") {
  const auto path = path_of(2, 0, 5);
  const auto code = [](const Result<Bytes>& result) {
    return result ? ErrorCode::kInternal : result.error().code;
  };
  auto longer = path;
  longer.push_back(leaf(9));
  auto shorter = path;
  shorter.pop_back();
  auto short_hash = path;
  short_hash[0].pop_back();
  for (const auto& bad : {longer, shorter, short_hash}) {
    CHECK(code(merkle_root_from_path(2, 5, leaf(2), bad)) == ErrorCode::kInclusionInvalid);
  }
  CHECK(code(merkle_root_from_path(5, 5, leaf(2), path)) == ErrorCode::kInclusionInvalid);
  CHECK(code(merkle_root_from_path(-1, 5, leaf(2), path)) == ErrorCode::kInclusionInvalid);
  CHECK(code(merkle_root_from_path(0, 0, leaf(0), {})) == ErrorCode::kInclusionInvalid);
}
