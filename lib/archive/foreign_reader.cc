// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "archive/foreign_reader.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>

#include "archive/foreign_stream.h"
#include "archive/gnu_header.h"
#include "archive/libarchive_api.h"
#include "base/unicode_fold.h"

namespace igp::archive {
namespace {

constexpr std::size_t kPieceBytes = 64 * limits::kKiB;

/// Knows every path so far; entries of foreign archives come in any order.
class PathSet {
 public:
  PathSet(EntryHandler& handler, const ArchiveLimits& limits)
      : handler_(handler), limits_(limits) {}

  /// Adds the entry and the directories on the way to it, and tells the handler of each new one.
  Status add(const Entry& entry) {
    const std::string& path = entry.path.str();
    for (std::size_t slash = path.find('/'); slash != std::string::npos;
         slash = path.find('/', slash + 1)) {
      auto parent_path = IGP_TRY(CanonicalPath::parse(path.substr(0, slash)));
      const Entry parent{.path = std::move(parent_path), .is_directory = true};
      IGP_CHECK(add_one(parent, /*may_exist=*/true));
    }
    // Two entries for one directory say the same; tools that append to archives write them.
    return add_one(entry, /*may_exist=*/entry.is_directory);
  }

 private:
  struct Known {
    std::string path;
    bool is_directory;
  };

  Status add_one(const Entry& entry, bool may_exist) {
    const std::string& path = entry.path.str();
    const auto [known, is_new] =
        known_.emplace(collision_key(path), Known{path, entry.is_directory});
    if (is_new) {
      if (known_.size() > limits_.entries) {
        return fail(ErrorCode::kLimitExceeded, "archive has more than {} entries", limits_.entries);
      }
      return handler_.on_entry(entry);
    }
    if (known->second.path != path) {
      return fail(ErrorCode::kArchiveUnsafe,
                  "{}: differs from {} only in letter case or Unicode form", quote(path),
                  quote(known->second.path));
    }
    if (!may_exist || !known->second.is_directory) {
      return fail(ErrorCode::kArchiveUnsafe, "{}: duplicate entry", quote(path));
    }
    return {};
  }

  EntryHandler& handler_;
  const ArchiveLimits& limits_;
  std::map<std::string, Known> known_;
};

class ForeignReader {
 public:
  ForeignReader(const LibarchiveApi& api, const ByteSource& source, EntryHandler& handler,
                const ForeignOptions& options)
      : api_(api),
        expander_(api, source),
        tar_([this](std::span<std::uint8_t> out) { return expander_.read(out); }),
        handle_(api, [this](std::span<std::uint8_t> out) { return tar_.read(out); }),
        handler_(handler),
        options_(options),
        paths_(handler, options.limits) {}

  Status run() {
    IGP_CHECK(expander_.open());
    if (api_.archive_read_support_format_tar(handle_.get()) != ARCHIVE_OK)
      return fail(ErrorCode::kUnavailable, "libarchive was built without tar");
    IGP_CHECK(handle_.open());
    for (;;) {
      archive_entry* entry = nullptr;
      const int code = api_.archive_read_next_header(handle_.get(), &entry);
      if (code == ARCHIVE_EOF) return check_tail();
      // A warning means libarchive guessed; nothing that decides what runs is guessed.
      if (code != ARCHIVE_OK) return Fail(handle_.failure());
      IGP_CHECK(on_entry(entry));
    }
  }

 private:
  /// Only zeros follow the archive, and only zeros what it was compressed in.
  Status check_tail() {
    constexpr int kContent = 0;
    const la_int64_t end = api_.archive_filter_bytes(handle_.get(), kContent);
    IGP_CHECK(tar_.require_zeros_from(static_cast<std::uint64_t>(end)));
    return expander_.finish();
  }

  /// Why an entry's kind is refused, or nothing.
  [[nodiscard]] std::string_view reason_against(archive_entry* entry) const {
    if (api_.archive_entry_hardlink(entry) != nullptr) return "hard link";
    if (api_.archive_entry_symlink(entry) != nullptr) return "symbolic link";
    const auto type = api_.archive_entry_filetype(entry);
    if (type != AE_IFREG && type != AE_IFDIR) return "neither regular file nor directory";
    if (api_.archive_entry_sparse_count(entry) != 0) return "sparse file";
    if (api_.archive_entry_size_is_set(entry) == 0) return "no size";
    if (type == AE_IFDIR && api_.archive_entry_size(entry) != 0) return "directory with content";
    return {};
  }

  Status on_entry(archive_entry* entry) {
    const char* raw_name = api_.archive_entry_pathname(entry);
    if (raw_name == nullptr) return fail(ErrorCode::kArchiveUnsafe, "entry without a name");
    std::string_view name = raw_name;
    if (const std::string_view reason = reason_against(entry); !reason.empty()) {
      return fail(ErrorCode::kArchiveUnsafe, "{}: {}", quote(name), reason);
    }
    const bool is_directory = api_.archive_entry_filetype(entry) == AE_IFDIR;
    if (options_.strip_leading_slash && name.starts_with('/')) name.remove_prefix(1);
    while (name.starts_with("./")) name.remove_prefix(2);
    if (is_directory && name.ends_with('/')) name.remove_suffix(1);
    if (is_directory && (name.empty() || name == ".")) return {};  // the archive's own root
    auto path = IGP_TRY(CanonicalPath::parse(name));
    const Entry out{.path = std::move(path),
                    .is_directory = is_directory,
                    .is_executable = !is_directory && (api_.archive_entry_perm(entry) & 0111) != 0,
                    .size = static_cast<std::uint64_t>(api_.archive_entry_size(entry))};
    IGP_CHECK(check_size(out));
    IGP_CHECK(paths_.add(out));
    return is_directory ? Status() : pass_content(out);
  }

  Status check_size(const Entry& entry) {
    const ArchiveLimits& limits = options_.limits;
    if (entry.size > limits.file_bytes || entry.size > limits.total_bytes - total_bytes_) {
      return fail(ErrorCode::kLimitExceeded, "{}: {} bytes are more than an archive may hold",
                  quote(entry.path.str()), entry.size);
    }
    total_bytes_ += entry.size;
    return {};
  }

  Status pass_content(const Entry& entry) {
    std::uint64_t left = entry.size;
    for (;;) {
      const la_ssize_t got = api_.archive_read_data(handle_.get(), piece_.data(), piece_.size());
      if (got < 0) return Fail(handle_.failure());
      if (got == 0) break;
      if (static_cast<std::uint64_t>(got) > left) break;
      left -= static_cast<std::uint64_t>(got);
      IGP_CHECK(handler_.on_data(ByteView(piece_).first(static_cast<std::size_t>(got))));
    }
    if (left == 0) return {};
    return fail(ErrorCode::kArchiveMalformed, "{}: content is not as long as announced",
                quote(entry.path.str()));
  }

  const LibarchiveApi& api_;
  Expander expander_;
  TailWatch tar_;
  ReadHandle handle_;
  EntryHandler& handler_;
  const ForeignOptions& options_;
  PathSet paths_;
  Bytes piece_ = Bytes(kPieceBytes);
  std::uint64_t total_bytes_ = 0;
};

/// Keeps what it is given.
class Collector final : public EntryHandler {
 public:
  Status on_entry(const Entry& entry) override {
    if (!entry.is_directory) files_.push_back({entry.path, {}});
    return {};
  }
  Status on_data(ByteView bytes) override {
    files_.back().content += as_text(bytes);
    return {};
  }
  std::vector<MemoryFile> take() { return std::move(files_); }

 private:
  std::vector<MemoryFile> files_;
};

}  // namespace

Status read_foreign(const ByteSource& source, EntryHandler& handler,
                    const ForeignOptions& options) {
  const LibarchiveApi* api = IGP_TRY(libarchive());
  return ForeignReader(*api, source, handler, options).run();
}

Result<std::vector<MemoryFile>> read_foreign_files(ByteView archive,
                                                   const ForeignOptions& options) {
  Collector collector;
  const ByteSource source = [&](std::span<std::uint8_t> out) -> Result<std::size_t> {
    const std::size_t count = std::min(out.size(), archive.size());
    std::ranges::copy(archive.first(count), out.begin());
    archive = archive.subspan(count);
    return count;
  };
  IGP_CHECK(read_foreign(source, collector, options));
  return collector.take();
}

bool looks_like_archive(ByteView head) {
  const std::string_view text = as_text(head);
  if (text.starts_with("\x1f\x8b") || text.starts_with("\x28\xb5\x2f\xfd")) return true;
  return text.size() >= kBlockBytes && text.substr(field::kMagic.offset, 5) == "ustar";
}

}  // namespace igp::archive
