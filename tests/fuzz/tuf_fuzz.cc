// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/bytes.h"
#include "tuf/metadata.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = igp::as_text({data, size});
  // A file is of one type only: no two parsers may accept the same bytes.
  const int accepted = static_cast<int>(igp::tuf::parse_root(text).has_value()) +
                       static_cast<int>(igp::tuf::parse_timestamp(text).has_value()) +
                       static_cast<int>(igp::tuf::parse_snapshot(text).has_value()) +
                       static_cast<int>(igp::tuf::parse_targets(text).has_value());
  if (accepted > 1) __builtin_trap();
  return 0;
}
