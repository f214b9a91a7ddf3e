// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/io/sync.h"

#include <doctest/doctest.h>
#include <fcntl.h>

#include <array>

#include "base/io/directory.h"
#include "base/io/fd.h"

using namespace igp;

TEST_CASE("sync: files and directories, of one file system and of two") {
  SystemRng rng;
  const auto dir = TempDirectory::create("/tmp", "igpack-test-", rng);
  REQUIRE(dir);
  const UniqueFd folder(::open(dir->path().c_str(), O_RDONLY | O_DIRECTORY));
  const UniqueFd file(::open((dir->path() + "/a").c_str(), O_WRONLY | O_CREAT, 0600));
  const UniqueFd elsewhere(::open("/dev/shm", O_RDONLY | O_DIRECTORY));
  REQUIRE(file.valid());
  REQUIRE(elsewhere.valid());
  const SyncItem first{folder.get(), "folder"};
  const SyncItem second{file.get(), "file"};
  CHECK(sync_all(std::array{second}));
  CHECK(sync_all(std::array{first, second}));
  CHECK(sync_all(std::array{first, second, SyncItem{elsewhere.get(), "elsewhere"}}));
  CHECK(sync_all({}));
}

TEST_CASE("sync: the item that cannot be synced is named") {
  const UniqueFd file(::open("/dev/null", O_RDONLY));
  const auto done = sync_all(std::array{SyncItem{file.get(), "good"}, SyncItem{-1, "closed"}});
  REQUIRE_FALSE(done);
  CHECK(done.error().code == ErrorCode::kIo);
  CHECK(done.error().message.contains("closed"));
}

TEST_CASE("sync: what is unwritten is the sum of two lines, each of which must be there") {
  CHECK(unwritten_kib("MemFree: 9 kB\nDirty:    51736 kB\nWriteback:      4 kB\n") == 51740);
  CHECK_FALSE(unwritten_kib("MemFree: 9 kB\nDirty:    51736 kB\nWritebackTmp:   4 kB\n"));
  CHECK_FALSE(unwritten_kib("MemFree: 9 kB\nDirty: many kB\nWriteback: 4 kB\n"));
  CHECK_FALSE(unwritten_kib("\nDirty:"));
  CHECK_FALSE(unwritten_kib(""));
}
