// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The flags that say whom to trust; shared by every command that verifies.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/flag.h"
#include "sigstore/verify/policy.h"

namespace igp::cli {

/// Whom the bundle must be signed by, and what stands behind certificates, logs and timestamps.
class TrustFlags {
 public:
  void describe(FlagSet& flags);

  /// The policy without its trust root. Fails with kUsage on contradictions, and on unreadable
  /// keys.
  [[nodiscard]] Result<sigstore::VerifyPolicy> policy() const;

  /// The trust root of the flags, else the built-in public-good root. Reading one costs more than
  /// checking a signature, so call it only for bundles that need it.
  [[nodiscard]] Result<sigstore::TrustRoot> trust_root() const;

 private:
  [[nodiscard]] Result<std::optional<sigstore::IdentityPolicy>> identity() const;

  std::string key_;
  std::string identity_;
  std::string identity_regexp_;
  std::string issuer_;
  std::string issuer_regexp_;
  std::string workflow_trigger_;
  std::string workflow_sha_;
  std::string workflow_name_;
  std::string workflow_repository_;
  std::string workflow_ref_;
  std::vector<std::string> claims_;
  std::string trusted_root_;
  std::string ca_roots_;
  std::string tsa_roots_;
  std::string rekor_key_;
  std::string ct_key_;
  std::optional<std::int64_t> min_tlog_;
  std::int64_t min_timestamps_ = 0;
  std::string type_;
  bool ignore_tlog_ = false;
  bool ignore_sct_ = false;
};

}  // namespace igp::cli
