// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sign/convert.h"

#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/io/atomic_file.h"
#include "base/io/file.h"
#include "base/limits.h"
#include "digest_argument.h"
#include "sigstore/sign/convert.h"

namespace igp {
namespace {

Result<sigstore::Bundle> read_bundle(const std::string& path) {
  const std::string text =
      path == "-" ? IGP_TRY(read_fd(STDIN_FILENO, "standard input", limits::kBundleBytes))
                  : IGP_TRY(read_file(path, limits::kBundleBytes));
  auto bundle = sigstore::parse_bundle(text);
  if (!bundle) return Fail(std::move(bundle).error().in(quote(path)));
  return std::move(*bundle);
}

Result<sigstore::Artifact> read_blob(const std::string& blob,
                                     const sigstore::ArtifactNeeds& needs) {
  if (auto digest = digest_argument(blob))
    return sigstore::Artifact{.name = blob, .digest = std::move(*digest), .content = std::nullopt};
  if (blob == "-") return sigstore::read_artifact(STDIN_FILENO, "standard input", needs);
  const UniqueFd fd = IGP_TRY(open_to_read(blob));
  return sigstore::read_artifact(fd.get(), blob, needs);
}

/// What the user says beside the bundle.
Result<sigstore::ConversionFacts> read_facts(const Conversion& conversion,
                                             const sigstore::Bundle& bundle) {
  sigstore::ConversionFacts out;
  if (!conversion.public_key.empty()) {
    auto key = crypto::PublicKey::from_pem(
        IGP_TRY(read_file(conversion.public_key, limits::kKeyFileBytes)));
    if (!key) return Fail(std::move(key).error().in(quote(conversion.public_key)));
    out.key = std::move(*key);
  }
  if (conversion.blob.empty()) return out;
  const auto key = IGP_TRY(sigstore::converted_key(bundle, out.key));
  if (!key) {
    return Fail(error(ErrorCode::kUsage, "without its key the signature cannot be checked")
                    .with_hint("give --public-key, or no file"));
  }
  out.artifact = IGP_TRY(read_blob(conversion.blob, sigstore::needs_of(bundle, *key)));
  return out;
}

}  // namespace

Result<cli::ExitCode> convert(const Conversion& conversion, cli::Output& output) {
  if (conversion.input == "-" && conversion.blob == "-")
    return fail(ErrorCode::kUsage, "standard input can be read only once");
  if (conversion.output == "-" && output.json())
    return fail(ErrorCode::kUsage, "--json and --bundle - would mix on standard output");
  const sigstore::Bundle bundle = IGP_TRY(read_bundle(conversion.input));
  const auto facts = IGP_TRY(read_facts(conversion, bundle));
  auto converted = sigstore::convert_bundle(bundle, conversion.format, facts);
  if (!converted) return Fail(std::move(converted).error().in(quote(conversion.input)));
  const std::string text = IGP_TRY(sigstore::encode_bundle(*converted, conversion.format));
  if (conversion.output == "-") {
    output.out(text);
    return cli::ExitCode::kOk;
  }
  IGP_CHECK(write_file_atomically(conversion.output, text));
  if (output.json()) {
    output.out_json({{"input", conversion.input},
                     {"inputFormat", sigstore::name_of(bundle.format)},
                     {"bundle", conversion.output},
                     {"format", sigstore::name_of(conversion.format)}});
  } else {
    output.out(fmt::format("{} -> {}  {}\n", sigstore::name_of(bundle.format),
                           sigstore::name_of(conversion.format), conversion.output));
  }
  return cli::ExitCode::kOk;
}

}  // namespace igp
