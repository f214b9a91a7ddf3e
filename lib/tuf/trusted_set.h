// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// TrustedSet: the metadata that have been verified so far, and the rules by which more become
// trusted (TUF specification section 5.3 to 5.6). It does no input or output.
#pragma once

#include <optional>
#include <string_view>

#include "tuf/metadata.h"

namespace igp::tuf {

/// Metadata enter only through the update functions, in the order root, timestamp, snapshot,
/// targets; each function checks everything that the specification demands of its step.
class TrustedSet {
 public:
  /// Starts from a root that the caller trusts (section 5.2); it must be signed by its own keys.
  static Result<TrustedSet> from_root(std::string_view text, UnixNanos now);

  /// Accepts the root with the next version. Fails with kTufMalformed, kTufSignature, kTufRollback.
  Status update_root(std::string_view text);

  /// Section 5.3.10: no newer root exists, so this one must not have expired.
  Status finish_root() const;

  /// What a timestamp update did.
  enum class Outcome { kUpdated, kSame };

  /// Fails with kTufSignature, kTufRollback or kTufExpired. An expired local file is kept for
  /// rollback checks: pass `local`.
  Result<Outcome> update_timestamp(std::string_view text, bool local);
  /// With `local`, hash and length are not checked, and another version than the timestamp's is
  /// kept for rollback checks only and reported as kTufMismatch.
  Status update_snapshot(std::string_view text, bool local);
  /// Verifies the file of `role` under its delegator ("root" for "targets") and returns it.
  Result<Targets> verify_targets(std::string_view text, std::string_view role, const Keys& keys,
                                 const Role& signers) const;

  [[nodiscard]] const Root& root() const { return root_; }
  [[nodiscard]] const std::optional<Timestamp>& timestamp() const { return timestamp_; }
  /// The snapshot, once it is the one of the timestamp.
  [[nodiscard]] const Snapshot* snapshot() const;
  [[nodiscard]] const FileInfo* targets_info(std::string_view role) const;

 private:
  TrustedSet(Root root, UnixNanos now) : root_(std::move(root)), now_(now) {}
  Status check_not_expired(const Common& metadata, std::string_view what) const;
  Status check_snapshot_rollback(const Snapshot& fresh) const;

  Root root_;
  std::optional<Timestamp> timestamp_;
  std::optional<Snapshot> snapshot_;
  UnixNanos now_;
};

}  // namespace igp::tuf
