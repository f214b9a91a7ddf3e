// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <nlohmann/json.hpp>

#include "base/bytes.h"
#include "base/json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto json = igp::parse_json(igp::as_text({data, size}));
  if (!json) return 0;
  // What was accepted must survive its canonical form.
  const auto again = igp::parse_json(igp::encode_jcs(*json));
  if (!again || igp::encode_jcs(*again) != igp::encode_jcs(*json)) __builtin_trap();
  return 0;
}
