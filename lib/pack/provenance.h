// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// SLSA v1.0 provenance: who built something, from which commit, and how.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace igp::pack {

/// The value of an environment variable, or nothing.
using Environment = std::function<std::optional<std::string>(const char* name)>;

/// What the user says about the build; empty: nothing.
struct BuildFacts {
  std::string build_type;
  std::string builder_id;
  std::string source_uri;
  std::string source_commit;
  std::string invocation_id;
  /// NAME=VALUE, the external parameters. Only together with build_type.
  std::vector<std::string> parameters;
};

/// The predicate https://slsa.dev/provenance/v1 as JSON text.
///
/// Without facts.build_type the build is described by the environment of GitHub Actions, GitLab
/// CI/CD or Buildkite, in the build type that goes with each; the other facts replace single
/// values. With it nothing is read from the environment, and builder, source and commit are needed
/// as well. Only the variables that ci_build.cc names are read: others may be secret.
///
/// Fails with kUsage when no CI system is recognized or something is missing or malformed.
Result<std::string> encode_provenance(const BuildFacts& facts, const Environment& environment);

}  // namespace igp::pack
