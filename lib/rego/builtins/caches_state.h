// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What BuiltinCaches holds; included by the families that use it.
#pragma once

#include "rego/builtins/caches.h"

namespace igp::rego {

struct BuiltinCaches::State {};

}  // namespace igp::rego
