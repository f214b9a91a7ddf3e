// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What a YAML scalar means.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace igp::yaml {

/// A scalar as JSON text, and whether that is a string.
struct Scalar {
  std::string json;
  std::string text;  ///< of strings, unescaped
  bool is_string = false;
};

/// `tag` is empty when none was given; `plain`: without quotes. Fails with kYamlMalformed for
/// infinities, and for text that is not what its tag says.
Result<Scalar> resolve_scalar(std::string_view text, std::string_view tag, bool plain);

/// `text` as a JSON string.
std::string json_quoted(std::string_view text);

}  // namespace igp::yaml
