// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Time from a transparency log: the signed entry timestamp of Rekor v1.
#pragma once

#include <optional>

#include "base/result.h"
#include "sigstore/verify/log_entry.h"
#include "sigstore/verify/report.h"

namespace igp::sigstore {

/// The time at which the log took the entry, or nothing where the log signs no time.
/// Fails with kSetInvalid.
Result<std::optional<VerifiedTime>> verify_entry_time(const LogEntry& entry);

}  // namespace igp::sigstore
