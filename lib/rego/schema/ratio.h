// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Exact arithmetic for `multipleOf`.
#pragma once

#include "rego/value/value.h"

namespace igp::rego::schema {

/// Whether `number` is an integer times `divisor`, which is above zero. Numbers whose exponents are
/// too large to compute with are no multiples.
bool is_multiple(const Value& number, const Value& divisor);

}  // namespace igp::rego::schema
