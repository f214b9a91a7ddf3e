// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/io/file.h"
#include "base/limits.h"
#include "commands.h"
#include "sigstore/verify/verifier.h"
#include "verify_report.h"

namespace igp {
namespace {

class VerifyCommand final : public cli::Command {
 public:
  void describe(cli::FlagSet& flags) override {
    flags.add({.name = "key",
               .label = "FILE",
               .help = "Public key (PEM) that must have signed.",
               .complete = cli::Complete::kFile,
               .into = &key_,
               .group = "Signer"});
    flags.add({.name = "bundle",
               .label = "FILE",
               .help = "Sigstore or cosign bundle ('-': standard input).",
               .complete = cli::Complete::kFile,
               .into = &bundle_,
               .group = "Signature"});
    flags.add({.name = "signature",
               .label = "FILE",
               .help = "Bare signature in base64, instead of a bundle.",
               .complete = cli::Complete::kFile,
               .into = &signature_,
               .group = "Signature"});
    flags.add(cli::Positional{
        .name = "BLOB", .help = "The signed file ('-': standard input).", .into = &blob_});
  }

  Result<cli::ExitCode> run(cli::Runtime& /*runtime*/, cli::Output& output) override {
    IGP_CHECK(check_usage());
    const sigstore::VerifyPolicy policy = IGP_TRY(make_policy());
    const sigstore::Bundle bundle = IGP_TRY(read_bundle());
    const crypto::PublicKey key = IGP_TRY(sigstore::signing_key(bundle, policy));
    const sigstore::Artifact artifact = IGP_TRY(read_blob(sigstore::needs_of(bundle, key)));
    auto report = sigstore::verify_bundle(bundle, artifact, policy);
    if (!report) return Fail(std::move(report).error().in(quote(artifact.name)));
    if (output.json()) {
      output.out_json(
          {{"verified", true}, {"artifacts", Json::array({report_json(artifact.name, *report)})}});
    } else {
      output.out(report_text(artifact.name, *report));
    }
    return cli::ExitCode::kOk;
  }

 private:
  [[nodiscard]] Status check_usage() const {
    const auto usage = [](std::string_view text) {
      return Fail(error(ErrorCode::kUsage, "{}", text).with_hint("run 'igpack verify --help'"));
    };
    if (bundle_.empty() == signature_.empty()) return usage("give either --bundle or --signature");
    if (bundle_ == "-" && blob_ == "-")
      return usage("bundle and file cannot both be standard input");
    return {};
  }

  [[nodiscard]] Result<sigstore::VerifyPolicy> make_policy() const {
    sigstore::VerifyPolicy policy;
    if (!key_.empty()) {
      auto key = crypto::PublicKey::from_pem(IGP_TRY(read_file(key_, limits::kKeyFileBytes)));
      if (!key) return Fail(std::move(key).error().in(quote(key_)));
      policy.key = std::move(*key);
    }
    return policy;
  }

  [[nodiscard]] Result<sigstore::Bundle> read_bundle() const {
    if (!signature_.empty()) return detached();
    const std::string text =
        bundle_ == "-" ? IGP_TRY(read_fd(STDIN_FILENO, "standard input", limits::kBundleBytes))
                       : IGP_TRY(read_file(bundle_, limits::kBundleBytes));
    auto bundle = sigstore::parse_bundle(text);
    if (!bundle) return Fail(std::move(bundle).error().in(quote(bundle_)));
    return std::move(*bundle);
  }

  /// A bare signature says as much as a legacy bundle with nothing but a signature in it.
  [[nodiscard]] Result<sigstore::Bundle> detached() const {
    std::string text = IGP_TRY(read_file(signature_, limits::kKeyFileBytes));
    if (text.ends_with('\n')) text.pop_back();
    auto bytes = parse_base64(text);
    if (!bytes) return Fail(std::move(bytes).error().in(quote(signature_)));
    sigstore::Bundle bundle;
    bundle.format = sigstore::BundleFormat::kLegacyCosign;
    bundle.content =
        sigstore::MessageSignature{.digest = std::nullopt, .signature = std::move(*bytes)};
    return bundle;
  }

  [[nodiscard]] Result<sigstore::Artifact> read_blob(const sigstore::ArtifactNeeds& needs) const {
    if (blob_ == "-") return sigstore::read_artifact(STDIN_FILENO, "standard input", needs);
    const UniqueFd fd = IGP_TRY(open_to_read(blob_));
    return sigstore::read_artifact(fd.get(), blob_, needs);
  }

  std::string key_;
  std::string bundle_;
  std::string signature_;
  std::string blob_;
};

}  // namespace

std::unique_ptr<cli::Command> make_verify_command() { return std::make_unique<VerifyCommand>(); }

}  // namespace igp
