// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/verify/check.h"

namespace igp::sigstore {

Status require(Check /*check*/, Status outcome) { return outcome; }

}  // namespace igp::sigstore
