// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Archives for tests, in memory.
#pragma once

#include <string>
#include <vector>

#include "archive/gnu_tar_writer.h"

namespace igp::test {

/// An entry and its content; a name that ends in '/' is a directory.
struct TarFile {
  std::string name;
  std::string content;
  bool is_executable = false;
};

/// The archive that GnuTarWriter makes of `files`.
inline std::string make_tar(const std::vector<TarFile>& files, std::int64_t mtime = 315532800) {
  std::string out;
  archive::GnuTarWriter writer([&](ByteView bytes) -> Status {
    out += as_text(bytes);
    return {};
  });
  Status status;
  for (const TarFile& file : files) {
    const bool is_directory = file.name.ends_with('/');
    const std::string name = is_directory ? file.name.substr(0, file.name.size() - 1) : file.name;
    if (status) {
      status = writer.begin({.name = name,
                             .is_directory = is_directory,
                             .is_executable = file.is_executable,
                             .size = file.content.size(),
                             .mtime = mtime});
    }
    if (status) status = writer.data(as_bytes(file.content));
  }
  if (status) status = writer.finish();
  return status ? out : std::string();
}

}  // namespace igp::test
