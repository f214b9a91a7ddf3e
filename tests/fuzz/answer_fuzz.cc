// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Any body of an answer: a pass has the words of a pass in it.
#include "evidence/answer.h"

using namespace igp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  const auto decision = evidence::parse_answer(body, {"api", "r1"});
  if (!decision || !decision->ok) return 0;
  if (decision->verdict != "PASS" || !body.contains("true")) __builtin_trap();
  return 0;
}
