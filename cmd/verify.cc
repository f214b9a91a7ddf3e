// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/io/file.h"
#include "base/limits.h"
#include "cli/groups/trust.h"
#include "commands.h"
#include "crypto/pem.h"
#include "sigstore/verify/verifier.h"
#include "verify_report.h"

namespace igp {
namespace {

Result<std::string> read_input(const std::string& path, std::size_t max_bytes) {
  if (path == "-") return read_fd(STDIN_FILENO, "standard input", max_bytes);
  return read_file(path, max_bytes);
}

Result<sigstore::Artifact> read_artifact(const std::string& name,
                                         const sigstore::ArtifactNeeds& needs) {
  // A digest stands for content that is elsewhere; a file of such a name is reached as ./sha256:...
  if (auto digest = crypto::Digest::parse(name)) {
    return sigstore::Artifact{.name = name, .digest = std::move(*digest), .content = std::nullopt};
  }
  if (name == "-") return sigstore::read_artifact(STDIN_FILENO, "standard input", needs);
  const UniqueFd fd = IGP_TRY(open_to_read(name));
  return sigstore::read_artifact(fd.get(), name, needs);
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
    file("bundle", "Sigstore or cosign bundle ('-': standard input); one, or one for each BLOB.",
         &bundles_);
    file("signature", "Bare signature in base64, instead of a bundle.", &signature_);
    file("certificate", "Signing certificate (PEM) of --signature.", &certificate_);
    file("rfc3161-timestamp", "Timestamp (RFC 3161, DER) of --signature.", &timestamp_);
    trust_.describe(flags);
    flags.add(cli::Positional{
        .name = "BLOB",
        .help = "Signed files ('-': standard input), or digests such as sha256:HEX.",
        .into = &blobs_});
  }

  Result<cli::ExitCode> run(cli::Runtime& /*runtime*/, cli::Output& output) override {
    IGP_CHECK(check_usage());
    sigstore::VerifyPolicy policy = IGP_TRY(trust_.policy());
    Json reports = Json::array();
    std::string text;
    for (std::size_t i = 0; i < blobs_.size(); ++i) {
      if (i == 0 || bundles_.size() > 1) bundle_ = IGP_TRY(read_bundle(i));
      auto report = verify(blobs_[i], policy);
      if (!report) return Fail(std::move(report).error().in(quote(blobs_[i])));
      reports.push_back(report_json(blobs_[i], *report));
      text += report_text(blobs_[i], *report);
    }
    if (output.json()) {
      output.out_json({{"verified", true}, {"artifacts", std::move(reports)}});
    } else {
      output.out(text);
    }
    return cli::ExitCode::kOk;
  }

 private:
  [[nodiscard]] Status check_usage() const {
    const auto usage = [](std::string_view text) {
      return Fail(error(ErrorCode::kUsage, "{}", text).with_hint("run 'igpack verify --help'"));
    };
    if (bundles_.empty() == signature_.empty()) return usage("give either --bundle or --signature");
    if (bundles_.size() > 1 && bundles_.size() != blobs_.size())
      return usage("give one bundle, or one for each file");
    if (signature_.empty() && !(certificate_.empty() && timestamp_.empty())) {
      return usage("--certificate and --rfc3161-timestamp belong to --signature");
    }
    if (std::ranges::count(bundles_, "-") + std::ranges::count(blobs_, "-") > 1) {
      return usage("standard input can be read only once");
    }
    return {};
  }

  Result<sigstore::Report> verify(const std::string& blob, sigstore::VerifyPolicy& policy) const {
    const crypto::PublicKey key = IGP_TRY(sigstore::signing_key(bundle_, policy));
    if (!policy.trust_root && sigstore::needs_trust_root(bundle_, policy)) {
      policy.trust_root = std::make_shared<const sigstore::TrustRoot>(IGP_TRY(trust_.trust_root()));
    }
    const sigstore::Artifact artifact =
        IGP_TRY(read_artifact(blob, sigstore::needs_of(bundle_, key)));
    return sigstore::verify_bundle(bundle_, artifact, policy);
  }

  [[nodiscard]] Result<sigstore::Bundle> read_bundle(std::size_t index) const {
    if (!signature_.empty()) return read_detached();
    const std::string text = IGP_TRY(read_input(bundles_[index], limits::kBundleBytes));
    auto bundle = sigstore::parse_bundle(text);
    if (!bundle) return Fail(std::move(bundle).error().in(quote(bundles_[index])));
    return std::move(*bundle);
  }

  /// A bare signature says as much as a bundle with nothing else in it.
  [[nodiscard]] Result<sigstore::Bundle> read_detached() const {
    std::string text = IGP_TRY(read_input(signature_, limits::kKeyFileBytes));
    if (text.ends_with('\n')) text.pop_back();
    auto bytes = parse_base64(text);
    if (!bytes) return Fail(std::move(bytes).error().in(quote(signature_)));
    sigstore::Bundle bundle;
    bundle.format = sigstore::BundleFormat::kLegacyCosign;
    bundle.content =
        sigstore::MessageSignature{.digest = std::nullopt, .signature = std::move(*bytes)};
    if (!certificate_.empty()) {
      auto block =
          crypto::parse_single_pem(IGP_TRY(read_input(certificate_, limits::kKeyFileBytes)));
      if (!block) return Fail(std::move(block).error().in(quote(certificate_)));
      bundle.certificates.push_back(std::move(block->bytes));
    }
    if (!timestamp_.empty()) {
      bundle.timestamps.push_back(to_bytes(IGP_TRY(read_input(timestamp_, limits::kKeyFileBytes))));
    }
    return bundle;
  }

  std::vector<std::string> bundles_;
  std::string signature_;
  std::string certificate_;
  std::string timestamp_;
  cli::TrustFlags trust_;
  std::vector<std::string> blobs_;
  sigstore::Bundle bundle_;
};

}  // namespace

std::unique_ptr<cli::Command> make_verify_command() { return std::make_unique<VerifyCommand>(); }

}  // namespace igp
