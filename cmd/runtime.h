// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Where the process meets clock, randomness and environment. The shipped binary links runtime.cc;
// igpack-under-test links tests/support/test_runtime.cc instead, so that no switch in the shipped
// binary can fake them.
#pragma once

#include "cli/command.h"

namespace igp {

cli::Runtime make_runtime();

}  // namespace igp
