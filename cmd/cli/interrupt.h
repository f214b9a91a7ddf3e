// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// InterruptFlag: lets a command clean up when the user or the system asks it to stop.
#pragma once

#include <atomic>

namespace igp::cli {

/// While one exists, the first SIGINT, SIGTERM or SIGHUP sets its flag; the second ends the process
/// at once, as ever. Make at most one at a time.
class InterruptFlag {
 public:
  InterruptFlag();
  InterruptFlag(InterruptFlag&&) = delete;
  ~InterruptFlag();

  [[nodiscard]] const std::atomic<bool>* get() const;
};

}  // namespace igp::cli
