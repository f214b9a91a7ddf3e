// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/graphql_root.h"

#include <cmath>

#include <nlohmann/json.hpp>

#include "base/rfc3339.h"

namespace igp::evidence {
namespace {

/// GraphQL has no NaN and no infinity; the reasons tell about them.
Json finite(const Measure& value) { return value && std::isfinite(*value) ? Json(*value) : Json(); }

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::kPass:
      return "PASS";
    case Outcome::kFail:
      return "FAIL";
    case Outcome::kCannotDecide:
      return "CANNOT_DECIDE";
  }
  return "CANNOT_DECIDE";
}

Json to_json(const Finding& finding) {
  return {{"check", finding.check},
          {"outcome", name_of(finding.outcome)},
          {"code", finding.code},
          {"text", finding.text},
          {"observed", finite(finding.observed)},
          {"limit", finite(finding.limit)}};
}

void add_snapshot(Json& out, const Snapshot& snapshot) {
  const Json read = finite(snapshot.read_p95_ms);
  const Json write = finite(snapshot.write_p95_ms);
  out["snapshot"] = {{"service", snapshot.service},
                     {"releaseId", snapshot.release_id},
                     {"p95Ms", finite(snapshot.p95_ms)},
                     {"p99Ms", finite(snapshot.p99_ms)},
                     {"readP95Ms", read},
                     {"writeP95Ms", write},
                     {"errorRate", finite(snapshot.error_rate)},
                     {"window", snapshot.window},
                     {"sampleCount", finite(snapshot.sample_count)},
                     {"collectedAt", format_rfc3339(snapshot.collected_at)}};
  out["cost"] = {{"graphqlPerMillionUsd", finite(snapshot.graphql_per_million_usd)},
                 {"ingestPerThousandUsd", finite(snapshot.ingest_per_thousand_usd)}};
  out["readP95Ms"] = read;
  out["writeP95Ms"] = write;
}

}  // namespace

Json decision_to_json(const Decision& decision, const std::string& service,
                      const std::string& release_id) {
  Json out{{"ok", decision.ok()},
           {"verdict", evidence::name_of(decision.verdict)},
           {"reasons", decision.reasons()},
           {"findings", Json::array()},
           {"service", service},
           {"releaseId", release_id}};
  for (const Finding& finding : decision.findings) out["findings"].push_back(to_json(finding));
  if (decision.snapshot) add_snapshot(out, *decision.snapshot);
  return out;
}

Result<graphql::FieldValue> QueryRoot::resolve(std::string_view field,
                                               const Json& arguments) const {
  if (field != "evidenceOk") return fail(ErrorCode::kInternal, "unknown field {}", quote(field));
  const auto service = arguments["service"].get<std::string>();
  const auto release_id = arguments["releaseId"].get<std::string>();
  auto newest = store_.newest(service, release_id);
  if (!newest) {
    failure_ = newest.error();
    return Fail(std::move(newest).error());
  }
  const Decision decision = decide(*newest, limits_, now_);
  return graphql::FieldValue::of(decision_to_json(decision, service, release_id));
}

}  // namespace igp::evidence
