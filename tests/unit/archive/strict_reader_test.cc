// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "archive/strict_reader.h"

#include <doctest/doctest.h>

#include <functional>

#include "support/tar_builder.h"

using namespace igp;
using namespace igp::archive;
using test::make_tar;
using test::TarFile;

namespace {

/// Writes down what it is given, in make_tar's terms.
class Recorder final : public EntryHandler {
 public:
  Status on_entry(const Entry& entry) override {
    files.push_back(
        {"./" + entry.path.str() + (entry.is_directory ? "/" : ""), "", entry.is_executable});
    return {};
  }
  Status on_data(ByteView bytes) override {
    files.back().content += as_text(bytes);
    return {};
  }
  std::vector<TarFile> files;
};

struct Outcome {
  std::string error;  ///< name of its code; empty on success
  std::vector<TarFile> files;
};

Outcome read(std::string_view tar, std::size_t piece = 1 << 20, ArchiveLimits limits = {}) {
  Recorder recorder;
  StrictReader reader(recorder, {"opa", "data", "README.md"}, limits);
  Status status;
  while (status && !tar.empty()) {
    status = reader.feed(as_bytes(tar.substr(0, piece)));
    tar.remove_prefix(std::min(piece, tar.size()));
  }
  if (status) status = reader.finish();
  return {status ? "" : std::string(info(status.error().code).name), recorder.files};
}

/// `tar` with a valid checksum in the header at `block`.
std::string resum(std::string tar, std::size_t block = 0) {
  Block header;
  std::copy_n(tar.begin() + static_cast<std::ptrdiff_t>(block * kBlockBytes), kBlockBytes,
              header.begin());
  const std::string sum = fmt::format("{:06o}", header_sum(header));
  return tar.replace(block * kBlockBytes + field::kChecksum.offset, 6, sum);
}

std::string with_field(std::string tar, FieldRange range, std::string_view text,
                       std::size_t block = 0) {
  tar.replace(block * kBlockBytes + range.offset, text.size(), text);
  return resum(std::move(tar), block);
}

const std::vector<TarFile>& sample() {
  static const std::vector<TarFile> kFiles = {
      {"./opa/", ""},
      {"./opa/a.rego", "package a\n"},
      {"./opa/" + std::string(120, 'd') + "/", ""},
      {"./opa/" + std::string(120, 'd') + "/run", std::string(1500, 'r'), true},
      {"./opa/z", std::string(512, 'z')},
      {"./data/", ""},
      {"./data/empty", ""},
      {"./README.md", "hello"}};
  return kFiles;
}

}  // namespace

TEST_CASE("strict_reader: gives back what the writer wrote, however the bytes are cut") {
  const std::string tar = make_tar(sample());
  for (const std::size_t piece : {std::size_t{1}, std::size_t{511}, std::size_t{512},
                                  std::size_t{513}, std::size_t{4096}, tar.size()}) {
    const Outcome outcome = read(tar, piece);
    CHECK(outcome.error == "");
    CHECK(make_tar(outcome.files) == tar);
  }
}

TEST_CASE("strict_reader: every proper prefix of an archive is refused") {
  const std::string tar = make_tar(sample());
  for (std::size_t size = 0; size < tar.size(); size += size < 8192 ? 61 : 512) {
    CHECK(read(std::string_view(tar).substr(0, size)).error == "archive_malformed");
  }
}

TEST_CASE("strict_reader: any other byte anywhere outside of content is refused") {
  const std::string tar = make_tar({{"./opa/", ""}, {"./opa/a", "content"}});
  for (std::size_t at = 0; at < tar.size(); at += at < 2048 ? 1 : 97) {
    if (at >= 1024 && at < 1031) continue;
    std::string changed = tar;
    changed[at] = static_cast<char>(changed[at] ^ 0x01);
    CAPTURE(at);
    CHECK(read(changed).error != "");
  }
}

TEST_CASE("strict_reader: headers that are not canonical are refused though their sum is right") {
  const std::string tar = make_tar({{"./opa/", ""}, {"./README.md", "x"}});
  struct Row {
    const char* what;
    std::string tar;
    const char* error;
  };
  const std::string_view modes[] = {{"0004755\0", 8}, {"0000777\0", 8}, {"0000600\0", 8}};
  const Row rows[] = {
      {"set-user-ID bit", with_field(tar, field::kMode, modes[0], 1), "archive_malformed"},
      {"mode 0777", with_field(tar, field::kMode, modes[1], 1), "archive_malformed"},
      {"mode 0600", with_field(tar, field::kMode, modes[2], 1), "archive_malformed"},
      {"mode 0644 on a directory", with_field(tar, field::kMode, {"0000644\0", 8}),
       "archive_malformed"},
      {"owner", with_field(tar, field::kUid, {"0001750\0", 8}), "archive_malformed"},
      {"spaces in a number", with_field(tar, field::kMode, {"000755 \0", 8}), "archive_malformed"},
      {"another time", with_field(tar, field::kMtime, {"00000000001\0", 12}, 1),
       "archive_malformed"},
      {"small number as base-256",
       with_field(tar, field::kMtime, {"\x80\0\0\0\0\0\0\0\0\0\0\1", 12}), "archive_malformed"},
      {"negative size", with_field(tar, field::kSize, std::string(12, '\xFF'), 1),
       "archive_malformed"},
      {"size of exabytes", with_field(tar, field::kSize, {"\x80\0\0\0\x7f\0\0\0\0\0\0\0", 12}, 1),
       "limit_exceeded"},
      {"directory with content", with_field(tar, field::kSize, {"00000000001\0", 12}),
       "archive_malformed"},
      {"link name", with_field(tar, field::kLinkName, "x"), "archive_malformed"},
      {"POSIX magic",
       with_field(tar, field::kMagic,
                  {"ustar\0"
                   "00",
                   8}),
       "archive_malformed"},
      {"text after the name's NUL", with_field(tar, {8, 1}, "x"), "archive_malformed"},
      {"user name", with_field(tar, {265, 4}, "root"), "archive_malformed"},
      {"hard link", with_field(tar, field::kType, "1", 1), "archive_unsafe"},
      {"symbolic link", with_field(tar, field::kType, "2", 1), "archive_unsafe"},
      {"character device", with_field(tar, field::kType, "3", 1), "archive_unsafe"},
      {"block device", with_field(tar, field::kType, "4", 1), "archive_unsafe"},
      {"fifo", with_field(tar, field::kType, "6", 1), "archive_unsafe"},
      {"sparse file", with_field(tar, field::kType, "S", 1), "archive_unsafe"},
      {"pax header", with_field(tar, field::kType, "x", 1), "archive_malformed"},
      {"old regular file", with_field(tar, field::kType, {"\0", 1}, 1), "archive_malformed"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    CHECK(read(row.tar).error == row.error);
  }
}

TEST_CASE("strict_reader: names and their order") {
  struct Row {
    std::vector<TarFile> files;
    const char* error;
  };
  const Row rows[] = {
      {{{"./opa/", ""}, {"./opa/b", ""}, {"./opa/a", ""}}, "archive_malformed"},
      {{{"./data/", ""}, {"./opa/", ""}}, "archive_malformed"},
      {{{"./README.md", ""}, {"./data/", ""}}, "archive_malformed"},
      {{{"./README.md", ""}, {"./LICENSE", ""}}, ""},
      {{{"./opa/a", ""}}, "archive_malformed"},
      {{{"./opa/", ""}, {"./data/", ""}, {"./opa/a", ""}}, "archive_malformed"},
      {{{"./opa", ""}, {"./opa/a", ""}}, "archive_malformed"},
      {{{"./opa/", ""}, {"./opa/", ""}}, "archive_unsafe"},
      {{{"./opa/", ""}, {"./opa/a", ""}, {"./opa/a", ""}}, "archive_unsafe"},
      {{{"./opa/", ""}, {"./opa/A", ""}, {"./opa/a", ""}}, "archive_unsafe"},
      {{{"./opa/", ""}, {"./opa/e\u0301", ""}, {"./opa/\u00e9", ""}}, "archive_unsafe"},
      {{{"../evil", ""}}, "archive_unsafe"},
      {{{"./opa/", ""}, {"./opa/../../evil", ""}}, "archive_unsafe"},
      {{{"/etc/evil", ""}}, "archive_unsafe"},
      {{{"./opa/", ""}, {"./opa/a\x1b[2J", ""}}, "archive_unsafe"},
      {{{"./opa/", ""}, {"./opa/a\nb", ""}}, "archive_unsafe"},
      {{{"./opa/", ""}, {"./opa/a\\b", ""}}, "archive_unsafe"},
      {{{"./opa/", ""}, {"./opa/\xff", ""}}, "archive_unsafe"},
      {{{"./opa//a", ""}}, "archive_unsafe"},
      {{{"././opa", ""}}, "archive_unsafe"},
      {{{"opa/", ""}}, "archive_malformed"},
      {{{"./", ""}}, "archive_unsafe"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.files.back().name);
    CHECK(read(make_tar(row.files)).error == row.error);
  }
}

TEST_CASE("strict_reader: long names say what they must") {
  const std::string name = "./" + std::string(150, 'n');
  const std::string tar = make_tar({{name, ""}});
  CHECK(read(tar).error == "");
  CHECK(read(with_field(tar, {0, 3}, "./m", 2)).error == "archive_malformed");
  std::string nul_inside = tar;
  nul_inside[600] = '\0';
  CHECK(read(nul_inside).error == "archive_malformed");
  std::string padded = tar;
  padded[800] = 'x';
  CHECK(read(padded).error == "archive_malformed");
  // A long name for a short one, two in a row, one at the end.
  const std::string short_name = make_tar({{"./a", ""}});
  CHECK(read(tar.substr(0, 1024) + short_name).error == "archive_malformed");
  CHECK(read(tar.substr(0, 1024) + tar).error == "archive_malformed");
  CHECK(read(tar.substr(0, 1024) + std::string(9216, '\0')).error == "archive_malformed");
  CHECK(read(with_field(tar, field::kSize, {"00000010010\0", 12})).error == "limit_exceeded");
}

TEST_CASE("strict_reader: the end is two zero blocks, zeros to 10240, and nothing") {
  const std::string tar = make_tar({{"./opa/", ""}});
  CHECK(read(tar + std::string(512, '\0')).error == "archive_malformed");
  CHECK(read(tar + std::string(10240, '\0')).error == "archive_malformed");
  CHECK(read(tar + "x").error == "archive_malformed");
  CHECK(read(tar + tar).error == "archive_malformed");
  std::string hidden = tar;  // a header behind the first zero block
  hidden.replace(1024, 512, tar, 0, 512);
  CHECK(read(hidden).error == "archive_malformed");
  CHECK(read("").error == "archive_malformed");
}

TEST_CASE("strict_reader: limits hold at their value and not beyond") {
  const std::string tar = make_tar({{"./opa/", ""}, {"./opa/a", "123"}, {"./opa/b", "45"}});
  CHECK(read(tar, 512, {.entries = 3, .file_bytes = 3, .total_bytes = 5}).error == "");
  CHECK(read(tar, 512, {.entries = 2}).error == "limit_exceeded");
  CHECK(read(tar, 512, {.file_bytes = 2}).error == "limit_exceeded");
  CHECK(read(tar, 512, {.total_bytes = 4}).error == "limit_exceeded");
}

TEST_CASE("strict_reader: an archive has so many entries and no more") {
  Recorder recorder;
  StrictReader reader(recorder, {"opa"});
  const auto feed = [&](const std::string& name, TypeFlag type) {
    return reader.feed(encode_header(
        {.name = name, .type = type, .mode = type == TypeFlag::kDirectory ? 0755U : 0644U}));
  };
  REQUIRE(feed("./opa/", TypeFlag::kDirectory));
  bool good = true;
  for (std::size_t i = 1; i < limits::kArchiveEntries; ++i) {
    good = good && feed(fmt::format("./opa/{:05}", i), TypeFlag::kRegular);
  }
  CHECK(good);
  CHECK(recorder.files.size() == limits::kArchiveEntries);
  CHECK(feed("./opa/z", TypeFlag::kRegular).error().code == ErrorCode::kLimitExceeded);
}

TEST_CASE("strict_reader: names are as long as a path may be and no longer") {
  const auto file = [](std::size_t size) {
    return read(make_tar({{"./" + std::string(size, 'n'), ""}})).error;
  };
  CHECK(file(limits::kArchiveNameBytes) == "");
  CHECK(file(limits::kArchiveNameBytes + 1) == "archive_unsafe");
  const auto directory = [](std::size_t size) {
    return read(make_tar({{"./" + std::string(size, 'n') + '/', ""}})).error;
  };
  CHECK(directory(limits::kArchiveNameBytes) == "");
  CHECK(directory(limits::kArchiveNameBytes + 1) == "limit_exceeded");
}
