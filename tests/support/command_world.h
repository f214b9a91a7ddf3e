// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What the parts of a command need to run in a unit test.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/diag.h"
#include "base/io/directory.h"
#include "cli/command.h"

namespace igp::test {

/// A directory of its own, the beginning of 1970 and no environment.
struct CommandWorld {
  std::shared_ptr<SystemRng> rng = std::make_shared<SystemRng>();
  TempDirectory dir = *TempDirectory::create("/tmp", "igpack-test-", *rng);
  cli::Runtime runtime{
      .clock = std::make_shared<FixedClock>(0),
      .rng = rng,
      .env = [](const char*) -> std::optional<std::string> { return std::nullopt; }};
  Diag diag;
};

}  // namespace igp::test
