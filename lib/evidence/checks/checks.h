// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The checks of the gate. Each answers pass, fail or cannot-decide, and says pass only where it
// has seen that the evidence is good.
#pragma once

#include "evidence/gate.h"

namespace igp::evidence {

Finding check_freshness(const CheckInput& input);  ///< collectedAt is recent and not in the future
Finding check_samples(const CheckInput& input);    ///< enough requests stand behind the numbers
Finding check_percentiles(
    const CheckInput& input);  ///< p95 and p99 are there and do not contradict
Finding check_read_p95(const CheckInput& input);
Finding check_write_p95(const CheckInput& input);
Finding check_error_rate(const CheckInput& input);
Finding check_graphql_cost(const CheckInput& input);
Finding check_ingest_cost(const CheckInput& input);

}  // namespace igp::evidence
