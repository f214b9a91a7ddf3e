// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Conditional requests: RFC 9110 section 13, as a pure function.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/clock.h"
#include "http/headers.h"

namespace igp::http {

/// What the selected representation says about itself.
struct Validators {
  std::string_view etag;           ///< with its quotes and, for a weak one, "W/"
  std::int64_t last_modified = 0;  ///< seconds since 1970-01-01T00:00:00Z
};

/// What a server has to do after it looked at the conditions.
enum class Precondition : std::uint8_t {
  kProceed,      ///< answer as if there were no conditions
  kNotModified,  ///< 304
  kFailed,       ///< 412
};

/// Evaluates If-Match, If-Unmodified-Since, If-None-Match and If-Modified-Since of a GET or HEAD in
/// the order of section 13.2.2. A malformed list of tags matches nothing, and a malformed date is
/// as good as absent; either way the client gets the full answer rather than a wrong 304.
Precondition evaluate_conditions(const Headers& request, const Validators& current, UnixNanos now);

}  // namespace igp::http
