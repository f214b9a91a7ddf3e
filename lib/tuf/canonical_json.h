// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// OLPC canonical JSON: the bytes that TUF signatures are made over. Not RFC 8785: strings are
// escaped differently and numbers are integers only.
#pragma once

#include <string>

#include "base/json.h"

namespace igp::tuf {

/// The canonical bytes of `value`. Fails with kTufMalformed when it holds a number that is no
/// integer.
Result<std::string> encode_canonical(const Json& value);

}  // namespace igp::tuf
