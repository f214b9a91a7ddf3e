// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Whether the numbers of a JSON Web Key can be a key.
#pragma once

#include "base/result.h"
#include "rego/builtins/jwk.h"

namespace igp::rego {

/// Looks at the numbers of `key` as OPA's library does before it uses a key, with its words.
/// Fails with kKeyMalformed.
Status check_jwk(const Jwk& key);

}  // namespace igp::rego
