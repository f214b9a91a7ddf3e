// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/bytes.h"
#include "sigstore/trust_root.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto root = igp::sigstore::parse_trust_root(igp::as_text({data, size}));
  if (!root) return 0;
  for (const auto& log : root->tlogs) static_cast<void>(log.key());
  for (const auto& authority : root->certificate_authorities)
    static_cast<void>(authority.certificates());
  return 0;
}
