// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// One target of one repository across runs: refreshed when there is a network, or taken from what
// an earlier refresh has left. A store is outside input: whatever comes from it is verified from a
// root that the caller trusts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tuf/client.h"

namespace igp::tuf {

/// A target, verified from the trusted root on.
struct TrustedTarget {
  std::string content;
  /// Until when the repository vouched for its state: the timestamp's expiry.
  UnixNanos current_until = 0;
};

/// Brings `store` up to date and returns the target at `path` (specification section 5). Of the
/// store only those roots count that lead on from `trusted_root` without a gap.
/// Fails as Client::target.
Result<TrustedTarget> refresh_target(Fetcher& fetcher, Store& store, const Clock& clock,
                                     std::string_view trusted_root, const std::string& path);

/// The target at `path` as an earlier refresh left it, verified again: every root from
/// `trusted_root` on, all signatures, versions and hashes. Expiry does not count, since nothing
/// newer can be had; the caller judges current_until. Nothing when the store has no metadata.
/// Fails as Client::target, with kTufMismatch for what is incomplete. Fetches and changes nothing.
Result<std::optional<TrustedTarget>> load_cached_target(Store& store, std::string_view trusted_root,
                                                        const std::string& path);

}  // namespace igp::tuf
