// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "pack/digest_format.h"
#include "pack/digest_list.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto list = igp::pack::parse_digest_list(igp::as_text({data, size}), "fuzz");
  if (!list) return 0;
  for (const igp::pack::ExpectedDigest& row : *list) {
    // Every name survives being written and read again.
    const auto line =
        igp::pack::format_digest(row.digest, igp::pack::DigestFormat::kCoreutils, row.path);
    const auto again = igp::pack::parse_digest_list(line.value_or("") + '\n', "again");
    if (!again || (*again)[0].path != row.path) __builtin_trap();
  }
  return 0;
}
