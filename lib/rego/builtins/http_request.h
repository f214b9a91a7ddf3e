// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The request objects of http.send and providers.aws.sign_req.
#pragma once

#include "rego/builtins/builtin.h"

namespace igp::rego {

/// The error of an operand whose members are not those that a request has; null when they are.
const BuiltinError* check_request(const BuiltinContext& ctx, int position, const Value& request);

}  // namespace igp::rego
