// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "mutation_cases.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/io/file.h"
#include "base/limits.h"
#include "support/virtual_sigstore.h"

namespace igp::testing {
namespace {

namespace fs = std::filesystem;
using namespace igp::sigstore;

constexpr std::string_view kBeacon =
    "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/"
    "workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main";
constexpr std::string_view kGithub = "https://token.actions.githubusercontent.com";

std::string read(const fs::path& path) {
  auto text = read_file(path.string(), limits::kTrustRootBytes);
  return text ? *text : "";
}

TextMatcher exactly(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  return {.text = std::move(text), .expression = nullptr};
}

TextMatcher anything() {
  return {.text = ".", .expression = std::make_shared<regex::Regex>(*regex::Regex::compile("."))};
}

/// The bundle and artifact at the paths; with a key when the path is not empty, else by
/// certificate.
Result<Case> load(const fs::path& bundle, const fs::path& artifact, const fs::path& root,
                  const fs::path& key, TextMatcher identity, TextMatcher issuer) {
  Case out;
  out.name = (bundle.parent_path().filename() / bundle.filename()).string();
  out.bundle = IGP_TRY(parse_json(read(bundle)));
  out.artifact = read(artifact);
  out.trust_root = IGP_TRY(parse_json(read(root)));
  if (key.empty()) {
    out.policy.identity = IdentityPolicy{
        .identity = std::move(identity), .issuer = std::move(issuer), .extensions = {}};
  } else {
    out.policy.key = IGP_TRY(crypto::PublicKey::from_pem(read(key)));
  }
  return out;
}

std::vector<Result<Case>> conformance_cases(const fs::path& corpus) {
  std::vector<Result<Case>> out;
  for (const auto& entry : fs::directory_iterator(corpus / "bundle-verify")) {
    const fs::path dir = entry.path();
    if (!entry.is_directory() || dir.filename().string().ends_with("_fail")) continue;
    const auto or_default = [&](const char* name, const fs::path& otherwise) {
      return fs::exists(dir / name) ? dir / name : otherwise;
    };
    const auto text = [&](const char* name, std::string_view otherwise) {
      return exactly(fs::exists(dir / name) ? read(dir / name) : std::string(otherwise));
    };
    out.push_back(
        load(dir / "bundle.sigstore.json", or_default("artifact", corpus / "bundle-verify/a.txt"),
             or_default("trusted_root.json", corpus / "public-good/trusted_root.json"),
             or_default("key.pub", {}), text("identity", kBeacon), text("issuer", kGithub)));
  }
  return out;
}

std::vector<Result<Case>> cosign_cases(const fs::path& corpora) {
  const fs::path production = corpora / "sigstore-conformance/public-good/trusted_root.json";
  const fs::path stack = corpora / "cosign/local-stack";
  const fs::path legacy = corpora / "cosign/legacy-keyless";
  const auto keyed = [](const fs::path& dir, const char* bundle, const char* blob,
                        const fs::path& root) {
    return load(dir / bundle, dir / blob, root, dir / "cosign.pub", {}, {});
  };
  std::vector<Result<Case>> out;
  out.push_back(
      keyed(corpora / "cosign/keyed-v2.2.4", "cosign.bundle.json", "blob.bin", production));
  out.push_back(keyed(corpora / "cosign/keyed-v3", "blob.sigstore.json", "blob.bin", production));
  out.push_back(keyed(stack, "c3-key.sigstore.json", "pack.tar", stack / "trusted_root.json"));
  out.push_back(load(legacy / "cosign.bundle.json", legacy / "pack.bin", production, {},
                     exactly(std::string(kBeacon)), exactly(std::string(kGithub))));
  for (const char* name : {"c3-email", "c3-gha", "c3-att", "native"}) {
    out.push_back(load(stack / fmt::format("{}.sigstore.json", name), stack / "pack.tar",
                       stack / "trusted_root.json", {}, anything(), anything()));
  }
  return out;
}

std::vector<Case> virtual_cases() {
  static const VirtualSigstore world;
  std::vector<Case> out;
  for (const bool v2 : {false, true}) {
    for (const bool attestation : {false, true}) {
      const Recipe recipe{.rekor_v2 = v2, .timestamp = v2, .attestation = attestation};
      out.push_back({.name = fmt::format("virtual v2={} attestation={}", v2, attestation),
                     .bundle = *parse_json(*encode_bundle(world.sign(recipe), BundleFormat::kV03)),
                     .artifact = "the artifact",
                     .trust_root = std::nullopt,
                     .policy = world.policy()});
    }
  }
  return out;
}

}  // namespace

std::vector<Case> load_cases(const fs::path& corpora) {
  std::vector<Case> out;
  std::vector<Result<Case>> loaded = conformance_cases(corpora / "sigstore-conformance");
  for (auto& one : cosign_cases(corpora)) loaded.push_back(std::move(one));
  for (auto& one : loaded) {
    if (one) out.push_back(std::move(*one));
  }
  std::ranges::sort(out, {}, &Case::name);
  for (Case& one : virtual_cases()) out.push_back(std::move(one));
  return out;
}

Result<Report> verify_case(const Case& one, const Json& bundle,
                           const std::optional<Json>& trust_root, std::string_view artifact) {
  VerifyPolicy policy = one.policy;
  if (trust_root) {
    policy.trust_root =
        std::make_shared<const TrustRoot>(IGP_TRY(parse_trust_root(encode_json(*trust_root))));
  }
  const Bundle parsed = IGP_TRY(parse_bundle(encode_json(bundle)));
  const crypto::PublicKey key = IGP_TRY(signing_key(parsed, policy));
  const ArtifactNeeds needs = needs_of(parsed, key);
  const Artifact given{.name = "artifact",
                       .digest = crypto::digest_of(as_bytes(artifact), needs.hash),
                       .content = std::nullopt};
  return verify_bundle(parsed, given, policy);
}

}  // namespace igp::testing
