// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/checks/at_most.h"
#include "evidence/checks/checks.h"

namespace igp::evidence {

Finding check_error_rate(const CheckInput& input) {
  return at_most("error_rate", "error rate", input.snapshot.error_rate, input.limits.error_rate,
                 "");
}

}  // namespace igp::evidence
