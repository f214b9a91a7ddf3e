// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Thresholds: how many different signers stand behind one artifact.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/digest.h"
#include "sigstore/verify/report.h"

namespace igp::sigstore {

/// A bundle that verify_bundle has accepted.
struct Approval {
  std::size_t bundle = 0;      ///< which of the caller's bundles
  std::string signer;          ///< who, as signer_name() says it
  crypto::Digest signing_key;  ///< fingerprint of the key that made the signature
};

/// Who signed, in one text: "key sha256:..." or "IDENTITY (ISSUER)". Equal for equal signers.
std::string signer_name(const Report& report);

/// As many approvals as can be counted, in the order of their bundles: no signer counts twice,
/// however many bundles it has made, and no key counts for two signers.
std::vector<Approval> distinct_approvals(const std::vector<Approval>& approvals);

/// At least `wanted` of `approvals` can be counted. Returns those that are.
/// Fails with kThresholdMissed.
Result<std::vector<Approval>> verify_threshold(const std::vector<Approval>& approvals, int wanted);

}  // namespace igp::sigstore
