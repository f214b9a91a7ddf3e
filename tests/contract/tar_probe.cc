// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// tar_probe strict|foreign ARCHIVE DIR: extracts the way fetch does, into a directory of its own
// that is thrown away on refusal. For the suite of hostile archives. Exit 0 accepted, 3 refused.
#include <unistd.h>

#include <cstdio>
#include <cstring>

#include "archive/extract.h"
#include "archive/foreign_reader.h"
#include "base/io/directory.h"
#include "base/io/file.h"
#include "pack/read.h"

using namespace igp;

namespace {

Status extract_strictly(int fd, archive::EntryHandler& handler) {
  pack::PackReader reader(handler);
  IGP_TRY(stream_fd(fd, "archive", [&](ByteView bytes) { return reader.feed(bytes); }));
  return reader.finish();
}

Status extract_foreign(int fd, archive::EntryHandler& handler) {
  return archive::read_foreign(
      [&](std::span<std::uint8_t> out) -> Result<std::size_t> {
        const ssize_t got = ::read(fd, out.data(), out.size());
        if (got < 0) return Fail(errno_error("read", "archive"));
        return static_cast<std::size_t>(got);
      },
      handler);
}

Status run(bool strict, const std::string& path, const std::string& directory) {
  SystemRng rng;
  TempDirectory staging = IGP_TRY(TempDirectory::create(directory, ".staging.", rng));
  archive::DirectoryExtractor extractor(staging.fd());
  const UniqueFd fd = IGP_TRY(open_to_read(path));
  IGP_CHECK(strict ? extract_strictly(fd.get(), extractor) : extract_foreign(fd.get(), extractor));
  IGP_CHECK(extractor.finish());
  staging.release();
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const auto status = run(std::strcmp(argv[1], "strict") == 0, argv[2], argv[3]);
  if (status) return 0;
  std::printf("%s: %s\n", std::string(info(status.error().code).name).c_str(),
              status.error().text().c_str());
  return static_cast<int>(info(status.error().code).exit_class);
}
