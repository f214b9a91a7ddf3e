// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "archive/extract.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "archive/strict_reader.h"
#include "base/io/directory.h"
#include "base/io/file.h"
#include "support/tar_builder.h"

using namespace igp;
using namespace igp::archive;

namespace {

TempDirectory temp() {
  SystemRng rng;
  return *TempDirectory::create("/tmp", "extract.", rng);
}

Entry entry(std::string_view path, bool is_directory = false, std::uint64_t size = 0) {
  return {.path = *CanonicalPath::parse(path), .is_directory = is_directory, .size = size};
}

mode_t mode_of(const std::string& path) {
  struct stat st{};
  return ::stat(path.c_str(), &st) == 0 ? st.st_mode & 07777 : 0;
}

}  // namespace

TEST_CASE("extract: writes files and directories with their modes, whatever the umask") {
  const TempDirectory dir = temp();
  const mode_t old = ::umask(077);
  DirectoryExtractor extractor(dir.fd());
  StrictReader reader(extractor, {});
  const std::string tar =
      test::make_tar({{"./opa/", ""}, {"./opa/a", "text"}, {"./opa/run", "#!", true}});
  CHECK(reader.feed(as_bytes(tar)));
  CHECK(reader.finish());
  CHECK(extractor.finish());
  ::umask(old);
  CHECK(read_file(dir.path() + "/opa/a", 100).value_or("") == "text");
  CHECK(mode_of(dir.path() + "/opa") == 0755);
  CHECK(mode_of(dir.path() + "/opa/a") == 0644);
  CHECK(mode_of(dir.path() + "/opa/run") == 0755);
}

TEST_CASE("extract: neither replaces nor follows what is already there") {
  const TempDirectory dir = temp();
  CHECK(::symlinkat("/tmp", dir.fd(), "link") == 0);
  CHECK(::symlinkat("/tmp/igpack-extract-test-victim", dir.fd(), "file") == 0);
  DirectoryExtractor extractor(dir.fd());
  CHECK_FALSE(extractor.on_entry(entry("link/evil")));
  CHECK_FALSE(extractor.on_entry(entry("link", true)));
  CHECK_FALSE(extractor.on_entry(entry("file")));
  CHECK(::access("/tmp/igpack-extract-test-victim", F_OK) != 0);
  CHECK(extractor.on_entry(entry("new")));
  CHECK_FALSE(extractor.on_entry(entry("new")));
}
