// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The Link field: what else a server has to say about a resource (RFC 8288 section 3).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace igp::http {

/// One link of the answered resource.
struct Link {
  std::string target;                  ///< a URI reference; resolve it against the request's URL
  std::vector<std::string> relations;  ///< of the first `rel`, in lower case
  std::string type;  ///< media type that is hinted at, in lower case; may be empty

  [[nodiscard]] bool has_relation(std::string_view name) const;
};

/// Parses a field's value, several lines joined with ", ". Links with an `anchor` are about other
/// resources and are left out. Fails with kHttpAnswerInvalid.
Result<std::vector<Link>> parse_link_field(std::string_view value);

}  // namespace igp::http
