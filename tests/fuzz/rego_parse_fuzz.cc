// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <cstddef>
#include <cstdint>
#include <string>

#include "rego/syntax/parser.h"
#include "rego/syntax/print.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string source(reinterpret_cast<const char*>(data), size);
  for (const auto version : {igp::rego::RegoVersion::kV0, igp::rego::RegoVersion::kV2}) {
    (void)igp::rego::parse_module("fuzz.rego", source, {.version = version});
    const auto query = igp::rego::parse_query("", source, {.version = version});
    if (query) (void)igp::rego::to_text((*query)->body);
  }
  return 0;
}
