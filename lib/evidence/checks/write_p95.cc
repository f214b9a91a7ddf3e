// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/checks/at_most.h"
#include "evidence/checks/checks.h"

namespace igp::evidence {

Finding check_write_p95(const CheckInput& input) {
  return at_most("write_p95", "write p95", input.snapshot.write_p95_ms, input.limits.write_p95_ms,
                 " ms");
}

}  // namespace igp::evidence
