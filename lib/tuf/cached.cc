// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "tuf/cached.h"

#include "base/limits.h"

namespace igp::tuf {
namespace {

/// The newest root that `store` can prove from `trusted_root`.
Result<std::string> newest_root(Store& store, std::string_view trusted_root) {
  // Roots are not judged by their expiry before the newest one is known (section 5.3.10).
  TrustedSet trusted = IGP_TRY(TrustedSet::from_root(trusted_root, 0));
  std::string newest(trusted_root);
  for (int i = 0; i < limits::kTufRootRotations; ++i) {
    auto next = IGP_TRY(store.load_root(trusted.root().version + 1));
    if (!next || !trusted.update_root(*next)) break;
    newest = std::move(*next);
  }
  return newest;
}

/// What a store holds, as a store that starts from a given root and keeps nothing.
class ReadOnlyStore final : public Store {
 public:
  ReadOnlyStore(Store& store, std::string root) : store_(store), root_(std::move(root)) {}

  Result<std::optional<std::string>> load_metadata(std::string_view role) override {
    if (role == Root::kType) return std::optional(root_);
    return store_.load_metadata(role);
  }
  Status save_metadata(std::string_view, std::string_view) override { return {}; }
  Status remove_metadata(std::string_view) override { return {}; }
  Result<std::optional<std::string>> load_root(std::int64_t version) override {
    return store_.load_root(version);
  }
  Status save_root(std::int64_t, std::string_view) override { return {}; }
  Result<std::optional<std::string>> load_target(std::string_view path,
                                                 std::size_t max_bytes) override {
    return store_.load_target(path, max_bytes);
  }
  Status save_target(std::string_view, std::string_view) override { return {}; }

 private:
  Store& store_;
  std::string root_;
};

/// A repository that has nothing but the timestamp of the last refresh: with it the client's own
/// workflow verifies what is in the store, and asks for whatever does not hold.
class LastTimestamp final : public Fetcher {
 public:
  explicit LastTimestamp(std::string timestamp) : timestamp_(std::move(timestamp)) {}

  Result<std::optional<std::string>> metadata(const std::string& name,
                                              std::size_t max_bytes) override {
    if (name != "timestamp.json") return std::optional<std::string>();
    if (timestamp_.size() > max_bytes)
      return fail(ErrorCode::kLimitExceeded, "the cached timestamp is too large");
    return std::optional(timestamp_);
  }
  Result<std::optional<std::string>> target(const std::string&, std::size_t) override {
    return std::optional<std::string>();
  }

 private:
  std::string timestamp_;
};

Result<TrustedTarget> take_target(Client& client, const std::string& path) {
  TrustedTarget out;
  out.content = IGP_TRY(client.target(path));
  out.current_until = client.timestamp().expires;
  return out;
}

}  // namespace

Result<TrustedTarget> refresh_target(Fetcher& fetcher, Store& store, const Clock& clock,
                                     std::string_view trusted_root, const std::string& path) {
  IGP_CHECK(store.save_metadata(Root::kType, IGP_TRY(newest_root(store, trusted_root))));
  Client client(fetcher, store, clock);
  return take_target(client, path);
}

Result<std::optional<TrustedTarget>> load_cached_target(Store& store, std::string_view trusted_root,
                                                        const std::string& path) {
  auto timestamp = IGP_TRY(store.load_metadata(Timestamp::kType));
  if (!timestamp) return std::optional<TrustedTarget>();
  ReadOnlyStore cache(store, IGP_TRY(newest_root(store, trusted_root)));
  LastTimestamp repository(std::move(*timestamp));
  const FixedClock before_all_expiry(INT64_MIN);
  Client client(repository, cache, before_all_expiry);
  auto found = take_target(client, path);
  // What the client would now ask a repository for is missing from the cache or does not verify.
  if (!found && found.error().code == ErrorCode::kTufMissing)
    return fail(ErrorCode::kTufMismatch, "what is cached does not prove {}", quote(path));
  return std::optional(IGP_TRY(std::move(found)));
}

}  // namespace igp::tuf
