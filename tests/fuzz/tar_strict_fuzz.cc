// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "archive/strict_reader.h"
#include "support/tar_builder.h"

namespace {

class Collect final : public igp::archive::EntryHandler {
 public:
  igp::Status on_entry(const igp::archive::Entry& entry) override {
    files.push_back(
        {"./" + entry.path.str() + (entry.is_directory ? "/" : ""), "", entry.is_executable});
    return {};
  }
  igp::Status on_data(igp::ByteView bytes) override {
    files.back().content += igp::as_text(bytes);
    return {};
  }
  std::vector<igp::test::TarFile> files;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Collect collect;
  igp::archive::StrictReader reader(collect, {"opa", "data", "README.md"});
  if (!reader.feed({data, size}) || !reader.finish()) return 0;
  // What was accepted is, byte for byte, what the writer makes of it.
  const auto first = igp::ByteView(data, size).first(igp::archive::kBlockBytes);
  igp::archive::Block block;
  std::ranges::copy(first, block.begin());
  const auto mtime =
      igp::archive::decode_number(igp::archive::field_of(block, igp::archive::field::kMtime));
  const bool has_long_name = block[igp::archive::field::kType.offset] == 'L';
  if (has_long_name || collect.files.empty()) return 0;
  if (igp::test::make_tar(collect.files, *mtime) != igp::as_text({data, size})) __builtin_trap();
  return 0;
}
