// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// A JSON array of a schema and a document.
#include "base/bytes.h"
#include "rego/schema/schema.h"
#include "rego/value/json_read.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace schema = igp::rego::schema;
  igp::rego::Arena arena;
  const auto pair = igp::rego::read_json(arena, igp::as_text({data, size}));
  if (!pair || !pair->is_array() || pair->size() != 2) return 0;
  const auto compiled = schema::Schema::compile(pair->items()[0]);
  if (!compiled) return 0;
  constexpr std::size_t kSteps = 100'000;
  static_cast<void>(schema::validate(*compiled, pair->items()[1], kSteps));
  return 0;
}
