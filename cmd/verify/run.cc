// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "verify/run.h"

#include <algorithm>

#include "sigstore/verify/verifier.h"

namespace igp {
namespace {

/// Whether an error says something about the bundle, rather than about the call or the machine.
bool is_about_bundle(const Error& error) {
  const ExitClass what = info(error.code).exit_class;
  return what == ExitClass::kVerdict || what == ExitClass::kMalformed;
}

/// Whether the signer could have made such a bundle at all.
bool fits(const sigstore::Bundle& bundle, const sigstore::VerifyPolicy& signer) {
  return signer.key || !bundle.certificates.empty();
}

}  // namespace

Status Verifier::need_trust_root() {
  if (root_) return {};
  root_ = IGP_TRY(root_flags_.load(host_));
  shared_root_ = std::make_shared<const sigstore::TrustRoot>(std::move(root_->root));
  return {};
}

Status Verifier::ask_policies(const sigstore::Report& report) const {
  if (policies_.empty()) return {};
  if (!report.attestation) {
    return fail(ErrorCode::kAttestationInvalid,
                "a plain signature has no statement that --policy could judge");
  }
  for (const StatementPolicy& policy : policies_)
    IGP_CHECK(policy.allow(report.statement, host_.runtime, host_.diag));
  return {};
}

Result<sigstore::Report> Verifier::verify(const NamedBundle& bundle, ArtifactReader& artifact,
                                          const sigstore::VerifyPolicy& signer) {
  const auto opened = IGP_TRY(sigstore::OpenedBundle::open(bundle.bundle, signer));
  if (sigstore::needs_trust_root(bundle.bundle, signer)) IGP_CHECK(need_trust_root());
  const auto content = IGP_TRY(artifact.read(sigstore::needs_of(bundle.bundle, opened.key())));
  sigstore::Report report = IGP_TRY(opened.verify(content, shared_root_));
  IGP_CHECK(ask_policies(report));
  for (const StatementPolicy& policy : policies_) report.policies.push_back(policy.name());
  if (artifact.is_digest())
    report.not_checked.push_back("artifact: a digest was given, not the file");
  return report;
}

Result<std::vector<Verifier::Accepted>> Verifier::accept(
    const std::vector<NamedBundle>& bundles, ArtifactReader& artifact,
    const std::vector<sigstore::VerifyPolicy>& signers, std::vector<std::string>& reasons) {
  std::vector<Accepted> out;
  for (std::size_t i = 0; i < bundles.size(); ++i) {
    for (const sigstore::VerifyPolicy& signer : signers) {
      if (!fits(bundles[i].bundle, signer)) continue;
      // Loaded here, so that a broken trust root is no bundle's fault.
      if (sigstore::needs_trust_root(bundles[i].bundle, signer)) IGP_CHECK(need_trust_root());
      auto report = verify(bundles[i], artifact, signer);
      if (report) {
        reasons[i] = "its signer or key is counted already";
        sigstore::Approval approval{
            .bundle = i, .signer = signer_name(*report), .signing_key = report->signing_key};
        out.push_back({std::move(approval), std::move(*report)});
        continue;
      }
      if (!is_about_bundle(report.error())) return Fail(std::move(report).error());
      const bool accepted = !out.empty() && out.back().approval.bundle == i;
      if (!accepted) reasons[i] = report.error().text();
    }
  }
  return out;
}

Result<ThresholdReport> Verifier::verify_threshold(
    const std::vector<NamedBundle>& bundles, ArtifactReader& artifact,
    const std::vector<sigstore::VerifyPolicy>& signers, int wanted) {
  std::vector<std::string> reasons(bundles.size(), "signed by nobody who is expected");
  const auto accepted = IGP_TRY(accept(bundles, artifact, signers, reasons));
  std::vector<sigstore::Approval> approvals;
  for (const Accepted& one : accepted) approvals.push_back(one.approval);
  const auto counted = sigstore::verify_threshold(approvals, wanted);
  if (!counted) {
    for (std::size_t i = 0; i < bundles.size(); ++i)
      host_.diag.warn(fmt::format("{}: {}", quote(bundles[i].name), reasons[i]));
    return Fail(counted.error());
  }
  ThresholdReport out{.wanted = wanted, .counted = {}, .not_counted = {}};
  for (std::size_t i = 0; i < bundles.size(); ++i) {
    const auto approval = std::ranges::find(*counted, i, &sigstore::Approval::bundle);
    if (approval == counted->end()) {
      out.not_counted.push_back({bundles[i].name, reasons[i]});
      continue;
    }
    const auto chosen = std::ranges::find_if(accepted, [&](const Accepted& one) {
      return one.approval.bundle == i && one.approval.signer == approval->signer;
    });
    out.counted.push_back({bundles[i].name, chosen->report});
  }
  return out;
}

}  // namespace igp
