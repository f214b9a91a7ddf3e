// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/sign/sign.h"

#include <fcntl.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/io/atomic_file.h"
#include "base/io/file.h"
#include "commands.h"
#include "sign_keys.h"
#include "sign_signer.h"

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
    flags.add({.name = "bundle",
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
    flags.add(cli::Positional{.name = "BLOB",
                              .help = "The file to sign ('-': standard input).",
                              .into = &blob_,
                              .required = false});
  }

  Result<cli::ExitCode> run(cli::Runtime& runtime, cli::Output& output) override {
    if (generate_ && blob_) return usage("--generate-key-pair signs nothing; give no file");
    if (generate_) return generate_key_pair(signer_.password(), force_, runtime, output);
    if (!blob_) return usage("no file to sign was given");
    if (!signer_.given()) return usage("no key was given; use --key");
    if (bundle_.empty() && signature_.empty())
      return usage("nowhere to write the signature; use --bundle");
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
    if (*blob_ == "-") return sigstore::read_artifact(STDIN_FILENO, "standard input", needs);
    const UniqueFd fd = IGP_TRY(open_to_read(*blob_));
    return sigstore::read_artifact(fd.get(), *blob_, needs);
  }

  /// What is signed with `key`: the file itself.
  Result<sigstore::SigningRequest> make_request(const crypto::PublicKey& key) const {
    const auto needs = sigstore::signing_needs(key, format(), /*envelope=*/false);
    sigstore::Artifact artifact = IGP_TRY(read_blob(needs));
    return sigstore::SigningRequest{.artifact = std::move(artifact), .format = format()};
  }

  Result<cli::ExitCode> sign(cli::Runtime& runtime, cli::Output& output) const {
    const auto signer = IGP_TRY(signer_.make(runtime));
    const auto request = IGP_TRY(make_request(signer->public_key()));
    const auto made = IGP_TRY(sigstore::sign(request, *signer, {}));
    IGP_CHECK(write(made, output));
    if (output.json()) {
      output.out_json({{"artifact", request.artifact.name},
                       {"digest", request.artifact.digest.str()},
                       {"bundle", bundle_},
                       {"format", sigstore::name_of(format())},
                       {"fingerprint", signer->public_key().fingerprint().str()}});
    } else if (bundle_ != "-") {
      output.out(fmt::format("{}  {}\n", request.artifact.digest.str(), request.artifact.name));
    }
    return cli::ExitCode::kOk;
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
  bool generate_ = false;
  bool force_ = false;
  std::string bundle_;
  std::string format_;
  std::string signature_;
  std::optional<std::string> blob_;
};

}  // namespace

std::unique_ptr<cli::Command> make_sign_command() { return std::make_unique<SignCommand>(); }

}  // namespace igp
