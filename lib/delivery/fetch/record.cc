// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/fetch/record.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/io/beneath.h"
#include "base/io/file.h"
#include "base/json.h"
#include "base/rfc3339.h"

namespace igp::delivery {
namespace {

constexpr int kVersion = 1;

using FileTable = std::map<std::string, const PackFile*>;

struct CloseDir {
  void operator()(DIR* dir) const { ::closedir(dir); }
};

bool same_content(int fd, const PackFile& file) {
  crypto::Hasher hasher(file.digest.algorithm());
  const auto size = stream_fd(fd, file.path.str(), [&](ByteView bytes) -> Status {
    hasher.update(bytes);
    return {};
  });
  return size && *size == file.size && hasher.finish() == file.digest;
}

/// Takes every file found below `fd` out of `expected`; false at the first one that is not there
/// or is different, and for anything that is neither file nor directory.
bool strike_out(UniqueFd fd, const std::string& prefix, FileTable& expected) {
  const std::unique_ptr<DIR, CloseDir> dir(::fdopendir(fd.get()));
  if (!dir) return false;
  const int dir_fd = fd.release();  // owned by the stream now
  while (const dirent* entry = ::readdir(dir.get())) {
    const std::string name = entry->d_name;
    if (name == "." || name == ".." || (prefix.empty() && name == kRecordName)) continue;
    UniqueFd child(::openat(dir_fd, entry->d_name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat st{};
    if (!child.valid() || ::fstat(child.get(), &st) != 0) return false;
    if (S_ISDIR(st.st_mode)) {
      if (!strike_out(std::move(child), prefix + name + "/", expected)) return false;
      continue;
    }
    const auto found = expected.find(prefix + name);
    if (!S_ISREG(st.st_mode) || found == expected.end()) return false;
    if (!same_content(child.get(), *found->second)) return false;
    expected.erase(found);
  }
  return true;
}

Result<PackFile> parse_file(const Json& json) {
  auto path = IGP_TRY(CanonicalPath::parse(IGP_TRY(json_string(json, "path", "files"))));
  const std::int64_t size = IGP_TRY(json_integer(json, "size", "files"));
  auto digest = IGP_TRY(crypto::Digest::parse(IGP_TRY(json_string(json, "digest", "files"))));
  return PackFile{.path = std::move(path),
                  .size = static_cast<std::uint64_t>(size),
                  .digest = std::move(digest)};
}

}  // namespace

std::string encode_record(const FetchRecord& record) {
  Json files = Json::array();
  for (const PackFile& file : record.files) {
    files.push_back(
        {{"path", file.path.str()}, {"size", file.size}, {"digest", file.digest.str()}});
  }
  return encode_json_pretty({{"igpackFetch", kVersion},
                             {"url", record.url},
                             {"digest", record.digest},
                             {"size", record.size},
                             {"etag", record.etag},
                             {"trust", record.trust},
                             {"fetchedAt", format_rfc3339(record.fetched_at)},
                             {"files", std::move(files)}});
}

Result<FetchRecord> parse_record(std::string_view text) {
  const Json json = IGP_TRY(parse_json(text));
  const std::int64_t version = IGP_TRY(json_integer(json, "igpackFetch", "record"));
  if (version != kVersion) return fail(ErrorCode::kFieldInvalid, "unknown version {}", version);
  FetchRecord record;
  record.url = IGP_TRY(json_string(json, "url", "record"));
  record.digest = IGP_TRY(json_string(json, "digest", "record"));
  record.size = static_cast<std::uint64_t>(IGP_TRY(json_integer(json, "size", "record")));
  record.etag = IGP_TRY(json_string(json, "etag", "record"));
  record.trust = IGP_TRY(json_string(json, "trust", "record"));
  record.fetched_at = IGP_TRY(parse_rfc3339(IGP_TRY(json_string(json, "fetchedAt", "record"))));
  for (const Json& file : *IGP_TRY(json_array(json, "files", "record"))) {
    record.files.push_back(IGP_TRY(parse_file(file)));
  }
  return record;
}

std::optional<FetchRecord> load_record(int root) {
  const UniqueFd fd(
      ::openat(root, std::string(kRecordName).c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  if (!fd.valid()) return std::nullopt;
  const auto text = read_fd(fd.get(), kRecordName, limits::kJsonBytes);
  if (!text) return std::nullopt;
  auto record = parse_record(*text);
  if (!record) return std::nullopt;
  return *std::move(record);
}

bool is_intact(int root, const FetchRecord& record) {
  FileTable expected;
  for (const PackFile& file : record.files) expected.emplace(file.path.str(), &file);
  UniqueFd again(::openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return again.valid() && strike_out(std::move(again), "", expected) && expected.empty();
}

}  // namespace igp::delivery
