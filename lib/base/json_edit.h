// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Editing JSON text in place: what is not ours keeps its spelling, 1.50 as well as integers that no
// machine number holds.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"

namespace igp {

/// `object`, the text of a JSON object, with the member `name` set to `value`: in the member's
/// place if there is one, else as the last. Every other byte stays. The new value is indented as
/// the members are, or on one line when they are. Fails as parse_json, and with kFieldInvalid when
/// the text is no object.
Result<std::string> set_json_member(std::string_view object, std::string_view name,
                                    const Json& value, const JsonLimits& limits = {});

}  // namespace igp
