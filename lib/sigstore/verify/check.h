// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Check: the name of each thing that a verification refuses, and the one gate they all pass.
#pragma once

#include <cstdint>

#include "base/result.h"

namespace igp::sigstore {

enum class Check : std::uint8_t {
#define X(name, text, refuses) name,
#include "sigstore/verify/checks.inc"
#undef X
};

/// The outcome of `check`: `outcome`, always. Every refusal goes through here, and the test that
/// removes checks links another definition (tests/unit/sigstore/removed_checks_test.cc).
Status require(Check check, Status outcome);

}  // namespace igp::sigstore
