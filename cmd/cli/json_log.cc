// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/json_log.h"

#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/io/file.h"
#include "base/json.h"
#include "base/rfc3339.h"

namespace igp::cli {

void JsonLog::line(std::string_view text) {
  // There is nobody left to tell when stderr is gone, and serving goes on without a log.
  (void)write_all(STDERR_FILENO, "stderr", as_bytes(text));
}

void JsonLog::write(std::string_view level, std::string_view text) {
  const Json record = {{"time", format_rfc3339(clock_->now())},
                       {"level", std::string(level)},
                       {"message", std::string(text)}};
  line(encode_json(record) + "\n");
}

}  // namespace igp::cli
