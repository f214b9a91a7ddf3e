// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// VerifyPolicy: what the user demands of a bundle.
#pragma once

#include <optional>

#include "crypto/pubkey.h"

namespace igp::sigstore {

struct VerifyPolicy {
  /// Set: the bundle must be signed with this key, whatever the bundle says about keys.
  std::optional<crypto::PublicKey> key;
};

}  // namespace igp::sigstore
