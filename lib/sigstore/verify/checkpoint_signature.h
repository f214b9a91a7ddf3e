// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The log's signature under a checkpoint.
#pragma once

#include "base/result.h"
#include "sigstore/checkpoint.h"
#include "sigstore/trust_root.h"

namespace igp::sigstore {

/// The checkpoint is of `log` and has its signature among its signature lines; lines of others
/// (witnesses, other keys) are ignored. Fails with kCheckpointInvalid.
Status verify_checkpoint(const Checkpoint& checkpoint, const LogInstance& log,
                         const KeyWithHash& key);

}  // namespace igp::sigstore
