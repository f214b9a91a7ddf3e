// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/model.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <nlohmann/json.hpp>

#include "base/rfc3339.h"
#include "base/utf8.h"

namespace igp::evidence {
namespace {

/// Where a measure stands in the JSON; `parent` is empty at the top.
struct MeasureField {
  const char* parent;
  const char* key;
  Measure Snapshot::* member;
};

constexpr MeasureField kMeasures[] = {
    {"", "p95Ms", &Snapshot::p95_ms},
    {"", "p99Ms", &Snapshot::p99_ms},
    {"", "readP95Ms", &Snapshot::read_p95_ms},
    {"", "writeP95Ms", &Snapshot::write_p95_ms},
    {"", "errorRate", &Snapshot::error_rate},
    {"", "sampleCount", &Snapshot::sample_count},
    {"cost", "graphqlPerMillionUsd", &Snapshot::graphql_per_million_usd},
    {"cost", "ingestPerThousandUsd", &Snapshot::ingest_per_thousand_usd},
};

constexpr std::string_view kTexts[] = {"service", "releaseId", "window", "collectedAt"};

template <class... Args>
Fail invalid(fmt::format_string<Args...> format, Args&&... args) {
  return fail(ErrorCode::kEvidenceInvalid, format, std::forward<Args>(args)...);
}

Result<std::string> text(const Json& object, const char* key) {
  const Json* value = json_find(object, key);
  if (value == nullptr) return invalid("'{}' is missing", key);
  if (!value->is_string()) return invalid("'{}' is not a string", key);
  return value->get<std::string>();
}

Result<std::string> name(const Json& object, const char* key) {
  std::string out = IGP_TRY(text(object, key));
  if (!is_evidence_name(out)) return invalid("'{}' cannot be {}", key, quote(out));
  return out;
}

/// "1h30m": numbers with units from large to small, each unit once.
bool is_window(std::string_view text) {
  static constexpr std::string_view kUnits[] = {"y", "w", "d", "h", "m", "s", "ms"};
  std::size_t unit = 0;
  if (text.empty() || text.size() > 32) return false;
  while (!text.empty()) {
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    if (digits == 0 || text.find_first_not_of('0') >= digits) return false;
    text.remove_prefix(digits);
    const std::string_view letters = text.substr(0, text.find_first_of("0123456789"));
    const auto* const found = std::find(std::begin(kUnits) + unit, std::end(kUnits), letters);
    if (found == std::end(kUnits)) return false;
    unit = static_cast<std::size_t>(found - std::begin(kUnits)) + 1;
    text.remove_prefix(letters.size());
  }
  return true;
}

Result<Measure> measure(const Json& object, const char* key) {
  const Json* value = json_find(object, key);
  if (value == nullptr) return Measure();
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (*value == "NaN") return Measure(std::numeric_limits<double>::quiet_NaN());
  if (*value == "+Inf" || *value == "Inf") return Measure(kInfinity);
  if (*value == "-Inf") return Measure(-kInfinity);
  if (!value->is_number()) return invalid("'{}' is not a number", key);
  const double number = value->get<double>();
  if (number < 0) return invalid("'{}' is negative", key);
  return Measure(number);
}

Status check_known(const Json& object, std::string_view parent) {
  for (const auto& [key, unused] : object.items()) {
    const bool known_text = parent.empty() && std::ranges::find(kTexts, key) != std::end(kTexts);
    const bool known_measure = std::ranges::any_of(kMeasures, [&](const MeasureField& field) {
      return field.parent == parent && field.key == key;
    });
    if (known_text || known_measure || (parent.empty() && key == "cost")) continue;
    return invalid("unknown member {}", quote(key));
  }
  return {};
}

Json measure_to_json(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "+Inf" : "-Inf";
  if (value == std::trunc(value) && std::fabs(value) < 9e15) {
    return static_cast<std::int64_t>(value);
  }
  return value;
}

}  // namespace

bool is_evidence_name(std::string_view name) {
  return !name.empty() && name.size() <= limits::kEvidenceNameBytes && is_valid_utf8(name) &&
         std::ranges::none_of(
             name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

Result<Snapshot> parse_snapshot(std::string_view json) {
  const Json document = IGP_TRY(parse_json(json, {.bytes = limits::kEvidenceBytes, .depth = 4}));
  if (!document.is_object()) return invalid("a snapshot is a JSON object");
  IGP_CHECK(check_known(document, ""));
  const Json none = Json::object();
  const Json* cost = json_find(document, "cost");
  if (cost != nullptr && !cost->is_object()) return invalid("'cost' is not an object");
  if (cost != nullptr) IGP_CHECK(check_known(*cost, "cost"));

  Snapshot out;
  out.service = IGP_TRY(name(document, "service"));
  out.release_id = IGP_TRY(name(document, "releaseId"));
  out.window = IGP_TRY(text(document, "window"));
  if (!is_window(out.window)) return invalid("'window' cannot be {}", quote(out.window));
  auto collected_at = parse_rfc3339(IGP_TRY(text(document, "collectedAt")));
  if (!collected_at) return invalid("'collectedAt' is no RFC 3339 time");
  out.collected_at = *collected_at;
  for (const MeasureField& field : kMeasures) {
    const bool top = *field.parent == '\0';
    const Json& parent = top ? document : cost != nullptr ? *cost : none;
    out.*field.member = IGP_TRY(measure(parent, field.key));
  }
  if (out.error_rate && std::isfinite(*out.error_rate) && *out.error_rate > 1) {
    return invalid("'errorRate' is above 1");
  }
  return out;
}

Json snapshot_to_json(const Snapshot& snapshot) {
  Json out{{"service", snapshot.service},
           {"releaseId", snapshot.release_id},
           {"window", snapshot.window},
           {"collectedAt", format_rfc3339(snapshot.collected_at)}};
  for (const MeasureField& field : kMeasures) {
    const Measure& value = snapshot.*field.member;
    if (!value) continue;
    Json& parent = *field.parent == '\0' ? out : out[field.parent];
    parent[field.key] = measure_to_json(*value);
  }
  return out;
}

std::string encode_snapshot(const Snapshot& snapshot) {
  return encode_json(snapshot_to_json(snapshot));
}

}  // namespace igp::evidence
