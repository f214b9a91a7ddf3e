// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/caches.h"

#include "rego/builtins/caches_state.h"

namespace igp::rego {

BuiltinCaches::BuiltinCaches() : state_(std::make_unique<State>()) {}
BuiltinCaches::BuiltinCaches(BuiltinCaches&&) noexcept = default;
BuiltinCaches& BuiltinCaches::operator=(BuiltinCaches&&) noexcept = default;
BuiltinCaches::~BuiltinCaches() = default;

}  // namespace igp::rego
