// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/limits.h"
#include "commands.h"
#include "verify/detached.h"
#include "verify/run.h"

namespace igp {
namespace {

Fail usage(std::string_view text) {
  return Fail(error(ErrorCode::kUsage, "{}", text).with_hint("run 'igpack verify --help'"));
}

class VerifyCommand final : public cli::Command {
 public:
  void describe(cli::FlagSet& flags) override {
    const auto file = [&flags](std::string_view name, std::string_view help, cli::Target into) {
      flags.add({.name = name,
                 .label = "FILE",
                 .help = help,
                 .complete = cli::Complete::kFile,
                 .into = into,
                 .group = "Signature"});
    };
    file("bundle", "Sigstore or cosign bundle ('-': standard input; or a URL).", &bundles_);
    file("signature", "Bare signature, instead of a bundle; FILE as for --bundle.",
         &detached_.signature);
    file("certificate", "Signing certificate (PEM) of --signature.", &detached_.certificate);
    file("rfc3161-timestamp", "Timestamp (RFC 3161) of --signature.", &detached_.timestamp);
    trust_.describe(flags);
    flags.add({.name = "threshold",
               .label = "N",
               .help = "Different signers of those named that must have signed the one BLOB.",
               .into = &threshold_,
               .group = "Signer"});
    flags.add({.name = "policy",
               .label = "FILE",
               .help = "Rego policy that must allow the attestation (data.signature.allow).",
               .complete = cli::Complete::kFile,
               .into = &policy_files_,
               .group = "Signer"});
    http_.describe(flags);
    flags.add(cli::Positional{
        .name = "BLOB",
        .help = "Signed files ('-': standard input), or digests such as sha256:HEX.",
        .into = &blobs_});
  }

  Result<cli::ExitCode> run(cli::Runtime& runtime, cli::Output& output) override {
    IGP_CHECK(check_usage());
    const auto signers = IGP_TRY(trust_.policies());
    if (!threshold_ && signers.size() > 1)
      return usage("several signers need --threshold, which says how many must have signed");
    std::vector<StatementPolicy> policies;
    for (const std::string& path : policy_files_)
      policies.push_back(IGP_TRY(StatementPolicy::load(path)));
    const cli::TrustHost host{.runtime = runtime, .http = http_, .diag = output};
    Verifier verifier(trust_.root(), policies, host);
    as_json_ = output.json();
    IGP_CHECK(threshold_ ? verify_threshold(verifier, signers, host)
                         : verify_each(verifier, signers.front(), host));
    const cli::LoadedRoot* root = verifier.trust_root();
    if (as_json_) {
      if (root != nullptr) json_["trustRoot"] = report_json(*root);
      output.out_json(json_);
    } else {
      if (root != nullptr) text_ += report_text(*root);
      output.out(text_);
    }
    return cli::ExitCode::kOk;
  }

 private:
  [[nodiscard]] Status check_usage() const {
    if (bundles_.empty() == detached_.signature.empty())
      return usage("give either --bundle or --signature");
    if (detached_.signature.empty() &&
        !(detached_.certificate.empty() && detached_.timestamp.empty())) {
      return usage("--certificate and --rfc3161-timestamp belong to --signature");
    }
    std::vector<std::string> inputs = {detached_.signature, detached_.certificate,
                                       detached_.timestamp};
    inputs.insert(inputs.end(), bundles_.begin(), bundles_.end());
    inputs.insert(inputs.end(), blobs_.begin(), blobs_.end());
    if (std::ranges::count(inputs, "-") > 1) return usage("standard input can be read only once");
    if (bundles_.size() > limits::kBundles) return usage("too many bundles");
    if (threshold_) return check_threshold_usage();
    if (bundles_.size() > 1 && bundles_.size() != blobs_.size())
      return usage("give one bundle, or one for each file");
    return {};
  }

  [[nodiscard]] Status check_threshold_usage() const {
    if (blobs_.size() != 1) return usage("--threshold is about one file");
    if (bundles_.empty()) return usage("--threshold counts bundles");
    if (*threshold_ < 1 || *threshold_ > static_cast<std::int64_t>(limits::kSigners))
      return usage("--threshold takes 1 to 32");
    if (!trust_.names_signer())
      return usage("--threshold counts the signers given with --key or --certificate-identity");
    if (*threshold_ > static_cast<std::int64_t>(bundles_.size()))
      return usage("--threshold asks for more signers than there are bundles");
    return {};
  }

  Status verify_each(Verifier& verifier, const sigstore::VerifyPolicy& signer,
                     const cli::TrustHost& host) {
    NamedBundle bundle;
    for (std::size_t i = 0; i < blobs_.size(); ++i) {
      if (i == 0 || bundles_.size() > 1) bundle = IGP_TRY(load_bundle(i, host));
      ArtifactReader artifact(blobs_[i]);
      auto report = verifier.verify(bundle, artifact, signer);
      if (!report) return Fail(std::move(report).error().in(quote(blobs_[i])));
      add(blobs_[i], *report);
    }
    return {};
  }

  Status verify_threshold(Verifier& verifier, const std::vector<sigstore::VerifyPolicy>& signers,
                          const cli::TrustHost& host) {
    std::vector<NamedBundle> bundles;
    for (std::size_t i = 0; i < bundles_.size(); ++i) {
      NamedBundle bundle = IGP_TRY(load_bundle(i, host));
      bundles.push_back(std::move(bundle));
    }
    ArtifactReader artifact(blobs_.front());
    const int wanted = static_cast<int>(*threshold_);
    auto report = verifier.verify_threshold(bundles, artifact, signers, wanted);
    if (!report) return Fail(std::move(report).error().in(quote(blobs_.front())));
    add(blobs_.front(), *report);
    return {};
  }

  [[nodiscard]] Result<NamedBundle> load_bundle(std::size_t index,
                                                const cli::TrustHost& host) const {
    const InputReader inputs(http_, host.runtime, host.diag);
    NamedBundle out;
    if (!detached_.signature.empty()) {
      out.name = detached_.signature;
      out.bundle = IGP_TRY(read_detached(detached_, inputs));
      return out;
    }
    out.name = bundles_[index];
    out.bundle = IGP_TRY(read_bundle(out.name, inputs));
    return out;
  }

  template <class Report>
  void add(const std::string& blob, const Report& report) {
    if (as_json_) {
      json_["verified"] = true;
      json_["artifacts"].push_back(report_json(blob, report));
    } else {
      text_ += report_text(blob, report);
    }
  }

  std::vector<std::string> bundles_;
  DetachedSignature detached_;
  cli::TrustFlags trust_{cli::SignerCount::kSeveral};
  std::optional<std::int64_t> threshold_;
  std::vector<std::string> policy_files_;
  cli::HttpFlags http_;
  std::vector<std::string> blobs_;
  bool as_json_ = false;
  Json json_;
  std::string text_;
};

}  // namespace

std::unique_ptr<cli::Command> make_verify_command() { return std::make_unique<VerifyCommand>(); }

}  // namespace igp
