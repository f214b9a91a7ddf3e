// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/model.h"

#include <doctest/doctest.h>

#include <cmath>

#include <nlohmann/json.hpp>

#include "evidence/limits.h"

using namespace igp;

namespace {

const Json& valid() {
  static const Json json = Json::parse(R"({
    "service": "api", "releaseId": "2026.11.22-1", "window": "15m", "collectedAt": "2026-11-22T15:36:16Z",
    "p95Ms": 120.5, "p99Ms": 300, "readP95Ms": 100, "writeP95Ms": null, "errorRate": "NaN",
    "sampleCount": 12345, "cost": {"graphqlPerMillionUsd": 1.5, "ingestPerThousandUsd": "+Inf"}})");
  return json;
}

Json changed(const char* key, Json value) {
  Json out = valid();
  out[key] = std::move(value);
  return out;
}

}  // namespace

TEST_CASE("model: reads a snapshot and writes it back") {
  const auto snapshot = evidence::parse_snapshot(valid().dump());
  REQUIRE(snapshot.has_value());
  CHECK(snapshot->service == "api");
  CHECK(*snapshot->p95_ms == 120.5);
  CHECK_FALSE(snapshot->write_p95_ms.has_value());
  CHECK(std::isnan(*snapshot->error_rate));
  CHECK(std::isinf(*snapshot->ingest_per_thousand_usd));
  const std::string text = evidence::encode_snapshot(*snapshot);
  const auto again = evidence::parse_snapshot(text);
  REQUIRE(again.has_value());
  CHECK(evidence::encode_snapshot(*again) == text);
}

TEST_CASE("model: refuses what is no snapshot") {
  const Json cases[] = {
      Json::array(),
      changed("service", nullptr),
      changed("service", ""),
      changed("service", 1),
      changed("service", "a\nb"),
      changed("service", std::string(257, 'a')),
      changed("releaseId", Json::object()),
      changed("window", "soon"),
      changed("window", "15"),
      changed("window", "0m"),
      changed("window", "5m1h"),
      changed("window", "5m5m"),
      changed("window", ""),
      changed("collectedAt", "yesterday"),
      changed("collectedAt", 1700000000),
      changed("p95Ms", "fast"),
      changed("p95Ms", "nan"),
      changed("p95Ms", true),
      changed("p95Ms", -1),
      changed("p95Ms", Json::array({1})),
      changed("errorRate", 1.5),
      changed("cost", 1),
      changed("cost", {{"p95Ms", 1}}),
      changed("graphqlPerMillionUsd", 1),
      changed("unknown", 1),
      changed("", 1),
  };
  for (const Json& json : cases) {
    CAPTURE(json.dump());
    const auto snapshot = evidence::parse_snapshot(json.dump());
    REQUIRE_FALSE(snapshot.has_value());
    CHECK(snapshot.error().code == ErrorCode::kEvidenceInvalid);
  }
  CHECK(evidence::parse_snapshot("{").error().code == ErrorCode::kJsonMalformed);
  CHECK(evidence::parse_snapshot(R"({"service":"a","service":"b"})").error().code ==
        ErrorCode::kJsonMalformed);
}

TEST_CASE("model: accepts names and documents at their limits and none beyond") {
  CHECK(evidence::is_evidence_name(std::string(limits::kEvidenceNameBytes, 'a')));
  CHECK_FALSE(evidence::is_evidence_name(std::string(limits::kEvidenceNameBytes + 1, 'a')));
  const std::string text = valid().dump();
  const std::string padding(limits::kEvidenceBytes - text.size(), ' ');
  CHECK(evidence::parse_snapshot(text + padding).has_value());
  CHECK(evidence::parse_snapshot(text + padding + ' ').error().code == ErrorCode::kLimitExceeded);
}

TEST_CASE("model: reads windows as Prometheus writes them") {
  for (const char* window : {"1ms", "15m", "1h30m", "1y2w3d4h5m6s7ms"}) {
    CAPTURE(window);
    CHECK(evidence::parse_snapshot(changed("window", window).dump()).has_value());
  }
}

TEST_CASE("limits: reads a file and keeps the other defaults") {
  const auto limits = evidence::parse_gate_limits(R"({"readP95Ms": 100, "minSamples": 0})");
  REQUIRE(limits.has_value());
  CHECK(limits->read_p95_ms == 100);
  CHECK(limits->min_samples == 0);
  CHECK(limits->write_p95_ms == 700);
}

TEST_CASE("limits: refuses what is no limit") {
  for (const std::string_view text :
       {R"([])", R"({"readP95ms": 1})", R"({"readP95Ms": "1"})", R"({"readP95Ms": -1})",
        R"({"readP95Ms": null})", R"({"minSamples": 1.5})", R"({"maxAgeSeconds": -1})",
        R"({"maxAgeSeconds": 99999999999999})"}) {
    CAPTURE(text);
    const auto limits = evidence::parse_gate_limits(text);
    REQUIRE_FALSE(limits.has_value());
    CHECK(limits.error().code == ErrorCode::kFieldInvalid);
  }
}
