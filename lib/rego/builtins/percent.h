// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Percent-encoding of URL query components, as Go's net/url does it.
#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace igp::rego {

/// Letters, digits, - _ . ~ as they are, a blank as '+', and everything else as %XX.
std::string escape_query(std::string_view text);

/// The reverse. On failure the escape that is wrong ("%zz").
std::expected<std::string, std::string> unescape_query(std::string_view text);

}  // namespace igp::rego
