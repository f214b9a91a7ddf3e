// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "pack/build.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <filesystem>
#include <optional>

#include "archive/gnu_tar_writer.h"
#include "base/io/atomic_file.h"
#include "base/limits.h"

namespace igp::pack {
namespace {

constexpr std::size_t kBufferBytes = 256 * limits::kKiB;

/// Collects the writer's small pieces, hashes them and passes them on in large ones.
class HashingBuffer {
 public:
  HashingBuffer(const ByteSink& out, crypto::HashAlgorithm algorithm)
      : out_(out), hasher_(algorithm) {
    buffer_.reserve(kBufferBytes);
  }

  Status write(ByteView bytes) {
    if (buffer_.size() + bytes.size() > kBufferBytes) IGP_CHECK(flush());
    if (bytes.size() >= kBufferBytes) return pass(bytes);
    buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
    return {};
  }

  Status flush() {
    IGP_CHECK(pass(buffer_));
    buffer_.clear();
    return {};
  }

  crypto::Digest digest() { return hasher_.finish(); }

 private:
  Status pass(ByteView bytes) {
    hasher_.update(bytes);
    return out_(bytes);
  }

  const ByteSink& out_;
  crypto::Hasher hasher_;
  Bytes buffer_;
};

/// Whether a file is still what it was when reading began.
bool is_unchanged(const struct stat& a, const struct stat& b) {
  return a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
         a.st_mtim.tv_nsec == b.st_mtim.tv_nsec && a.st_ctim.tv_sec == b.st_ctim.tv_sec &&
         a.st_ctim.tv_nsec == b.st_ctim.tv_nsec;
}

Fail changed(const CanonicalPath& path) {
  return fail(ErrorCode::kPackSourceChanged, "{}: changed while it was read", quote(path.str()));
}

/// Turns the walk's findings into entries of the tar.
class Packer final : public SourceVisitor {
 public:
  Packer(const BuildOptions& options, const ByteSink& out)
      : options_(options),
        buffer_(out, options.algorithm),
        writer_([this](ByteView bytes) { return buffer_.write(bytes); }) {}

  Status on_directory(const CanonicalPath& path) override {
    return writer_.begin(
        {.name = "./" + path.str(), .is_directory = true, .mtime = options_.entry_time});
  }

  Status on_file(const CanonicalPath& path, int fd) override {
    struct stat before{};
    if (::fstat(fd, &before) != 0) return Fail(errno_error("read", path.str()));
    if (!S_ISREG(before.st_mode)) return changed(path);
    const auto size = static_cast<std::uint64_t>(before.st_size);
    IGP_CHECK(check_size(path, size));
    IGP_CHECK(writer_.begin({.name = "./" + path.str(),
                             .is_executable = (before.st_mode & 0111) != 0,
                             .size = size,
                             .mtime = options_.entry_time}));
    IGP_CHECK(copy(path, fd, size));
    struct stat after{};
    if (::fstat(fd, &after) != 0) return Fail(errno_error("read", path.str()));
    return is_unchanged(before, after) ? Status() : changed(path);
  }

  Result<BuiltPack> finish() {
    IGP_CHECK(writer_.finish());
    IGP_CHECK(buffer_.flush());
    return BuiltPack{
        .digest = buffer_.digest(), .size = writer_.written(), .contents = std::move(contents_)};
  }

 private:
  Status check_size(const CanonicalPath& path, std::uint64_t size) {
    if (size > limits::kArchiveFileBytes || size > limits::kArchiveTotalBytes - total_bytes_) {
      return fail(ErrorCode::kLimitExceeded, "{}: {} bytes are more than a pack may hold",
                  quote(path.str()), size);
    }
    total_bytes_ += size;
    return {};
  }

  /// Hashes, checks and packs a file's content in one reading.
  Status copy(const CanonicalPath& path, int fd, std::uint64_t size) {
    const bool is_rego = options_.check_rego && path.str().ends_with(".rego");
    if (is_rego && size > limits::kRegoModuleBytes) {
      return fail(ErrorCode::kLimitExceeded, "{}: more than {} bytes of Rego", quote(path.str()),
                  limits::kRegoModuleBytes);
    }
    std::optional<crypto::Hasher> hasher;
    if (options_.list_contents) hasher.emplace();
    std::string source;
    std::uint64_t got = 0;
    IGP_CHECK(stream_fd(fd, path.str(), [&](ByteView bytes) -> Status {
      got += bytes.size();
      if (got > size) return changed(path);
      if (hasher) hasher->update(bytes);
      if (is_rego) source += as_text(bytes);
      return writer_.data(bytes);
    }));
    if (got != size) return changed(path);
    if (hasher) {
      contents_.push_back({.path = path.str(), .size = size, .digest = hasher->finish()});
    }
    return is_rego ? options_.check_rego(options_.directory + '/' + path.str(), source) : Status();
  }

  const BuildOptions& options_;
  HashingBuffer buffer_;
  archive::GnuTarWriter writer_;
  std::vector<ManifestFile> contents_;
  std::uint64_t total_bytes_ = 0;
};

/// A file's place with links resolved up to its directory, which need not exist.
std::filesystem::path resolve(const std::string& file) {
  namespace fs = std::filesystem;
  const fs::path path(file);
  std::error_code problem;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const fs::path real = fs::weakly_canonical(folder, problem);
  return (problem ? folder : real) / path.filename();
}

/// Whoever builds into the source changes it.
Status check_place(const BuildOptions& options, const std::string& product) {
  std::error_code problem;
  const auto root = std::filesystem::canonical(options.directory, problem);
  if (problem) return {};  // build_pack says so
  const std::string inside = resolve(product).lexically_relative(root).generic_string();
  if (inside.starts_with("..") || !is_selected(inside, options.selection)) return {};
  return fail(ErrorCode::kUsage, "{} would itself be packed, as {}", quote(product), quote(inside));
}

Status check_places(const BuildOptions& options, const PackFiles& files) {
  IGP_CHECK(check_place(options, files.tar));
  if (files.manifest.empty()) return {};
  if (resolve(files.tar) == resolve(files.manifest)) {
    return fail(ErrorCode::kUsage, "{} cannot be both tar and manifest", quote(files.tar));
  }
  return check_place(options, files.manifest);
}

/// The manifest's text as it is and as it should be.
struct ManifestText {
  std::string old_text;
  std::string new_text;
};

Result<ManifestText> renew_manifest(const std::string& path, const BuiltPack& built) {
  std::string old_text = IGP_TRY(read_file(path, limits::kManifestBytes));
  auto new_text = update_manifest(old_text, built.digest, &built.contents);
  if (!new_text) return Fail(std::move(new_text).error().in(quote(path)));
  return ManifestText{.old_text = std::move(old_text), .new_text = *std::move(new_text)};
}

/// The digest of the file, or nothing when there is no such file.
Result<std::optional<crypto::Digest>> digest_if_there(const std::string& path) {
  auto fd = open_to_read(path);
  if (!fd && fd.error().code == ErrorCode::kFileNotFound) return std::nullopt;
  if (!fd) return Fail(std::move(fd).error());
  crypto::Hasher hasher;
  IGP_CHECK(stream_fd(fd->get(), path, [&](ByteView bytes) -> Status {
    hasher.update(bytes);
    return {};
  }));
  return hasher.finish();
}

}  // namespace

Result<BuiltPack> build_pack(const BuildOptions& options, const ByteSink& out) {
  // The directory itself may be reached through links, as with tar -C; nothing in it may.
  const UniqueFd root(::open(options.directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!root.valid()) return Fail(errno_error("open directory", options.directory));
  Packer packer(options, out);
  auto walked = walk_source(root.get(), options.selection, packer);
  if (!walked) return Fail(std::move(walked).error().in(quote(options.directory)));
  return packer.finish();
}

Result<BuiltPack> write_pack(const BuildOptions& options, const PackFiles& files) {
  IGP_CHECK(check_places(options, files));
  // Opened by the first bytes, which for all but large packs come after the last check: a refused
  // source leaves not even a directory behind.
  std::optional<AtomicFile> tar;
  BuiltPack built = IGP_TRY(build_pack(options, [&](ByteView bytes) -> Status {
    if (!tar) tar.emplace(IGP_TRY(AtomicFile::create(files.tar)));
    return tar->write(bytes);
  }));
  if (files.manifest.empty()) {
    IGP_CHECK(tar->commit());
    return built;
  }
  const ManifestText text = IGP_TRY(renew_manifest(files.manifest, built));
  AtomicFile manifest = IGP_TRY(AtomicFile::create(files.manifest));
  IGP_CHECK(manifest.write(as_bytes(text.new_text)));
  IGP_CHECK(tar->commit());
  IGP_CHECK(manifest.commit());
  return built;
}

Result<Drift> check_pack(const BuildOptions& options, const PackFiles& files) {
  BuiltPack built = IGP_TRY(build_pack(options, [](ByteView) { return Status(); }));
  Drift drift{.built = std::move(built), .differences = {}};
  const auto tar = IGP_TRY(digest_if_there(files.tar));
  if (!tar) {
    drift.differences.push_back(fmt::format("{} does not exist", quote(files.tar)));
  } else if (*tar != drift.built.digest) {
    drift.differences.push_back(fmt::format("{} is {}, a rebuild gives {}", quote(files.tar),
                                            tar->str(), drift.built.digest.str()));
  }
  if (files.manifest.empty()) return drift;
  const ManifestText text = IGP_TRY(renew_manifest(files.manifest, drift.built));
  if (text.old_text != text.new_text) {
    drift.differences.push_back(
        fmt::format("{} is not what a rebuild gives", quote(files.manifest)));
  }
  return drift;
}

}  // namespace igp::pack
