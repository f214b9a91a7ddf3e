// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Lists as text.
#pragma once

#include <string>
#include <string_view>

namespace igp {

/// The texts of `parts` in their order, with `separator` between two of them.
template <class Texts>
std::string join(const Texts& parts, std::string_view separator) {
  std::string out;
  bool first = true;
  for (const std::string_view part : parts) {
    if (!first) out += separator;
    out += part;
    first = false;
  }
  return out;
}

}  // namespace igp
