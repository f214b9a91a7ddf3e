// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/checks/at_most.h"
#include "evidence/checks/checks.h"

namespace igp::evidence {

Finding check_graphql_cost(const CheckInput& input) {
  return at_most("graphql_cost", "GraphQL cost", input.snapshot.graphql_per_million_usd,
                 input.limits.graphql_per_million_usd, " USD per million");
}

}  // namespace igp::evidence
