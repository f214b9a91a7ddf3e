// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Snapshot: what was measured of one release in one window of time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/json.h"

namespace igp::evidence {

/// A measured number. Absent: it was not measured. It can be NaN or infinite, since that is what
/// monitoring reports where there was no traffic; such a number must be kept, and never passes.
using Measure = std::optional<double>;

/// Evidence about a release, as contracts/evidence-snapshot.schema.json describes it.
struct Snapshot {
  std::string service;
  std::string release_id;
  std::string window;  ///< length of the measured time, as Prometheus writes it: "15m", "1h30m"
  UnixNanos collected_at = 0;  ///< end of the window
  Measure p95_ms;              ///< latency over all requests
  Measure p99_ms;
  Measure read_p95_ms;
  Measure write_p95_ms;
  Measure error_rate;    ///< failed requests by all requests, 0 to 1
  Measure sample_count;  ///< requests in the window
  Measure graphql_per_million_usd;
  Measure ingest_per_thousand_usd;
};

/// Parses a snapshot. Unknown members, negative measures, an error rate above 1, names that are
/// empty, longer than limits::kEvidenceNameBytes or hold control characters are refused. A measure
/// may be null or one of the texts "NaN", "+Inf", "-Inf". Fails with kJsonMalformed,
/// kEvidenceInvalid or kLimitExceeded.
Result<Snapshot> parse_snapshot(std::string_view json);

/// The reverse: parse_snapshot gives the same snapshot again.
Json snapshot_to_json(const Snapshot& snapshot);
/// snapshot_to_json as one line.
std::string encode_snapshot(const Snapshot& snapshot);

/// Whether `name` can name a service or release.
bool is_evidence_name(std::string_view name);

}  // namespace igp::evidence
