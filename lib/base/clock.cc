// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/clock.h"

#include <sys/random.h>

#include <cerrno>
#include <cstdlib>
#include <ctime>

namespace igp {

UnixNanos SystemClock::now() const {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  return static_cast<UnixNanos>(now.tv_sec) * kNanosPerSecond + now.tv_nsec;
}

void SystemRng::fill(std::span<std::uint8_t> out) {
  while (!out.empty()) {
    const ssize_t got = getrandom(out.data(), out.size(), 0);
    if (got < 0 && errno != EINTR) std::abort();
    if (got > 0) out = out.subspan(static_cast<std::size_t>(got));
  }
}

}  // namespace igp
