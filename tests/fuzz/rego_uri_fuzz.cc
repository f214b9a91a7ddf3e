// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// IP networks, which read back what they write, and uri.parse.
#include <cstdlib>

#include "rego/builtins/caches.h"
#include "rego/builtins/ip_network.h"
#include "rego/builtins/memo.h"
#include "rego/builtins/registry.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto network = igp::rego::IpNetwork::parse(text)) {
    const auto again = igp::rego::IpNetwork::parse(network->text());
    if (!again || again->first() != network->first() || again->last() != network->last()) abort();
  }
  igp::rego::Arena arena;
  igp::rego::BuiltinCaches caches;
  igp::rego::BuiltinMemo memo;
  igp::rego::BuiltinContext context{arena, caches, memo, 0, nullptr, nullptr, igp::rego::Value()};
  const igp::rego::Value operand = context.string(text);
  igp::rego::find_builtin_function("uri.parse")(context, {&operand, 1});
  return 0;
}
