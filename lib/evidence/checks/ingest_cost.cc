// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/checks/at_most.h"
#include "evidence/checks/checks.h"

namespace igp::evidence {

Finding check_ingest_cost(const CheckInput& input) {
  return at_most("ingest_cost", "ingest cost", input.snapshot.ingest_per_thousand_usd,
                 input.limits.ingest_per_thousand_usd, " USD per thousand");
}

}  // namespace igp::evidence
