// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Validation of queries against a schema.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "rego/gqlparser/parser.h"
#include "rego/gqlparser/schema.h"

namespace igp::rego::gqlparser {

/// How much of what is wrong is wanted.
enum class Report : std::uint8_t { kAll, kFirst };

/// Runs gqlparser's rules over `document`, whose annotations it fills in. Fails with
/// kGraphqlInvalid, whose message has a line for each thing wrong, in gqlparser's order
/// ("input:1:2: ...\n"), or, if nothing was found wrong within the limits, with kLimitExceeded.
Status validate_query(const Schema& schema, QueryDocument& document, Report report = Report::kAll,
                      const Limits& limits = {});

}  // namespace igp::rego::gqlparser
