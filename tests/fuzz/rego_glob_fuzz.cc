// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/bytes.h"
#include "rego/builtins/glob_pattern.h"

// The pattern, a zero byte, the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = igp::as_text({data, size});
  const std::size_t zero = input.find('\0');
  if (zero == std::string_view::npos) return 0;
  const auto pattern = igp::rego::GlobPattern::compile(input.substr(0, zero), U".");
  if (pattern) static_cast<void>(pattern->matches(input.substr(zero + 1)));
  return 0;
}
