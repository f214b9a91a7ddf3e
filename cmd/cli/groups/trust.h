// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The flags that say whom to trust; shared by every command that verifies.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/flag.h"
#include "cli/groups/trust_root.h"
#include "sigstore/verify/policy.h"

namespace igp::cli {

/// How many signers a command line may name.
enum class SignerCount : std::uint8_t { kOne, kSeveral };

/// Whom the bundle must be signed by, and what stands behind certificates, logs and timestamps.
class TrustFlags {
 public:
  explicit TrustFlags(SignerCount count) : count_(count) {}
  void describe(FlagSet& flags);

  /// One policy for each signer, without trust root; one that names nobody when no signer is given.
  /// The n-th issuer belongs to the n-th identity, a single one to all. Fails with kUsage on
  /// contradictions, and on unreadable keys.
  [[nodiscard]] Result<std::vector<sigstore::VerifyPolicy>> policies() const;

  /// Whether any flag says who must have signed.
  [[nodiscard]] bool names_signer() const;

  [[nodiscard]] const TrustRootFlags& root() const { return root_; }

 private:
  /// The values of a flag that may be repeated where several signers are counted.
  struct Values {
    std::string one;
    std::vector<std::string> many;
    Target target(SignerCount count) {
      return count == SignerCount::kOne ? Target(&one) : Target(&many);
    }
    [[nodiscard]] std::vector<std::string> list() const {
      return one.empty() ? many : std::vector{one};
    }
  };

  void describe_signers(FlagSet& flags);
  void describe_claims(FlagSet& flags);
  [[nodiscard]] Result<std::vector<sigstore::IdentityPolicy>> identities() const;
  [[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> claims() const;
  [[nodiscard]] Result<sigstore::VerifyPolicy> common_policy() const;

  SignerCount count_;
  Values keys_;
  Values identities_;
  Values identity_regexps_;
  Values issuers_;
  Values issuer_regexps_;
  std::string workflow_trigger_;
  std::string workflow_sha_;
  std::string workflow_name_;
  std::string workflow_repository_;
  std::string workflow_ref_;
  std::vector<std::string> claims_;
  std::string type_;
  TrustRootFlags root_;
  std::optional<std::int64_t> min_tlog_;
  std::int64_t min_timestamps_ = 0;
  bool ignore_tlog_ = false;
  bool ignore_sct_ = false;
};

}  // namespace igp::cli
