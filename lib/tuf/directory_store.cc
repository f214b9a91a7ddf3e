// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "tuf/directory_store.h"

#include <unistd.h>

#include "base/io/atomic_file.h"
#include "base/io/file.h"
#include "base/limits.h"
#include "tuf/encoded_name.h"

namespace igp::tuf {
namespace {

/// A missing file is nothing, not an error.
Result<std::optional<std::string>> load(const std::string& path, std::size_t max_bytes) {
  auto text = read_file(path, max_bytes);
  if (text) return std::optional(std::move(*text));
  if (text.error().code == ErrorCode::kFileNotFound) return std::optional<std::string>();
  return Fail(std::move(text).error());
}

}  // namespace

std::string DirectoryStore::metadata_file(std::string_view role) const {
  return fmt::format("{}/{}.json", metadata_, encode_name(role));
}

std::string DirectoryStore::root_file(std::int64_t version) const {
  return fmt::format("{}/root_history/{}.root.json", metadata_, version);
}

std::string DirectoryStore::target_file(std::string_view path) const {
  return fmt::format("{}/{}", targets_, encode_name(path));
}

Result<std::optional<std::string>> DirectoryStore::load_metadata(std::string_view role) {
  return load(metadata_file(role), limits::kTufTargetsBytes);
}

Status DirectoryStore::save_metadata(std::string_view role, std::string_view text) {
  return write_file_atomically(metadata_file(role), text);
}

Status DirectoryStore::remove_metadata(std::string_view role) {
  const std::string path = metadata_file(role);
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) return Fail(errno_error("remove", path));
  return {};
}

Result<std::optional<std::string>> DirectoryStore::load_root(std::int64_t version) {
  return load(root_file(version), limits::kTufRootBytes);
}

Status DirectoryStore::save_root(std::int64_t version, std::string_view text) {
  return write_file_atomically(root_file(version), text);
}

Result<std::optional<std::string>> DirectoryStore::load_target(std::string_view path,
                                                               std::size_t max_bytes) {
  return load(target_file(path), max_bytes);
}

Status DirectoryStore::save_target(std::string_view path, std::string_view content) {
  return write_file_atomically(target_file(path), content);
}

}  // namespace igp::tuf
