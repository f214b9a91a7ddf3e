// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/io/atomic_file.h"
#include "base/io/file.h"
#include "base/limits.h"
#include "cli/password.h"
#include "commands.h"
#include "crypto/cosign_key.h"
#include "sigstore/sign/key_sign.h"

namespace igp {
namespace {

constexpr std::string_view kPrivateKeyFile = "cosign.key";
constexpr std::string_view kPublicKeyFile = "cosign.pub";
/// The v0 pack contract keeps cosign's legacy bundle at this place.
constexpr std::string_view kContractBundle = "signing/cosign.bundle.json";

class SignCommand final : public cli::Command {
 public:
  void describe(cli::FlagSet& flags) override {
    flags.add({.name = "key",
               .label = "FILE",
               .help = "Private key: cosign's encrypted PEM, PKCS #8 or SEC1 PEM.",
               .complete = cli::Complete::kFile,
               .into = &key_,
               .group = "Key"});
    flags.add({.name = "password-file",
               .label = "FILE",
               .help = "Read the key's password from FILE, not COSIGN_PASSWORD or the terminal.",
               .complete = cli::Complete::kFile,
               .into = &password_.file,
               .group = "Key"});
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
    if (generate_) return generate_key_pair(runtime, output);
    if (!blob_) return usage("no file to sign was given");
    if (key_.empty()) return usage("no key was given; use --key");
    if (bundle_.empty() && signature_.empty())
      return usage("nowhere to write the signature; use --bundle");
    return sign(runtime, output);
  }

 private:
  static Fail usage(std::string_view text) {
    return Fail(error(ErrorCode::kUsage, "{}", text).with_hint("run 'igpack sign --help'"));
  }

  Result<cli::ExitCode> generate_key_pair(cli::Runtime& runtime, cli::Output& output) {
    if (blob_) return usage("--generate-key-pair signs nothing; give no file");
    const std::string private_path(kPrivateKeyFile);
    const std::string public_path(kPublicKeyFile);
    for (const std::string& path : {private_path, public_path}) {
      if (!force_ && ::access(path.c_str(), F_OK) == 0) {
        return Fail(error(ErrorCode::kUsage, "{} exists", quote(path))
                        .with_hint("use --force to replace it"));
      }
    }
    password_.confirm = true;
    const crypto::SecretBytes password = IGP_TRY(cli::read_password(password_, runtime));
    const auto key = IGP_TRY(crypto::PrivateKey::generate(*runtime.rng));
    const std::string pem =
        IGP_TRY(crypto::encode_encrypted_private_key(key, password, *runtime.rng));
    IGP_CHECK(write_file_atomically(private_path, pem, 0600));
    IGP_CHECK(write_file_atomically(public_path, key.public_key().pem()));
    const std::string fingerprint = key.public_key().fingerprint().str();
    if (output.json()) {
      output.out_json(
          {{"privateKey", private_path}, {"publicKey", public_path}, {"fingerprint", fingerprint}});
    } else {
      output.out(fmt::format("{}  {} {}\n", fingerprint, private_path, public_path));
    }
    return cli::ExitCode::kOk;
  }

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

  Result<cli::ExitCode> sign(cli::Runtime& runtime, cli::Output& output) const {
    const std::string pem = IGP_TRY(read_file(key_, limits::kKeyFileBytes));
    auto key =
        crypto::parse_private_key(pem, [&] { return cli::read_password(password_, runtime); });
    if (!key) return Fail(std::move(key).error().in(quote(key_)));
    const auto signer = crypto::make_signer(std::move(*key));
    const auto artifact =
        IGP_TRY(read_blob(sigstore::signing_needs(signer->public_key(), format())));
    const auto bundle = IGP_TRY(sigstore::sign_with_key(*signer, artifact));
    IGP_CHECK(write(bundle, output));
    if (output.json()) {
      output.out_json({{"artifact", artifact.name},
                       {"digest", artifact.digest.str()},
                       {"bundle", bundle_},
                       {"format", sigstore::name_of(format())},
                       {"fingerprint", signer->public_key().fingerprint().str()}});
    } else if (bundle_ != "-") {
      output.out(fmt::format("{}  {}\n", artifact.digest.str(), artifact.name));
    }
    return cli::ExitCode::kOk;
  }

  Status write(const sigstore::Bundle& bundle, cli::Output& output) const {
    const std::string text = IGP_TRY(sigstore::encode_bundle(bundle, format()));
    if (bundle_ == "-" && output.json())
      return usage("--json and --bundle - would mix on standard output");
    if (bundle_ == "-") {
      output.out(text);
    } else if (!bundle_.empty()) {
      IGP_CHECK(write_file_atomically(bundle_, text));
    }
    if (signature_.empty()) return {};
    return write_file_atomically(signature_, encode_base64(bundle.signature()));
  }

  std::string key_;
  cli::PasswordOptions password_;
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
