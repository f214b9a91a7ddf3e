// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// JSON text to values: base documents, inputs, json.unmarshal.
#pragma once

#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "rego/value/value.h"

namespace igp::rego {

struct JsonReadOptions {
  std::size_t bytes = limits::kRegoDocumentBytes;
  int depth = limits::kRegoDocumentDepth;
  /// Long strings point into the text instead of being copied; it must outlive the value.
  bool borrow_text = false;
};

/// Reads one JSON document (RFC 8259) as Go's encoding/json does: numbers keep their spelling, the
/// last of duplicate keys stands, invalid UTF-8 and lone surrogates become U+FFFD. Objects with
/// the same keys in the same order share one key list.
/// Fails with kJsonMalformed (the message is worded as Go's and has the byte offset) or
/// kLimitExceeded.
Result<Value> read_json(Arena& arena, std::string_view text, const JsonReadOptions& options = {});

}  // namespace igp::rego
