// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "pack/build.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "base/io/atomic_file.h"
#include "base/io/directory.h"
#include "pack/read.h"

using namespace igp;
using namespace igp::pack;

namespace {

class Source {
 public:
  Source() {
    file("opa/a.rego", "package a\n");
    file("data/x/data.json", "{}");
    file("README.md", "read me");
  }
  void file(const std::string& path, const std::string& content) {
    CHECK(write_file_atomically(directory.path() + '/' + path, content));
  }
  [[nodiscard]] Result<BuiltPack> build(const RegoCheck& check = {}, std::string* tar = nullptr,
                                        Selection selection = {}) const {
    return build_pack(
        {.directory = directory.path(), .selection = std::move(selection), .check_rego = check},
        [&](ByteView bytes) -> Status {
          if (tar != nullptr) *tar += as_text(bytes);
          return {};
        });
  }
  [[nodiscard]] ErrorCode refusal() const {
    const auto built = build();
    return built ? ErrorCode::kInternal : built.error().code;
  }

  TempDirectory directory = [] {
    SystemRng rng;
    return *TempDirectory::create("/tmp", "build.", rng);
  }();
};

class Ignore final : public archive::EntryHandler {
 public:
  Status on_entry(const archive::Entry& entry) override {
    paths += entry.path.str() + '\n';
    return {};
  }
  Status on_data(ByteView) override { return {}; }
  std::string paths;
};

}  // namespace

TEST_CASE("build: what is built is what the reader of packs accepts") {
  const Source source;
  std::string tar;
  const auto built = source.build({}, &tar);
  REQUIRE(built);
  CHECK(built->digest == crypto::digest_of(as_bytes(tar)));
  CHECK(built->size == tar.size());
  CHECK(built->contents.size() == 3);
  CHECK(built->contents[0].digest == crypto::digest_of(as_bytes("package a\n")));
  Ignore handler;
  PackReader reader(handler);
  CHECK(reader.feed(as_bytes(tar)));
  CHECK(reader.finish());
  CHECK(handler.paths == "opa\nopa/a.rego\ndata\ndata/x\ndata/x/data.json\nREADME.md\n");
}

TEST_CASE("build: every Rego file is shown to the check, with its place, and nothing else") {
  const Source source;
  std::string seen;
  CHECK(source.build([&](const std::string& path, std::string_view text) -> Status {
    seen += path.substr(path.rfind('/') + 1) + '=' + std::string(text);
    return {};
  }));
  CHECK(seen == "a.rego=package a\n");
  const auto refused = source.build([](const std::string&, std::string_view) -> Status {
    return fail(ErrorCode::kRegoParse, "no");
  });
  CHECK(refused.error().code == ErrorCode::kRegoParse);
}

TEST_CASE("build: links, fifos, sockets and devices are refused") {
  const Source source;
  const int fd = source.directory.fd();
  CHECK(::symlinkat("a.rego", fd, "opa/link") == 0);
  CHECK(source.refusal() == ErrorCode::kPackSourceInvalid);
  CHECK(::unlinkat(fd, "opa/link", 0) == 0);
  CHECK(::mkfifoat(fd, "data/fifo", 0600) == 0);
  CHECK(source.refusal() == ErrorCode::kPackSourceInvalid);
  CHECK(::unlinkat(fd, "data/fifo", 0) == 0);
  const UniqueFd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
  const std::string path = source.directory.path() + "/opa/socket";
  path.copy(address.sun_path, sizeof(address.sun_path) - 1);
  CHECK(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
  CHECK(source.refusal() == ErrorCode::kPackSourceInvalid);
  CHECK(::unlinkat(fd, "opa/socket", 0) == 0);
  if (::mknodat(fd, "opa/null", S_IFCHR | 0600, 0x103) == 0) {  // root only
    CHECK(source.refusal() == ErrorCode::kPackSourceInvalid);
    CHECK(::unlinkat(fd, "opa/null", 0) == 0);
  }
  CHECK(source.build());
}

TEST_CASE("build: names that no canonical archive holds are refused") {
  for (const char* name : {"opa/a\n", "opa/\x7f", "opa/A.rego", "opa/back\\slash", "opa/\xff"}) {
    Source source;
    source.file(name, "x");
    CAPTURE(name);
    CHECK(source.refusal() == ErrorCode::kPackSourceInvalid);
  }
}

TEST_CASE("build: depth holds at its limit and not beyond") {
  Source source;
  std::string path = "opa";
  for (int depth = 2; depth < limits::kArchiveDepth; ++depth) path += "/d";
  source.file(path + "/f", "");
  CHECK(source.build());
  source.file(path + "/e/f", "");
  CHECK(source.refusal() == ErrorCode::kPackSourceInvalid);
}

TEST_CASE("build: a file larger than its limit is refused before it is read") {
  Source source;
  source.file("data/large", "");
  const std::string path = source.directory.path() + "/data/large";
  CHECK(::truncate(path.c_str(), static_cast<off_t>(limits::kArchiveFileBytes) + 1) == 0);
  CHECK(source.refusal() == ErrorCode::kLimitExceeded);
}

TEST_CASE("build: a file that changes while it is read is an error") {
  Source source;
  source.file("data/large", std::string(1 << 20, 'x'));
  const std::string path = source.directory.path() + "/data/large";
  const auto built =
      build_pack({.directory = source.directory.path(), .selection = {}, .check_rego = {}},
                 [&](ByteView) -> Status {
                   const UniqueFd fd(::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
                   return write_all(fd.get(), path, as_bytes("more"));
                 });
  REQUIRE_FALSE(built);
  CHECK(built.error().code == ErrorCode::kPackSourceChanged);
}

TEST_CASE("build: a failure leaves tar and manifest as they were") {
  Source source;
  source.file("manifest.json", R"({"name": "p", "version": "1"})");
  source.file("out.tar", "old");
  const std::string root = source.directory.path();
  const PackFiles files{.tar = root + "/out.tar", .manifest = root + "/manifest.json"};
  const auto refuse = [](const std::string&, std::string_view) -> Status {
    return fail(ErrorCode::kRegoParse, "no");
  };
  CHECK_FALSE(write_pack({.directory = root, .selection = {}, .check_rego = refuse}, files));
  CHECK(read_file(files.tar, 10).value_or("") == "old");
  const BuildOptions options{.directory = root, .selection = {}, .check_rego = {}};
  CHECK(check_pack(options, files)->differences.size() == 2);
  CHECK(write_pack(options, files));
  CHECK(check_pack(options, files)->differences.empty());
}

TEST_CASE("read: a canonical archive that is no pack is refused") {
  Source source;
  source.file("LICENSE", "text");
  std::string tar;
  CHECK(source.build({}, &tar, {.include = {"LICENSE"}, .exclude = {}}));
  Ignore handler;
  PackReader whole(handler);
  CHECK(whole.feed(as_bytes(tar)));
  CHECK(whole.finish());
  // Without its first three entries: README.md, preceded by data/, but no opa/.
  PackReader part(handler);
  CHECK(part.feed(as_bytes(std::string_view(tar).substr(3 * 512))));
  CHECK_FALSE(part.finish());
}
