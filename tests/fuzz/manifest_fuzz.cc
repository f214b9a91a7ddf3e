// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "pack/manifest.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = igp::as_text({data, size});
  const auto manifest = igp::pack::parse_manifest(text);
  if (!manifest) return 0;
  // A manifest renewed with its own values stays valid, and renewing it again changes nothing.
  const auto once = igp::pack::update_manifest(text, manifest->digest, &manifest->contents);
  if (!once || !igp::pack::parse_manifest(*once)) __builtin_trap();
  const auto twice = igp::pack::update_manifest(*once, manifest->digest, &manifest->contents);
  if (!twice || *twice != *once) __builtin_trap();
  return 0;
}
