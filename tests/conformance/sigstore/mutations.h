// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Changes of one field, and what of a document nothing depends on.
#pragma once

#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "mutation_cases.h"

namespace igp::testing {

/// A document in which one field was changed.
struct Mutation {
  Json::json_pointer field;
  std::string kind;  ///< of the change: "bit", "length", "number", "text"
  Json document;
};

Mutation mutate(const Json& document, std::mt19937_64& random);

/// `text` with one byte changed, added or taken away.
std::string mutate_text(std::string text, std::mt19937_64& random);

/// The case's trust root without the logs and authorities that the case verifies without.
Json needed_trust(const Case& one);

/// Whether nothing signs what the change of a bundle touches: the key hints, which only propose,
/// and the signature lines of witnesses in a checkpoint.
bool is_unsigned_in_bundle(const Json& before, const Mutation& mutation);

/// Whether the verification at `report` may rest on the changed root as well: names for the report
/// (subjects, addresses of authorities), and a validity that still holds all times.
bool is_unused_in_root(const Json& before, const Mutation& mutation,
                       const sigstore::Report& report);

}  // namespace igp::testing
