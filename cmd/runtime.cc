// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "runtime.h"

#include <cstdlib>

namespace igp {

cli::Runtime make_runtime() {
  return {.clock = std::make_shared<SystemClock>(),
          .rng = std::make_shared<SystemRng>(),
          .env = [](const char* name) -> std::optional<std::string> {
            const char* value = std::getenv(name);
            if (value == nullptr) return std::nullopt;
            return value;
          }};
}

}  // namespace igp
