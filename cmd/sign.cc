// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/io/atomic_file.h"
#include "base/io/file.h"
#include "base/utf8.h"
#include "commands.h"
#include "sign/attestation.h"
#include "sign/convert.h"
#include "sign/keys.h"
#include "sign/services.h"
#include "sign/statement.h"
#include "verify/report.h"

namespace igp {
namespace {

/// The v0 pack contract keeps cosign's legacy bundle at this place.
constexpr std::string_view kContractBundle = "signing/cosign.bundle.json";

Fail usage(std::string_view text) {
  return Fail(error(ErrorCode::kUsage, "{}", text).with_hint("run 'igpack sign --help'"));
}

class SignCommand final : public cli::Command {
 public:
  void describe(cli::FlagSet& flags) override {
    signer_.describe(flags);
    flags.add({.name = "generate-key-pair",
               .help = "Write a new cosign.key and cosign.pub here, and sign nothing.",
               .into = &generate_,
               .group = "Key"});
    flags.add({.name = "force",
               .help = "Let --generate-key-pair replace existing key files.",
               .into = &force_,
               .group = "Key"});
    services_.describe(flags);
    attestation_.describe(flags);
    flags.add({.name = "statement",
               .help = "BLOB is an in-toto statement: sign it as it is.",
               .into = &statement_,
               .group = "Attestation"});
    flags.add({.name = "convert",
               .label = "BUNDLE",
               .help = "Sign nothing: write BUNDLE ('-': standard input) in --bundle-format.",
               .complete = cli::Complete::kFile,
               .into = &convert_,
               .group = "Result"});
    flags.add({.name = "bundle",
               .short_name = 'o',
               .label = "FILE",
               .help = "Write the bundle to FILE ('-': standard output).",
               .complete = cli::Complete::kFile,
               .into = &bundle_,
               .group = "Result"});
    flags.add({.name = "bundle-format",
               .label = "FORMAT",
               .help = "Form of the bundle: sigstore (version 0.3), or cosign for cosign 1 and 2.",
               .choices = {"sigstore", "cosign"},
               .into = &format_,
               .group = "Result"});
    flags.add({.name = "output-signature",
               .label = "FILE",
               .help = "Write the bare signature in base64 to FILE.",
               .complete = cli::Complete::kFile,
               .into = &signature_,
               .group = "Result"});
    flags.add(
        cli::Positional{.name = "BLOB",
                        .help = "The file to sign ('-': standard input); a statement may be about "
                                "several, or digests such as sha256:HEX.",
                        .into = &blobs_,
                        .required = false});
  }

  Result<cli::ExitCode> run(cli::Runtime& runtime, cli::Output& output) override {
    if (generate_ && !blobs_.empty())
      return usage("--generate-key-pair signs nothing; give no file");
    if (generate_) return generate_key_pair(signer_.password(), force_, runtime, output);
    IGP_CHECK(attestation_.check());
    if (!convert_.empty()) return convert_bundle(output);
    if (blobs_.empty()) return usage("no file to sign was given");
    if (blobs_.size() > 1 && !attestation_.given()) return usage("give one file to sign");
    if (statement_ && attestation_.given())
      return usage("--statement is a whole statement; give no predicate");
    if (bundle_.empty() && signature_.empty())
      return usage("nowhere to write the signature; use --bundle");
    if ((attestation_.given() || statement_) && format() == sigstore::BundleFormat::kLegacyCosign)
      return usage("cosign's form of bundles holds no attestations; use another --bundle-format");
    if (bundle_ == "-" && output.json())
      return usage("--json and --bundle - would mix on standard output");
    return sign(runtime, output);
  }

 private:
  [[nodiscard]] sigstore::BundleFormat format() const {
    const bool contract =
        bundle_ == kContractBundle || bundle_.ends_with(fmt::format("/{}", kContractBundle));
    const bool cosign = format_.empty() ? contract : format_ == "cosign";
    return cosign ? sigstore::BundleFormat::kLegacyCosign : sigstore::BundleFormat::kV03;
  }

  Result<sigstore::Artifact> read_blob(const sigstore::ArtifactNeeds& needs) const {
    const std::string& blob = blobs_.front();
    if (blob == "-") return sigstore::read_artifact(STDIN_FILENO, "standard input", needs);
    const UniqueFd fd = IGP_TRY(open_to_read(blob));
    return sigstore::read_artifact(fd.get(), blob, needs);
  }

  /// What is signed with `key`: the file itself, or a statement about files.
  Result<sigstore::SigningRequest> make_request(const crypto::PublicKey& key,
                                                cli::Runtime& runtime) {
    if (attestation_.given()) return attestation_.make_request(blobs_, runtime);
    if (statement_) return read_statement(blobs_.front());
    const auto needs = sigstore::signing_needs(key, format(), /*envelope=*/false);
    sigstore::Artifact artifact = IGP_TRY(read_blob(needs));
    return sigstore::SigningRequest{.artifact = std::move(artifact)};
  }

  Result<cli::ExitCode> convert_bundle(cli::Output& output) const {
    if (signer_.given() || attestation_.given() || blobs_.size() > 1 || !signature_.empty())
      return usage("--convert takes a bundle, perhaps --public-key and the signed file");
    if (bundle_.empty()) return usage("nowhere to write the bundle; use --bundle");
    return convert({.input = convert_,
                    .blob = blobs_.empty() ? "" : blobs_.front(),
                    .public_key = signer_.public_key_file(),
                    .output = bundle_,
                    .format = format()},
                   output);
  }

  Result<cli::ExitCode> sign(cli::Runtime& runtime, cli::Output& output) {
    const auto content = [&](const auto& key) { return make_request(key, runtime); };
    const auto signature = IGP_TRY(services_.sign(signer_, format(), content, runtime, output));
    IGP_CHECK(write(signature.made, output));
    IGP_CHECK(attestation_.write_predicate());
    show(signature, output);
    return cli::ExitCode::kOk;
  }

  void show(const Signature& signature, cli::Output& output) const {
    const auto& [artifact, key, made] = signature;
    const auto subjects = statement_subjects(made.bundle);
    if (output.json()) {
      Json json = report_json(artifact.name, made.report);
      json.erase("bundleFormat");
      json["bundle"] = bundle_;
      json["format"] = sigstore::name_of(format());
      json["fingerprint"] = key.fingerprint().str();
      for (const sigstore::Subject& subject : subjects) {
        json["subjects"].push_back(
            {{"name", subject.name}, {"digest", {{"sha256", subject.digest.hex()}}}});
      }
      output.out_json(json);
      return;
    }
    output.note(report_text(artifact.name, made.report));
    if (bundle_ == "-") return;
    const auto print = [&](const crypto::Digest& digest, std::string_view name) {
      output.out(fmt::format("{}  {}\n", digest.str(), escape_for_terminal(name)));
    };
    if (subjects.empty()) print(artifact.digest, artifact.name);
    for (const sigstore::Subject& subject : subjects) print(subject.digest, subject.name);
  }

  Status write(const sigstore::SignedBundle& made, cli::Output& output) const {
    if (bundle_ == "-") {
      output.out(made.text);
    } else if (!bundle_.empty()) {
      IGP_CHECK(write_file_atomically(bundle_, made.text));
    }
    if (signature_.empty()) return {};
    return write_file_atomically(signature_, encode_base64(made.bundle.signature()));
  }

  SignerFlags signer_;
  ServiceFlags services_;
  bool generate_ = false;
  bool force_ = false;
  std::string bundle_;
  std::string format_;
  std::string signature_;
  AttestationFlags attestation_;
  bool statement_ = false;
  std::string convert_;
  std::vector<std::string> blobs_;
};

}  // namespace

std::unique_ptr<cli::Command> make_sign_command() { return std::make_unique<SignCommand>(); }

}  // namespace igp
