// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The form of a bundle: what must and must not be in it before anything is worth checking.
#pragma once

#include "base/result.h"
#include "crypto/certificate.h"
#include "sigstore/bundle.h"

namespace igp::sigstore {

/// Every log entry brings the proof that the format demands, nothing is there twice, and no root
/// certificate is among `certificates`, which are the bundle's. Fails with kTlogMissing or
/// kBundleMalformed.
Status verify_form(const Bundle& bundle, const std::vector<crypto::Certificate>& certificates);

}  // namespace igp::sigstore
