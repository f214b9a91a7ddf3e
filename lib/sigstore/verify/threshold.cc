// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/verify/threshold.h"

#include <algorithm>
#include <map>
#include <set>

#include "sigstore/verify/check.h"

namespace igp::sigstore {
namespace {

/// Gives each signer a key of its own where that can be done: a maximum matching of signers and
/// keys, grown along augmenting paths.
class Matching {
 public:
  explicit Matching(const std::vector<Approval>& approvals) : approvals_(approvals) {
    for (std::size_t i = 0; i < approvals.size(); ++i) of_signer_[approvals[i].signer].push_back(i);
    for (const auto& [signer, own] : of_signer_) {
      std::set<std::string> seen;
      place(signer, seen);
    }
  }

  /// Indexes of the approvals that are matched.
  [[nodiscard]] std::set<std::size_t> chosen() const {
    std::set<std::size_t> out;
    for (const auto& [key, approval] : by_key_) out.insert(approval);
    return out;
  }

 private:
  /// Finds a key for `signer`, if need be by moving others to other keys of theirs.
  bool place(const std::string& signer, std::set<std::string>& seen) {
    for (const std::size_t candidate : of_signer_[signer]) {
      const std::string key = approvals_[candidate].signing_key.str();
      if (!seen.insert(key).second) continue;
      const auto taken = by_key_.find(key);
      if (taken != by_key_.end() && !place(approvals_[taken->second].signer, seen)) continue;
      by_key_[key] = candidate;
      return true;
    }
    return false;
  }

  const std::vector<Approval>& approvals_;
  std::map<std::string, std::vector<std::size_t>> of_signer_;
  std::map<std::string, std::size_t> by_key_;
};

}  // namespace

std::string signer_name(const Report& report) {
  if (report.key) return "key " + report.key->fingerprint.str();
  return fmt::format("{} ({})", report.certificate->identity, report.certificate->issuer);
}

std::vector<Approval> distinct_approvals(const std::vector<Approval>& approvals) {
  std::vector<Approval> out;
  for (const std::size_t index : Matching(approvals).chosen()) out.push_back(approvals[index]);
  std::ranges::stable_sort(out, {}, &Approval::bundle);
  return out;
}

Result<std::vector<Approval>> verify_threshold(const std::vector<Approval>& approvals, int wanted) {
  std::vector<Approval> counted = distinct_approvals(approvals);
  Status outcome;
  if (wanted < 1 || counted.size() < static_cast<std::size_t>(wanted)) {
    outcome = fail(ErrorCode::kThresholdMissed, "{} different signers where {} are demanded",
                   counted.size(), wanted);
  }
  IGP_CHECK(require(Check::kSignerThreshold, std::move(outcome)));
  return counted;
}

}  // namespace igp::sigstore
