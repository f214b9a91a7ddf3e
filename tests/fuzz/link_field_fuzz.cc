// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/bytes.h"
#include "http/link_field.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static_cast<void>(igp::http::parse_link_field(igp::as_text({data, size})));
  return 0;
}
