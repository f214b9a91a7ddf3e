// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The names in a repository's metadata: a pattern, a line feed, and a path or role name.
#include "base/bytes.h"
#include "tuf/encoded_name.h"
#include "tuf/path_pattern.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = igp::as_text({data, size});
  const std::size_t line = text.find('\n');
  const std::string_view pattern = text.substr(0, line);
  const std::string_view path = line == std::string_view::npos ? "" : text.substr(line + 1);
  static_cast<void>(igp::tuf::matches_pattern(pattern, path));
  // One file name in one directory, whatever the name is.
  const std::string file = igp::tuf::encode_name(path);
  if (file.find('/') != std::string::npos || file.starts_with('.')) __builtin_trap();
  return 0;
}
