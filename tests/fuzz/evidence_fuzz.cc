// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Any snapshot: what is read survives being written, and only finite numbers pass the gate.
#include <cmath>

#include "evidence/gate.h"

using namespace igp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto snapshot = evidence::parse_snapshot({reinterpret_cast<const char*>(data), size});
  if (!snapshot) return 0;
  const std::string text = evidence::encode_snapshot(*snapshot);
  const auto again = evidence::parse_snapshot(text);
  if (!again || evidence::encode_snapshot(*again) != text) __builtin_trap();
  const auto decision = evidence::decide(*snapshot, {}, snapshot->collected_at);
  const evidence::Measure& read = snapshot->read_p95_ms;
  if (decision.ok() && !(read && std::isfinite(*read))) __builtin_trap();
  if (decision.ok() != decision.reasons().empty()) __builtin_trap();
  return 0;
}
