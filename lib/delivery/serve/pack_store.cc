// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/serve/pack_store.h"

#include <algorithm>

#include "base/io/file.h"
#include "base/limits.h"

namespace igp::delivery {
namespace {

/// A build that failed is not tried again for this long, however many ask.
constexpr UnixNanos kBuildPause = kNanosPerSecond;
/// How often files that change under our hands are read anew.
constexpr int kReadAttempts = 5;

}  // namespace

PackStore::PackStore(PackStoreOptions options, const Clock& clock, Diag& diag)
    : options_(std::move(options)), clock_(clock), diag_(diag) {}

bool PackStore::Stamp::settled(UnixNanos now) const {
  return tar.settled(now) && manifest.settled(now) && bundle.settled(now);
}

PackStore::Stamp PackStore::stamp_of(const PackFiles& files) {
  return {.tar = file_state(files.tar),
          .manifest = file_state(files.manifest),
          .bundle = file_state(files.bundle)};
}

std::shared_ptr<PackStore::Entry> PackStore::entry_of(const std::string& id) {
  const std::lock_guard lock(mutex_);
  std::shared_ptr<Entry>& entry = entries_[id];
  if (!entry) entry = std::make_shared<Entry>();
  return entry;
}

std::optional<PackState> PackStore::cached(Entry& entry, const Stamp& stamp) {
  const std::lock_guard lock(entry.mutex);
  if (!entry.state || !entry.settled || entry.stamp != stamp) return std::nullopt;
  if (entry.state->kind == PackState::Kind::kNotBuilt && options_.build &&
      clock_.now() > entry.build_failed_at + kBuildPause) {
    return std::nullopt;
  }
  return entry.state;
}

std::optional<PackState> PackStore::current(const std::string& id) {
  const auto files = PackFiles::of(id, options_.roots);
  if (!files) return PackState{};
  std::shared_ptr<Entry> entry;
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(id);
    if (found == entries_.end()) return std::nullopt;
    entry = found->second;
  }
  return cached(*entry, stamp_of(*files));
}

PackState PackStore::load(const std::string& id) {
  const auto files = PackFiles::of(id, options_.roots);
  // An id without files gets no entry: clients may ask for any number of them.
  if (!files || (!file_state(files->source).exists && !file_state(files->tar).exists)) return {};
  const std::shared_ptr<Entry> entry = entry_of(id);
  const std::lock_guard loading(entry->load_mutex);
  Stamp stamp = stamp_of(*files);
  if (auto state = cached(*entry, stamp)) return *state;
  if (!stamp.tar.exists && options_.build) {
    build(*entry, *files);
    stamp = stamp_of(*files);
  }
  for (int attempt = 1;; ++attempt) {
    const bool settled = stamp.settled(clock_.now());
    PackState state = read(*files, stamp);
    const Stamp after = stamp_of(*files);
    if (after != stamp && attempt < kReadAttempts) {
      stamp = after;
      continue;
    }
    const std::lock_guard lock(entry->mutex);
    entry->state = state;
    entry->stamp = stamp;
    entry->settled = settled && after == stamp;
    return state;
  }
}

void PackStore::build(Entry& entry, const PackFiles& files) {
  {
    const std::lock_guard lock(entry.mutex);
    if (clock_.now() <= entry.build_failed_at + kBuildPause) return;
  }
  const Status built = options_.build(files);
  if (built) {
    diag_.note(fmt::format("{}: built", files.id));
    return;
  }
  diag_.warn(fmt::format("{}: build failed: {}", files.id, built.error().text()));
  const std::lock_guard lock(entry.mutex);
  entry.build_failed_at = clock_.now();
}

PackState PackStore::read(const PackFiles& files, const Stamp& stamp) {
  if (!stamp.tar.exists) return {.kind = PackState::Kind::kNotBuilt, .snapshot = nullptr};
  auto snapshot = read_snapshot(files, stamp);
  if (!snapshot) {
    diag_.warn(fmt::format("{}: not served: {}", files.id, snapshot.error().text()));
    return {.kind = PackState::Kind::kInconsistent, .snapshot = nullptr};
  }
  diag_.note(fmt::format("{}: serving {}", files.id, snapshot->digest.str()));
  return {.kind = PackState::Kind::kServed,
          .snapshot = std::make_shared<const PackSnapshot>(*std::move(snapshot))};
}

Result<PackSnapshot> PackStore::read_snapshot(const PackFiles& files, const Stamp& stamp) {
  HashedTar tar(IGP_TRY(read_file(files.tar, options_.max_pack_bytes)));
  IGP_CHECK(check_manifest(IGP_TRY(read_file(files.manifest, limits::kManifestBytes)), tar));
  SnapshotInput input{.tar = std::move(tar), .inline_bundle = options_.inline_bundle};
  // RFC 9110 section 8.8.2.1: Last-Modified is never later than Date.
  const std::int64_t now = clock_.now() / kNanosPerSecond;
  input.tar_modified = std::min(stamp.tar.modified / kNanosPerSecond, now);
  input.bundle_modified = std::min(stamp.bundle.modified / kNanosPerSecond, now);
  if (stamp.bundle.exists) {
    auto bundle = read_file(files.bundle, limits::kBundleBytes);
    if (bundle) {
      input.bundle = *std::move(bundle);
    } else {
      diag_.warn(fmt::format("{}: no attestation: {}", files.id, bundle.error().text()));
    }
  }
  return make_snapshot(files.id, std::move(input), diag_);
}

}  // namespace igp::delivery
