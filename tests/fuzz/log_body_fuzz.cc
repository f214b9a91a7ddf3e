// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/bytes.h"
#include "sigstore/log_body.h"
#include "sigstore/statement.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = igp::as_text({data, size});
  static_cast<void>(igp::sigstore::parse_log_body(text));
  static_cast<void>(igp::sigstore::parse_statement(text));
  return 0;
}
