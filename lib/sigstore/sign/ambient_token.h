// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Ambient identity: the token that a CI system or a cluster gives to what runs in it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sigstore/sign/service_client.h"

namespace igp::sigstore {

/// Where the projected volume of a Kubernetes service account is mounted for Sigstore.
inline constexpr const char* kProjectedTokenFile = "/var/run/sigstore/cosign/oidc-token";

/// What surrounds the process.
struct AmbientHost {
  /// An environment variable, or nothing.
  std::function<std::optional<std::string>(const char* name)> env;
  /// A whole file. Fails with kFileNotFound when there is none.
  std::function<Result<std::string>(const std::string& path)> read_file;
  /// What a program prints. Fails when it does not succeed.
  std::function<Result<std::string>(const std::vector<std::string>& argv)> run;
};

/// A token as it was found, and who gave it.
struct AmbientToken {
  std::string provider;
  std::string text;
};

/// Asks the first of these that is there: GitHub Actions (a job with `id-token: write`), Buildkite
/// (its agent's command), a projected service account (kProjectedTokenFile). GitLab gives its token
/// in the variable SIGSTORE_ID_TOKEN, which is the caller's to read. Nothing when there is none;
/// the provider's error when it is there and fails, never the next provider's token.
/// Fails with the errors of ServiceClient and AmbientHost, kTokenExposed, kHttpAnswerInvalid.
Result<std::optional<AmbientToken>> find_ambient_token(const AmbientHost& host,
                                                       std::string_view audience,
                                                       ServiceClient& client);

}  // namespace igp::sigstore
