// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/verify/form.h"

#include <algorithm>

#include "sigstore/verify/check.h"

namespace igp::sigstore {
namespace {

Status demand(bool holds, ErrorCode code, std::string_view otherwise) {
  if (holds) return {};
  return fail(code, "{}", otherwise);
}

Status verify_proofs(const Bundle& bundle) {
  const bool by_promise =
      bundle.format == BundleFormat::kLegacyCosign || bundle.format == BundleFormat::kV01;
  for (const TlogEntry& entry : bundle.tlog_entries) {
    if (by_promise) {
      IGP_CHECK(require(Check::kPromisePresent,
                        demand(!entry.signed_entry_timestamp.empty(), ErrorCode::kTlogMissing,
                               "log entry has no signed entry timestamp")));
    } else {
      IGP_CHECK(require(Check::kProofPresent,
                        demand(entry.inclusion_proof.has_value(), ErrorCode::kTlogMissing,
                               "log entry has no inclusion proof")));
    }
  }
  return {};
}

bool same_entry(const TlogEntry& a, const TlogEntry& b) {
  return a.canonicalized_body == b.canonicalized_body ||
         (a.log_id == b.log_id && a.log_index == b.log_index);
}

Status verify_distinct(const Bundle& bundle) {
  const auto& entries = bundle.tlog_entries;
  for (auto it = entries.begin(); it != entries.end(); ++it) {
    // The same body in two logs is two entries; twice in one log it counts once, so it is refused.
    const auto repeats = [&](const TlogEntry& other) {
      return it->log_id == other.log_id && same_entry(*it, other);
    };
    IGP_CHECK(require(Check::kDistinctEntries,
                      demand(std::find_if(it + 1, entries.end(), repeats) == entries.end(),
                             ErrorCode::kBundleMalformed, "two log entries are the same")));
  }
  const auto& stamps = bundle.timestamps;
  for (auto it = stamps.begin(); it != stamps.end(); ++it) {
    IGP_CHECK(require(Check::kDistinctTimestamps,
                      demand(std::find(it + 1, stamps.end(), *it) == stamps.end(),
                             ErrorCode::kBundleMalformed, "two timestamps are the same")));
  }
  return {};
}

}  // namespace

Status verify_form(const Bundle& bundle, const std::vector<crypto::Certificate>& certificates) {
  IGP_CHECK(verify_proofs(bundle));
  IGP_CHECK(verify_distinct(bundle));
  for (const crypto::Certificate& certificate : certificates) {
    IGP_CHECK(require(Check::kNoRootInBundle,
                      demand(!certificate.self_issued(), ErrorCode::kBundleMalformed,
                             "bundle contains a root certificate")));
  }
  return {};
}

}  // namespace igp::sigstore
