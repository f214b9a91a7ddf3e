// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/fetch/install.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "base/io/atomic_file.h"
#include "base/io/directory.h"
#include "base/io/file.h"

using namespace igp;
using namespace igp::delivery;

namespace {

struct Fixture {
  SystemRng rng;
  TempDirectory dir = *TempDirectory::create("/tmp", "igpack-test-", rng);
  std::string target = dir.path() + "/policy";
  std::atomic<bool> cancel = false;

  /// A fill that writes a pack of one file and its record.
  static FillDirectory pack_with(std::string text) {
    return [text = std::move(text)](int root) -> Status {
      const std::string self = fmt::format("/proc/self/fd/{}", root);
      IGP_CHECK(write_file_atomically(self + "/policy.rego", text));
      const FetchRecord record{.url = "http://example.com/",
                               .digest = "sha256:00",
                               .files = {{.path = *CanonicalPath::parse("policy.rego"),
                                          .size = text.size(),
                                          .digest = crypto::digest_of(as_bytes(text))}}};
      return write_file_atomically(self + "/" + std::string(kRecordName), encode_record(record));
    };
  }
  Status install_text(const std::string& text) {
    return install(IGP_TRY(inspect_target(target)), pack_with(text), rng, &cancel);
  }
  [[nodiscard]] std::string installed() const {
    return read_file(target + "/policy.rego", 1000).value_or("(nothing)");
  }
};

}  // namespace

TEST_CASE("install: makes a new directory that others can read") {
  Fixture f;
  REQUIRE(f.install_text("one"));
  CHECK(f.installed() == "one");
  struct stat st{};
  REQUIRE(::stat(f.target.c_str(), &st) == 0);
  CHECK((st.st_mode & 07777) == 0755);
}

TEST_CASE("install: replaces an empty directory and an earlier fetch") {
  Fixture f;
  REQUIRE(make_directories(f.target));
  REQUIRE(f.install_text("one"));
  REQUIRE(f.install_text("two"));
  CHECK(f.installed() == "two");
  CHECK(inspect_target(f.target)->previous->url == "http://example.com/");
}

TEST_CASE("install: refuses what it has not made") {
  Fixture f;
  REQUIRE(make_directories(f.target));
  REQUIRE(write_file_atomically(f.target + "/mine", "x"));
  CHECK(inspect_target(f.target).error().code == ErrorCode::kUsage);
  const std::string file = f.dir.path() + "/file";
  REQUIRE(write_file_atomically(file, "x"));
  CHECK(inspect_target(file).error().code == ErrorCode::kUsage);
  const std::string link = f.dir.path() + "/link";
  REQUIRE(::symlink("policy", link.c_str()) == 0);
  CHECK(inspect_target(link).error().code == ErrorCode::kUsage);
  for (const char* name : {"", ".", "..", "/", "a/..", "//"}) {
    CAPTURE(name);
    CHECK(inspect_target(name).error().code == ErrorCode::kUsage);
  }
}

TEST_CASE("install: what came meanwhile is left alone") {
  Fixture f;
  const auto target = inspect_target(f.target);
  REQUIRE(make_directories(f.target));
  REQUIRE(write_file_atomically(f.target + "/mine", "x"));
  const auto done = install(*target, Fixture::pack_with("one"), f.rng, nullptr);
  REQUIRE_FALSE(done);
  CHECK(done.error().code == ErrorCode::kUsage);
  CHECK(read_file(f.target + "/mine", 10).value() == "x");
}

TEST_CASE("install: a failure or an interruption changes nothing") {
  Fixture f;
  REQUIRE(f.install_text("one"));
  const FillDirectory broken = [](int root) -> Status {
    IGP_CHECK(Fixture::pack_with("half")(root));
    return fail(ErrorCode::kArchiveMalformed, "broken");
  };
  CHECK(install(*inspect_target(f.target), broken, f.rng, nullptr).error().code ==
        ErrorCode::kArchiveMalformed);
  f.cancel = true;
  CHECK(f.install_text("two").error().code == ErrorCode::kInterrupted);
  CHECK(f.installed() == "one");
}

TEST_CASE("install: removes what a killed fetch has left") {
  Fixture f;
  const std::string stale = f.dir.path() + "/.policy.igpack-stale";
  REQUIRE(make_directories(stale + "/opa"));
  REQUIRE(f.install_text("one"));
  struct stat st{};
  CHECK(::stat(stale.c_str(), &st) != 0);
}

TEST_CASE("install: makes missing parents, and takes them back after a failure") {
  Fixture f;
  f.target = f.dir.path() + "/a/b/policy";
  CHECK(existing_ancestor(*inspect_target(f.target)) == f.dir.path());
  CHECK(existing_ancestor(*inspect_target("nowhere/near/policy")) == ".");
  f.cancel = true;
  CHECK(f.install_text("one").error().code == ErrorCode::kInterrupted);
  struct stat st{};
  CHECK(::stat((f.dir.path() + "/a").c_str(), &st) != 0);
  f.cancel = false;
  REQUIRE(f.install_text("one"));
  CHECK(f.installed() == "one");
}

TEST_CASE("install: trailing slashes do not matter") {
  Fixture f;
  f.target += "//";
  REQUIRE(f.install_text("one"));
  CHECK(f.installed() == "one");
}

TEST_CASE("record: survives a round trip and tells an intact tree from a changed one") {
  Fixture f;
  REQUIRE(f.install_text("one"));
  const auto root = open_directory(AT_FDCWD, f.target);
  const auto record = load_record(root->get());
  REQUIRE(record);
  CHECK(encode_record(*record) == encode_record(*parse_record(encode_record(*record))));
  CHECK(is_intact(root->get(), *record));

  REQUIRE(write_file_atomically(f.target + "/extra.rego", "package extra"));
  CHECK_FALSE(is_intact(root->get(), *record));
  REQUIRE(::unlink((f.target + "/extra.rego").c_str()) == 0);
  REQUIRE(make_directories(f.target + "/empty"));
  CHECK(is_intact(root->get(), *record));
  REQUIRE(write_file_atomically(f.target + "/policy.rego", "onf"));
  CHECK_FALSE(is_intact(root->get(), *record));
  REQUIRE(::unlink((f.target + "/policy.rego").c_str()) == 0);
  CHECK_FALSE(is_intact(root->get(), *record));
  REQUIRE(::symlink("/etc/passwd", (f.target + "/policy.rego").c_str()) == 0);
  CHECK_FALSE(is_intact(root->get(), *record));
}

TEST_CASE("record: what does not parse is no record") {
  for (const char* text : {"", "{}", R"({"igpackFetch":2})", R"({"igpackFetch":1,"url":1})"}) {
    CHECK_FALSE(parse_record(text).has_value());
  }
}
