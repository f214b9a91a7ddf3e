// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// A template, executed over a small object.
#include "base/bytes.h"
#include "rego/templates/tree.h"
#include "rego/value/json_read.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace templates = igp::rego::templates;
  const auto parsed = templates::parse(igp::as_text({data, size}));
  if (!parsed) return 0;
  igp::rego::Arena arena;
  const auto object = igp::rego::read_json(arena, R"({"a": "x", "l": [1, null], "m": {"k": 2}})");
  constexpr templates::ExecuteLimits kMost{.steps = 10'000, .output_bytes = 1 << 16};
  static_cast<void>(templates::execute(*parsed, *object, arena, kMost));
  return 0;
}
