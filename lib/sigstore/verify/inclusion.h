// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The proof that an entry is in its log.
#pragma once

#include "base/result.h"
#include "sigstore/verify/log_entry.h"

namespace igp::sigstore {

/// The entry's body is in the tree whose head its log signed, and the copies of authenticated
/// numbers that stand beside the proof agree with it. An entry without proof passes (verify_form
/// says where one is needed). Bundle 0.1 allowed proofs without checkpoint beside the log's
/// promise: such a proof must at least agree with itself. Fails with kInclusionInvalid or
/// kCheckpointInvalid.
Status verify_inclusion(const LogEntry& entry, BundleFormat format);

}  // namespace igp::sigstore
