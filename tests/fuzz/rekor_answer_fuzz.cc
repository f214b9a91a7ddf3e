// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/bytes.h"
#include "sigstore/sign/rekor.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = igp::as_text({data, size});
  static_cast<void>(igp::sigstore::parse_entry_answer_v1(text));
  static_cast<void>(igp::sigstore::parse_entry_answer_v2(text));
  return 0;
}
