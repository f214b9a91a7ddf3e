// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// LogEntry: an entry of the bundle together with its parsed body and its log in the trust root.
#pragma once

#include <optional>

#include "base/result.h"
#include "crypto/pubkey.h"
#include "sigstore/artifact.h"
#include "sigstore/bundle.h"
#include "sigstore/log_body.h"
#include "sigstore/trust_root.h"
#include "sigstore/verify/report.h"

namespace igp::sigstore {

struct LogEntry {
  const TlogEntry* entry;
  LogBody body;
  const LogInstance* log;
  KeyWithHash log_key;
};

/// Finds the log and reads the body, whose kind must be what the bundle says. `times` have been
/// established already.
/// Fails with kLogUnknown, kTlogEntryMismatch, kKeyMalformed or kKeyUnsupported.
Result<LogEntry> resolve_entry(const TlogEntry& entry, const TrustRoot& root,
                               const std::vector<VerifiedTime>& times);

/// The entry is about the bundle's artifact or payload, its signature bytes and its signer: the
/// certificate byte for byte, or `key` itself, of the type that the log was told.
/// Fails with kTlogEntryMismatch, or kKeyMalformed and kKeyUnsupported for that type.
Status verify_entry_content(const LogEntry& entry, const Bundle& bundle, const Artifact& artifact,
                            const crypto::PublicKey& key);

}  // namespace igp::sigstore
