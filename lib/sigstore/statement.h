// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Statement: what an in-toto attestation says about which artifacts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/digest.h"

namespace igp::sigstore {

/// An in-toto statement (v0.1 or v1) as far as igpack reads it.
struct Statement {
  std::string predicate_type;
  std::vector<crypto::Digest> subjects;  ///< every SHA-2 digest of every subject
};

/// Parses the payload of an envelope. Fails with kAttestationInvalid.
Result<Statement> parse_statement(std::string_view payload);

}  // namespace igp::sigstore
