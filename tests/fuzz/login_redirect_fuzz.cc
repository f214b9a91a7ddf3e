// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/bytes.h"
#include "cli/login.h"
#include "sigstore/sign/login_common.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto query = igp::cli::redirect_query(igp::as_text({data, size}));
  if (!query) return 0;
  const auto fields = igp::sigstore::parse_form(*query);
  if (!fields) return 0;
  const auto again = igp::sigstore::parse_form(igp::sigstore::encode_form(*fields));
  if (!again || *again != *fields) __builtin_trap();
  return 0;
}
