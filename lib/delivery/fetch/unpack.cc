// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/fetch/unpack.h"

#include <unistd.h>

#include <algorithm>

#include "archive/extract.h"
#include "archive/foreign_reader.h"
#include "base/io/fd.h"
#include "base/io/file.h"
#include "pack/layout.h"
#include "pack/read.h"

namespace igp::delivery {
namespace {

constexpr std::string_view kName = "the pack";

/// Remembers every file with its digest.
class Recorder final : public archive::EntryHandler {
 public:
  Status on_entry(const archive::Entry& entry) override {
    close();
    if (entry.path.first_component() == kRecordName) {
      return fail(ErrorCode::kArchiveUnsafe, "the pack has an entry {}, a name that igpack keeps",
                  quote(kRecordName));
    }
    if (!entry.is_directory) open_ = entry;
    return {};
  }
  Status on_data(ByteView bytes) override {
    hasher_.update(bytes);
    return {};
  }
  std::vector<PackFile> take() {
    close();
    return std::move(files_);
  }

 private:
  void close() {
    if (!open_) return;
    files_.push_back({.path = open_->path, .size = open_->size, .digest = hasher_.finish()});
    hasher_ = crypto::Hasher();
    open_.reset();
  }

  std::optional<archive::Entry> open_;
  crypto::Hasher hasher_;
  std::vector<PackFile> files_;
};

Status read_canonical(int fd, archive::EntryHandler& handler) {
  pack::PackReader reader(handler);
  IGP_CHECK(stream_fd(fd, kName, [&](ByteView bytes) { return reader.feed(bytes); }));
  return reader.finish();
}

Status read_other(int fd, archive::EntryHandler& handler) {
  const archive::ByteSource source = [fd](std::span<std::uint8_t> out) -> Result<std::size_t> {
    for (;;) {
      const ssize_t got = ::read(fd, out.data(), out.size());
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) return Fail(errno_error("read", kName));
    }
  };
  return archive::read_foreign(source, handler);
}

Status read_as(ArchiveForm form, int fd, archive::EntryHandler& handler) {
  if (::lseek(fd, 0, SEEK_SET) != 0) return Fail(errno_error("read", kName));
  return form == ArchiveForm::kCanonical ? read_canonical(fd, handler) : read_other(fd, handler);
}

Result<CheckedArchive> check_as(ArchiveForm form, int fd) {
  Recorder recorder;
  IGP_CHECK(read_as(form, fd, recorder));
  CheckedArchive checked{.form = form, .files = recorder.take()};
  // An archive from which nothing comes must not pass as an installed policy.
  const bool has_policy = std::ranges::any_of(checked.files, [&](const PackFile& file) {
    return form == ArchiveForm::kForeign || file.path.first_component() == pack::kParts[0];
  });
  if (!has_policy) return fail(ErrorCode::kArchiveMalformed, "the pack holds no policy");
  return checked;
}

}  // namespace

Result<CheckedArchive> check_archive(int fd, bool allow_foreign) {
  auto canonical = check_as(ArchiveForm::kCanonical, fd);
  if (canonical) return canonical;
  if (allow_foreign) return check_as(ArchiveForm::kForeign, fd);
  if (canonical.error().code == ErrorCode::kArchiveMalformed) {
    canonical.error().hint = "--allow-foreign reads archives that other tools have made";
  }
  return canonical;
}

Status extract_archive(int fd, ArchiveForm form, int root, std::span<const SyncItem> also) {
  archive::DirectoryExtractor extractor(root);
  IGP_CHECK(read_as(form, fd, extractor));
  return extractor.finish(also);
}

}  // namespace igp::delivery
