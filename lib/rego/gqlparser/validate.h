// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Validation of queries against a schema.
#pragma once

#include "base/result.h"
#include "rego/gqlparser/parser.h"
#include "rego/gqlparser/schema.h"

namespace igp::rego::gqlparser {

/// Runs gqlparser's rules over `document`, whose annotations it fills in. Fails with
/// kGraphqlInvalid, whose message has a line for each thing wrong, in gqlparser's order
/// ("input:1:2: ...\n"), or with kLimitExceeded.
Status validate_query(const Schema& schema, QueryDocument& document, const Limits& limits = {});

}  // namespace igp::rego::gqlparser
