// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/checks/at_most.h"
#include "evidence/checks/checks.h"

namespace igp::evidence {

Finding check_read_p95(const CheckInput& input) {
  return at_most("read_p95", "read p95", input.snapshot.read_p95_ms, input.limits.read_p95_ms,
                 " ms");
}

}  // namespace igp::evidence
