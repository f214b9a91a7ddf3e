// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/bytes.h"
#include "yaml/yaml_to_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static_cast<void>(igp::yaml::yaml_to_json(igp::as_text({data, size}), {.json_bytes = 1 << 16}));
  return 0;
}
