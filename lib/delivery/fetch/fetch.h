// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// fetch: download → digest → signature → archive → install. Nothing of a pack is read before its
// signature is verified, and nothing of it has a name on disk before all of it is checked.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "delivery/fetch/download.h"
#include "delivery/fetch/unpack.h"
#include "sigstore/verify/policy.h"
#include "sigstore/verify/report.h"

namespace igp::delivery {

struct FetchOptions {
  /// The pack's URL with everything that its requests share: headers, timeouts, TLS, cancel.
  http::HttpRequest request;
  std::string directory;
  /// Nothing: the signature is not checked at all, which only an explicit flag may ask for.
  std::optional<sigstore::VerifyPolicy> policy;
  /// Loads the policy's trust root; called at most once, and only when a bundle needs one.
  std::function<Result<std::shared_ptr<const sigstore::TrustRoot>>()> trust_root = {};
  std::optional<std::string> bundle;  ///< given by the user; replaces what the server offers
  bool allow_foreign = false;         ///< archives that other tools have made
  bool force = false;                 ///< download even if what is installed is still current
};

/// What was fetched, or found to be current.
struct FetchReport {
  std::string directory;
  std::string url;          ///< without query
  bool up_to_date = false;  ///< the server has nothing newer and what is installed is intact
  std::string digest;       ///< "sha256:..."
  std::uint64_t size = 0;
  std::size_t files = 0;
  std::optional<ArchiveForm> form;  ///< nothing when up to date
  std::string attestation;          ///< where the bundle came from; empty when none was used
  std::optional<sigstore::Report> signature;
  std::string trust;  ///< what vouched for the content: sigstore::policy_text(), or "none"
};

/// Fetches the pack and installs it. A directory that an earlier fetch of the same URL under the
/// same trust has left intact is offered to the server with If-None-Match.
/// Fails as inspect_target, download_pack, find_attestation, sigstore::verify_bundle,
/// check_archive and install do; whatever fails, the directory is as it was.
Result<FetchReport> fetch(FetchOptions options, const Channel& channel, Rng& rng);

}  // namespace igp::delivery
