// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "tuf/trusted_set.h"

#include "base/rfc3339.h"

namespace igp::tuf {
namespace {

template <class T>
Status verify_by_root(const Unverified<T>& file, const Root& root) {
  return verify_threshold(file.signed_bytes, file.signatures, root.keys,
                          root.roles.find(T::kType)->second, T::kType);
}

Error rollback(std::string_view what, std::int64_t from, std::int64_t to) {
  return error(ErrorCode::kTufRollback, "{} goes back from version {} to {}", quote(what), from,
               to);
}

}  // namespace

Result<TrustedSet> TrustedSet::from_root(std::string_view text, UnixNanos now) {
  Unverified<Root> file = IGP_TRY(parse_root(text));
  IGP_CHECK(verify_by_root(file, file.value));
  return TrustedSet(std::move(file.value), now);
}

Status TrustedSet::update_root(std::string_view text) {
  Unverified<Root> file = IGP_TRY(parse_root(text));
  IGP_CHECK(verify_by_root(file, root_));       // 5.3.4: the old root vouches for the new one
  IGP_CHECK(verify_by_root(file, file.value));  // and the new one for itself
  if (file.value.version != root_.version + 1) {
    return fail(ErrorCode::kTufRollback, "root version {} does not follow {}", file.value.version,
                root_.version);
  }
  root_ = std::move(file.value);
  return {};
}

Status TrustedSet::check_not_expired(const Common& metadata, std::string_view what) const {
  if (metadata.expires > now_) return {};
  return fail(ErrorCode::kTufExpired, "{} version {} expired at {}", quote(what), metadata.version,
              format_rfc3339(metadata.expires));
}

Status TrustedSet::finish_root() const { return check_not_expired(root_, "root"); }

Result<TrustedSet::Outcome> TrustedSet::update_timestamp(std::string_view text, bool local) {
  Unverified<Timestamp> file = IGP_TRY(parse_timestamp(text));
  IGP_CHECK(verify_by_root(file, root_));
  if (timestamp_) {
    if (file.value.version < timestamp_->version) {
      return Fail(rollback("timestamp", timestamp_->version, file.value.version));
    }
    // 5.4.3.1: the same version again: what is trusted stays, and it must not have expired.
    if (file.value.version == timestamp_->version) {
      IGP_CHECK(check_not_expired(*timestamp_, "timestamp"));
      return Outcome::kSame;
    }
    if (file.value.snapshot.version < timestamp_->snapshot.version) {
      return Fail(rollback("snapshot", timestamp_->snapshot.version, file.value.snapshot.version));
    }
  }
  if (!local) IGP_CHECK(check_not_expired(file.value, "timestamp"));
  timestamp_ = std::move(file.value);
  return Outcome::kUpdated;
}

Status TrustedSet::check_snapshot_rollback(const Snapshot& fresh) const {
  if (!snapshot_) return {};
  for (const auto& [name, old] : snapshot_->meta) {
    const auto found = fresh.meta.find(name);
    if (found == fresh.meta.end()) {
      return fail(ErrorCode::kTufRollback, "{} is no longer in the snapshot", quote(name));
    }
    if (found->second.version < old.version) {
      return Fail(rollback(name, old.version, found->second.version));
    }
  }
  return {};
}

Status TrustedSet::update_snapshot(std::string_view text, bool local) {
  const FileInfo& want = timestamp_->snapshot;
  if (!local) IGP_CHECK(check_file(want, text, "snapshot"));
  Unverified<Snapshot> file = IGP_TRY(parse_snapshot(text));
  IGP_CHECK(verify_by_root(file, root_));
  if (!local && file.value.version != want.version) {
    return fail(ErrorCode::kTufMismatch, "snapshot has version {}, the timestamp says {}",
                file.value.version, want.version);
  }
  IGP_CHECK(check_snapshot_rollback(file.value));
  if (!local) IGP_CHECK(check_not_expired(file.value, "snapshot"));
  snapshot_ = std::move(file.value);
  if (local && snapshot_->version != want.version) {
    return fail(ErrorCode::kTufMismatch, "the local snapshot is not the current one");
  }
  return local ? check_not_expired(*snapshot_, "snapshot") : Status{};
}

const Snapshot* TrustedSet::snapshot() const {
  return snapshot_ && snapshot_->version == timestamp_->snapshot.version ? &*snapshot_ : nullptr;
}

const FileInfo* TrustedSet::targets_info(std::string_view role) const {
  const Snapshot* current = snapshot();
  if (current == nullptr) return nullptr;
  const auto found = current->meta.find(fmt::format("{}.json", role));
  return found == current->meta.end() ? nullptr : &found->second;
}

Result<Targets> TrustedSet::verify_targets(std::string_view text, std::string_view role,
                                           const Keys& keys, const Role& signers) const {
  const FileInfo* want = targets_info(role);
  if (want == nullptr)
    return fail(ErrorCode::kTufMismatch, "{} is not in the snapshot", quote(role));
  IGP_CHECK(check_file(*want, text, role));
  Unverified<Targets> file = IGP_TRY(parse_targets(text));
  IGP_CHECK(verify_threshold(file.signed_bytes, file.signatures, keys, signers, role));
  if (file.value.version != want->version) {
    return fail(ErrorCode::kTufMismatch, "{} has version {}, the snapshot says {}", quote(role),
                file.value.version, want->version);
  }
  IGP_CHECK(check_not_expired(file.value, role));
  return std::move(file.value);
}

}  // namespace igp::tuf
