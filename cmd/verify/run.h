// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What `igpack verify` does between its flags and its report.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/groups/trust.h"
#include "sigstore/verify/policy.h"
#include "sigstore/verify/threshold.h"
#include "verify/inputs.h"
#include "verify/policy.h"
#include "verify/report.h"

namespace igp {

/// A bundle and the name that the command line gave it; detached signatures have theirs.
struct NamedBundle {
  std::string name;
  sigstore::Bundle bundle;
};

/// Verifies one pair of artifact and bundle after the other under the same demands.
class Verifier {
 public:
  /// All outlive the verifier.
  Verifier(const cli::TrustRootFlags& root, const std::vector<StatementPolicy>& policies,
           const cli::TrustHost& host)
      : root_flags_(root), policies_(policies), host_(host) {}

  /// The bundle is a signature of the artifact by the signer that `signer` names, and every policy
  /// allows its statement. Fails as sigstore::verify_bundle, the trust root's flags, and
  /// StatementPolicy::allow.
  Result<sigstore::Report> verify(const NamedBundle& bundle, ArtifactReader& artifact,
                                  const sigstore::VerifyPolicy& signer);

  /// At least `wanted` different signers of `signers` have signed, each in one of `bundles`. A
  /// bundle of nobody among them, or that does not verify, is not counted and named with the
  /// reason: in the result, or in a warning when too few are left. Fails with kThresholdMissed, and
  /// at once with what is not the bundles' fault (usage, input and output, the trust root).
  Result<ThresholdReport> verify_threshold(const std::vector<NamedBundle>& bundles,
                                           ArtifactReader& artifact,
                                           const std::vector<sigstore::VerifyPolicy>& signers,
                                           int wanted);

  /// Where the trust root that was used comes from, without the root itself; null when none was
  /// needed.
  [[nodiscard]] const cli::LoadedRoot* trust_root() const { return root_ ? &*root_ : nullptr; }

 private:
  /// A bundle that was accepted for a signer.
  struct Accepted {
    sigstore::Approval approval;
    sigstore::Report report;
  };

  /// Every pair of bundle and signer that verifies; `reasons` says of each bundle why it may not
  /// be counted.
  Result<std::vector<Accepted>> accept(const std::vector<NamedBundle>& bundles,
                                       ArtifactReader& artifact,
                                       const std::vector<sigstore::VerifyPolicy>& signers,
                                       std::vector<std::string>& reasons);
  Status need_trust_root();
  Status ask_policies(const sigstore::Report& report) const;

  const cli::TrustRootFlags& root_flags_;
  const std::vector<StatementPolicy>& policies_;
  const cli::TrustHost& host_;
  std::optional<cli::LoadedRoot> root_;
  std::shared_ptr<const sigstore::TrustRoot> shared_root_;
};

}  // namespace igp
