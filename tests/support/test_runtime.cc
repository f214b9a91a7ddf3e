// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Stands in for cmd/runtime.cc in igpack-under-test: a clock that IGPACK_TEST_TIME (RFC 3339) sets
// and a random generator that IGPACK_TEST_SEED makes repeatable. Chosen at link time, so that the
// shipped binary knows neither variable.
#include <cstdlib>
#include <random>

#include "base/rfc3339.h"
#include "runtime.h"

namespace igp {
namespace {

class SeededRng final : public Rng {
 public:
  explicit SeededRng(std::uint64_t seed) : engine_(seed) {}
  void fill(std::span<std::uint8_t> out) override {
    for (std::uint8_t& byte : out) byte = static_cast<std::uint8_t>(engine_());
  }

 private:
  std::mt19937_64 engine_;
};

std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr) return std::nullopt;
  return value;
}

std::shared_ptr<const Clock> test_clock() {
  const auto text = environment("IGPACK_TEST_TIME");
  if (!text) return std::make_shared<SystemClock>();
  const auto time = parse_rfc3339(*text);
  if (!time) std::abort();  // a test that sets a wrong time tests nothing
  return std::make_shared<FixedClock>(*time);
}

std::shared_ptr<Rng> test_rng() {
  const auto seed = environment("IGPACK_TEST_SEED");
  if (!seed) return std::make_shared<SystemRng>();
  return std::make_shared<SeededRng>(std::strtoull(seed->c_str(), nullptr, 10));
}

}  // namespace

cli::Runtime make_runtime() {
  return {.clock = test_clock(), .rng = test_rng(), .env = environment};
}

}  // namespace igp
