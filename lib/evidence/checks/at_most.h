// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The comparison behind every limit.
#pragma once

#include "evidence/gate.h"

namespace igp::evidence {

/// Cannot-decide unless `observed` is there, finite and not negative; nothing otherwise. `what`
/// names the measure ("read p95").
std::optional<Finding> unusable(std::string_view check, std::string_view what,
                                const Measure& observed);

/// Passes only if `observed` is a finite number from 0 to `limit`. The comparison is written so
/// that NaN on either side cannot pass.
Finding at_most(std::string_view check, std::string_view what, const Measure& observed,
                double limit, std::string_view unit);

}  // namespace igp::evidence
