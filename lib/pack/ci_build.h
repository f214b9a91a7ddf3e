// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Private to lib/pack: what a CI system says in its environment about the build that is running.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "base/json.h"
#include "base/result.h"
#include "pack/provenance.h"

namespace igp::pack {

/// One run of a build, in the terms of SLSA's provenance.
struct CiBuild {
  std::string build_type;
  Json external_parameters = Json::object();
  Json internal_parameters = Json::object();
  std::string source_uri;  ///< "git+https://host/path@refs/heads/main"
  std::string commit;
  std::string builder_id;
  std::string invocation_id;
  std::string started_on;  ///< RFC 3339; empty: not known
};

/// Reads variables and remembers the first that was missing.
class CiVariables {
 public:
  CiVariables(std::string_view system, const Environment& environment)
      : system_(system), environment_(environment) {}

  /// The value, which must be there; "" once something was missing.
  std::string required(const char* name);
  /// The value, or "".
  [[nodiscard]] std::string maybe(const char* name) const;
  /// Adds the variable to `object`, if it is there.
  void add(Json& object, const char* key, const char* name) const;
  /// Fails with kUsage when something required was missing.
  [[nodiscard]] Status complete() const;

 private:
  std::string_view system_;
  const Environment& environment_;
  std::string missing_;
};

/// The build that runs here. Fails with kUsage when no system is recognized, or more than one, or a
/// variable is missing.
Result<CiBuild> detect_ci_build(const Environment& environment);

}  // namespace igp::pack
