// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Digest fields: whatever parses is written in a form that parses to the same.
#include <cstdlib>

#include "http/digest_fields.h"

using namespace igp::http;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = igp::as_text({data, size});
  for (const auto& digest : parse_digest_field(text).value_or(std::vector<igp::crypto::Digest>())) {
    if (parse_digest_field(encode_digest_field(digest))->front() != digest) std::abort();
  }
  for (const auto& digest : parse_repr_digest(text).value_or(std::vector<igp::crypto::Digest>())) {
    if (parse_repr_digest(encode_repr_digest(digest))->front() != digest) std::abort();
  }
  return 0;
}
