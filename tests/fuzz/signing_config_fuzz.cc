// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/bytes.h"
#include "sigstore/sign/signing_config.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = igp::as_text({data, size});
  const auto config = igp::sigstore::parse_signing_config(text);
  if (!config) return 0;
  static_cast<void>(
      igp::sigstore::select_services(config->logs, config->log_policy, {1, 2}, 0, ""));
  return 0;
}
