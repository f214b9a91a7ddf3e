// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/server/access_log.h"

#include <fmt/format.h>

#include <iterator>

#include "base/rfc3339.h"

namespace igp::http {
namespace {

/// Every byte that is not plain printable ASCII is escaped, so that no client can write the log.
std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x7f || c == '"' || c == '\\') {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", byte);
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string encode_access_record(const AccessRecord& record) {
  return fmt::format(
      R"({{"time":"{}","method":"{}","path":"{}","status":{},"bytes":{},"ms":{:.3f},)"
      R"("request_id":"{}"}})"
      "\n",
      format_rfc3339(record.time), escape(record.method), escape(record.path), record.status,
      record.bytes, static_cast<double>(record.micros) / 1000.0, escape(record.request_id));
}

}  // namespace igp::http
