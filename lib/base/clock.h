// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Clock and Rng: the two sources of change that lib never reads by itself.
#pragma once

#include <cstdint>
#include <span>

namespace igp {

/// Nanoseconds since 1970-01-01T00:00:00Z, leap seconds ignored. Covers the years 1678 to 2262.
using UnixNanos = std::int64_t;

inline constexpr UnixNanos kNanosPerSecond = 1'000'000'000;

/// The time of day. Injected, so that every decision that depends on time can be replayed.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual UnixNanos now() const = 0;
};

/// The operating system's real-time clock.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] UnixNanos now() const override;
};

/// A clock that stands still where it is put; for replays (`--time`) and tests.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(UnixNanos now) : now_(now) {}
  [[nodiscard]] UnixNanos now() const override { return now_; }
  void set(UnixNanos now) { now_ = now; }

 private:
  UnixNanos now_;
};

/// A source of unpredictable bytes (keys, nonces, salts, temporary names).
class Rng {
 public:
  virtual ~Rng() = default;
  virtual void fill(std::span<std::uint8_t> out) = 0;
};

/// getrandom(2); aborts when the kernel cannot deliver, since nothing safe can follow.
class SystemRng final : public Rng {
 public:
  void fill(std::span<std::uint8_t> out) override;
};

}  // namespace igp
