// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// RequestError: one entry of a GraphQL response's "errors" (specification section 7.1.2).
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "graphql/token.h"

namespace igp::graphql {

/// A response key or a list index.
using PathElement = std::variant<std::string, std::size_t>;

struct RequestError {
  std::string message;
  std::vector<Place> locations = {};
  std::vector<PathElement> path = {};  ///< of the field that failed; empty for request errors
};

}  // namespace igp::graphql
