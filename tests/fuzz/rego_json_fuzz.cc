// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/bytes.h"
#include "rego/value/json_read.h"
#include "rego/value/json_write.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  igp::rego::Arena arena;
  const auto value = igp::rego::read_json(arena, igp::as_text({data, size}));
  if (!value) return 0;
  // What was read is written, and reads back as the same value.
  const std::string text = igp::rego::write_json(*value);
  const auto again = igp::rego::read_json(arena, text);
  if (!again || !(*again == *value) || hash(*again) != hash(*value)) __builtin_trap();
  return 0;
}
