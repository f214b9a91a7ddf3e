// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The access log: one JSON line per request.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace igp::http {

/// What is recorded of a request. Neither query nor header fields are: they may hold credentials.
struct AccessRecord {
  UnixNanos time = 0;       ///< when the head was complete
  std::string_view method;  ///< empty for a request that did not parse
  std::string_view path;    ///< empty for a request that did not parse
  int status = 0;
  std::uint64_t bytes = 0;  ///< of the body, as sent
  std::int64_t micros = 0;  ///< from the complete head to the last byte sent
  std::string_view request_id;
};

/// The record as a JSON object on one line, with its newline.
std::string encode_access_record(const AccessRecord& record);

}  // namespace igp::http
