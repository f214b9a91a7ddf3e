// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The Query type of contracts/graphql/evidence.graphql.
#pragma once

#include "base/clock.h"
#include "evidence/gate.h"
#include "evidence/store.h"
#include "graphql/execute.h"

namespace igp::evidence {

/// The SDL in contracts/graphql/evidence.graphql, compiled in.
std::string_view evidence_sdl();

/// The root of one request; made anew for each, at one moment in time.
class QueryRoot final : public graphql::Object {
 public:
  QueryRoot(Store& store, const GateLimits& limits, UnixNanos now)
      : store_(store), limits_(limits), now_(now) {}

  [[nodiscard]] std::string_view type_name() const override { return "Query"; }
  [[nodiscard]] Result<graphql::FieldValue> resolve(std::string_view field,
                                                    const Json& arguments) const override;

  /// Set once the store has failed during this request.
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

 private:
  Store& store_;
  const GateLimits& limits_;
  UnixNanos now_;
  mutable std::optional<Error> failure_;
};

/// A decision as the fields of EvidenceDecision.
Json decision_to_json(const Decision& decision, const std::string& service,
                      const std::string& release_id);

}  // namespace igp::evidence
