// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "tuf/client.h"

#include <set>
#include <vector>

#include "base/limits.h"
#include "tuf/encoded_name.h"

namespace igp::tuf {

Status Client::refresh() {
  const auto root = IGP_TRY(store_.load_metadata("root"));
  if (!root) return fail(ErrorCode::kTufMissing, "no trusted root to start from");
  trusted_ = IGP_TRY(TrustedSet::from_root(*root, clock_.now()));
  IGP_CHECK(update_root());
  IGP_CHECK(update_timestamp());
  IGP_CHECK(update_snapshot());
  top_targets_ = IGP_TRY(load_targets("targets", trusted_->root().keys,
                                      trusted_->root().roles.find("targets")->second));
  return {};
}

Status Client::update_root() {
  const Root before = trusted_->root();
  for (int i = 0; i < limits::kTufRootRotations; ++i) {
    const std::string name = fmt::format("{}.root.json", trusted_->root().version + 1);
    const auto text = IGP_TRY(fetcher_.metadata(name, limits::kTufRootBytes));
    if (!text) break;
    IGP_CHECK(trusted_->update_root(*text));
    IGP_CHECK(store_.save_root(trusted_->root().version, *text));
    IGP_CHECK(store_.save_metadata("root", *text));
  }
  // 5.3.11: after a key rotation the local files may be an attacker's fast-forward; without them a
  // lower version is no rollback.
  const auto rotated = [&](const char* role) {
    const Role& old_role = before.roles.find(role)->second;
    const Role& new_role = trusted_->root().roles.find(role)->second;
    return old_role.key_ids != new_role.key_ids || old_role.threshold != new_role.threshold;
  };
  if (rotated("timestamp") || rotated("snapshot")) {
    IGP_CHECK(store_.remove_metadata("timestamp"));
    IGP_CHECK(store_.remove_metadata("snapshot"));
  }
  return trusted_->finish_root();
}

Status Client::update_timestamp() {
  if (const auto local = IGP_TRY(store_.load_metadata("timestamp"))) {
    // A local file that no longer verifies is as good as none: the fresh one decides.
    static_cast<void>(trusted_->update_timestamp(*local, /*local=*/true));
  }
  const auto text = IGP_TRY(fetcher_.metadata("timestamp.json", limits::kTufTimestampBytes));
  if (!text) return fail(ErrorCode::kTufMissing, "the repository has no timestamp");
  const auto outcome = IGP_TRY(trusted_->update_timestamp(*text, /*local=*/false));
  if (outcome == TrustedSet::Outcome::kSame) return {};
  return store_.save_metadata("timestamp", *text);
}

Result<std::string> Client::fetch_metadata(const std::string& role, const FileInfo& info,
                                           std::size_t max_bytes) {
  std::string name = encode_name(role) + ".json";
  if (trusted_->root().consistent_snapshot) name = fmt::format("{}.{}", info.version, name);
  if (info.length) max_bytes = std::min<std::uint64_t>(max_bytes, *info.length);
  auto text = IGP_TRY(fetcher_.metadata(name, max_bytes));
  if (!text) return fail(ErrorCode::kTufMissing, "the repository does not have {}", quote(name));
  return std::move(*text);
}

Status Client::update_snapshot() {
  if (const auto local = IGP_TRY(store_.load_metadata("snapshot"))) {
    if (trusted_->update_snapshot(*local, /*local=*/true)) return {};
  }
  const std::string text = IGP_TRY(
      fetch_metadata("snapshot", trusted_->timestamp()->snapshot, limits::kTufSnapshotBytes));
  IGP_CHECK(trusted_->update_snapshot(text, /*local=*/false));
  return store_.save_metadata("snapshot", text);
}

Result<Targets> Client::load_targets(const std::string& role, const Keys& keys,
                                     const Role& signers) {
  if (const auto local = IGP_TRY(store_.load_metadata(role))) {
    if (auto targets = trusted_->verify_targets(*local, role, keys, signers)) return targets;
  }
  const FileInfo* info = trusted_->targets_info(role);
  if (info == nullptr)
    return fail(ErrorCode::kTufMismatch, "{} is not in the snapshot", quote(role));
  const std::string text = IGP_TRY(fetch_metadata(role, *info, limits::kTufTargetsBytes));
  Targets targets = IGP_TRY(trusted_->verify_targets(text, role, keys, signers));
  IGP_CHECK(store_.save_metadata(role, text));
  return targets;
}

// 5.6.7: depth first, in order of priority; a terminating role that covers the path ends the
// search, and no role is asked twice.
Result<FileInfo> Client::find_target(const std::string& path) {
  struct Visit {
    DelegatedRole role;
    Keys keys;
  };
  std::vector<Visit> stack;
  std::set<std::string> visited = {"targets"};
  const Targets* current = &*top_targets_;
  Targets loaded;
  for (;;) {
    if (const auto found = current->targets.find(path); found != current->targets.end())
      return found->second;
    std::vector<Visit> children;
    for (const DelegatedRole& role : current->delegations) {
      if (!role.covers(path)) continue;
      children.push_back({role, current->delegated_keys});
      if (role.terminating) {
        stack.clear();
        break;
      }
    }
    stack.insert(stack.end(), std::make_move_iterator(children.rbegin()),
                 std::make_move_iterator(children.rend()));
    while (!stack.empty() && visited.contains(stack.back().role.name)) stack.pop_back();
    if (stack.empty())
      return fail(ErrorCode::kTufTargetUnknown, "no role vouches for {}", quote(path));
    if (visited.size() > limits::kTufDelegations) {
      return fail(ErrorCode::kLimitExceeded, "more than {} delegations", limits::kTufDelegations);
    }
    const Visit next = std::move(stack.back());
    stack.pop_back();
    visited.insert(next.role.name);
    loaded = IGP_TRY(load_targets(next.role.name, next.keys, next.role.role));
    current = &loaded;
  }
}

Result<std::string> Client::target(const std::string& path) {
  if (!top_targets_) IGP_CHECK(refresh());
  const FileInfo info = IGP_TRY(find_target(path));
  if (info.unknown_hashes_only || info.hashes.empty()) {
    return fail(ErrorCode::kTufMismatch, "no hash of {} is of a known kind", quote(path));
  }
  if (*info.length > limits::kTufTargetBytes) {
    return fail(ErrorCode::kLimitExceeded, "{} has {} bytes", quote(path), *info.length);
  }
  const auto max_bytes = static_cast<std::size_t>(*info.length);
  if (auto local = IGP_TRY(store_.load_target(path, limits::kTufTargetBytes))) {
    if (check_file(info, *local, path)) return std::move(*local);
  }
  auto content = IGP_TRY(fetcher_.target(
      target_url_path(path, info.hashes.front(), trusted_->root().consistent_snapshot), max_bytes));
  if (!content) return fail(ErrorCode::kTufMissing, "the repository does not have {}", quote(path));
  IGP_CHECK(check_file(info, *content, path));
  IGP_CHECK(store_.save_target(path, *content));
  return std::move(*content);
}

}  // namespace igp::tuf
