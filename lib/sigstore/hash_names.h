// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Hash algorithms as Sigstore's protobuf messages name them.
#pragma once

#include <optional>
#include <string_view>

#include "crypto/digest.h"

namespace igp::sigstore {

/// "SHA2_256", "SHA2_384", "SHA2_512".
constexpr std::string_view proto_name_of(crypto::HashAlgorithm algorithm) {
  switch (algorithm) {
    case crypto::HashAlgorithm::kSha256:
      return "SHA2_256";
    case crypto::HashAlgorithm::kSha384:
      return "SHA2_384";
    case crypto::HashAlgorithm::kSha512:
      return "SHA2_512";
  }
  return "";
}

/// The reverse; nothing for any other name.
constexpr std::optional<crypto::HashAlgorithm> parse_proto_hash(std::string_view name) {
  for (const auto algorithm : {crypto::HashAlgorithm::kSha256, crypto::HashAlgorithm::kSha384,
                               crypto::HashAlgorithm::kSha512}) {
    if (proto_name_of(algorithm) == name) return algorithm;
  }
  return std::nullopt;
}

}  // namespace igp::sigstore
