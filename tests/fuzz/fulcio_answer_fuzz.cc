// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/bytes.h"
#include "sigstore/sign/fulcio.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = igp::as_text({data, size});
  const auto chain = igp::sigstore::parse_certificate_answer(text);
  if (chain && chain->empty()) __builtin_trap();
  return 0;
}
