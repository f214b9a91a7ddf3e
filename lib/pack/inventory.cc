// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "pack/inventory.h"

#include <optional>

#include "base/hex.h"
#include "base/io/file.h"
#include "crypto/mac.h"
#include "pack/read.h"

namespace igp::pack {
namespace {

/// Hashes each file as it goes by.
class Recorder final : public archive::EntryHandler {
 public:
  Status on_entry(const archive::Entry& entry) override {
    close_file();
    if (!entry.is_directory) open_.emplace(entry.path.str());
    return {};
  }

  Status on_data(ByteView bytes) override {
    open_->sha256.update(bytes);
    open_->sha1.update(bytes);
    return {};
  }

  std::vector<InventoryFile> take() {
    close_file();
    return std::move(files_);
  }

 private:
  struct OpenFile {
    explicit OpenFile(std::string name) : path(std::move(name)) {}
    std::string path;
    crypto::Hasher sha256;
    crypto::PlainHasher sha1{crypto::PlainHash::kSha1};
  };

  void close_file() {
    if (!open_) return;
    files_.push_back({.path = std::move(open_->path),
                      .sha256 = open_->sha256.finish(),
                      .sha1 = encode_hex(open_->sha1.finish())});
    open_.reset();
  }

  std::optional<OpenFile> open_;
  std::vector<InventoryFile> files_;
};

}  // namespace

Result<Inventory> take_inventory(int fd, const std::string& name) {
  Recorder recorder;
  PackReader reader(recorder);
  crypto::Hasher hasher;
  auto read = stream_fd(fd, name, [&](ByteView bytes) -> Status {
    hasher.update(bytes);
    return reader.feed(bytes);
  });
  if (!read) return Fail(std::move(read).error().in(quote(name)));
  if (Status finished = reader.finish(); !finished)
    return Fail(std::move(finished).error().in(quote(name)));
  return Inventory{.sha256 = hasher.finish(), .files = recorder.take()};
}

}  // namespace igp::pack
