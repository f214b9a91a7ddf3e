// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Changes one field of a bundle that verifies, many times, and expects every change to be refused
// unless nothing signs the field. usage: mutation_test CORPORA COUNT
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <random>

#include "base/base64.h"
#include "base/io/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "sigstore/verify/verifier.h"
#include "support/virtual_sigstore.h"

namespace {

using namespace igp;
using namespace igp::sigstore;

struct Case {
  std::string name;
  Json bundle;
  VerifyPolicy policy;
  std::string artifact;  ///< its content
};

/// One change of one field.
struct Mutation {
  Json::json_pointer field;
  std::string kind;
  Json bundle;
};

std::string read(const std::filesystem::path& path) {
  auto text = read_file(path.string(), limits::kTrustRootBytes);
  return text ? *text : "";
}

TextMatcher exactly(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  return {.text = std::move(text), .expression = nullptr};
}

Result<Case> load(const std::filesystem::path& dir, const std::filesystem::path& corpus) {
  namespace fs = std::filesystem;
  const auto or_default = [&](const char* name, const fs::path& otherwise) {
    return read(fs::exists(dir / name) ? dir / name : otherwise);
  };
  Case out{.name = dir.filename().string(),
           .bundle = IGP_TRY(parse_json(read(dir / "bundle.sigstore.json"))),
           .policy = {},
           .artifact = or_default("artifact", corpus / "bundle-verify/a.txt")};
  out.policy.trust_root = std::make_shared<const TrustRoot>(IGP_TRY(
      parse_trust_root(or_default("trusted_root.json", corpus / "public-good/trusted_root.json"))));
  if (fs::exists(dir / "key.pub")) {
    out.policy.key = IGP_TRY(crypto::PublicKey::from_pem(read(dir / "key.pub")));
  } else {
    constexpr std::string_view kBeacon =
        "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon";
    const std::string workflow = fmt::format(
        "{}/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main", kBeacon);
    out.policy.identity = IdentityPolicy{
        .identity = exactly(fs::exists(dir / "identity") ? read(dir / "identity") : workflow),
        .issuer =
            exactly(fs::exists(dir / "issuer") ? read(dir / "issuer")
                                               : "https://token.actions.githubusercontent.com"),
        .extensions = {}};
  }
  return out;
}

bool verifies(const Case& one, const Json& json) {
  const auto bundle = parse_bundle(encode_json(json));
  if (!bundle) return false;
  const auto key = signing_key(*bundle, one.policy);
  if (!key) return false;
  const ArtifactNeeds needs = needs_of(*bundle, *key);
  const Artifact artifact{.name = "artifact",
                          .digest = crypto::digest_of(as_bytes(one.artifact), needs.hash),
                          .content = std::nullopt};
  return verify_bundle(*bundle, artifact, one.policy).has_value();
}

/// Pointers to every string and number.
void collect(const Json& json, const Json::json_pointer& at, std::vector<Json::json_pointer>& out) {
  if (json.is_object()) {
    for (const auto& [key, value] : json.items()) collect(value, at / key, out);
  } else if (json.is_array()) {
    for (std::size_t i = 0; i < json.size(); ++i) collect(json[i], at / i, out);
  } else {
    out.push_back(at);
  }
}

std::size_t below(std::mt19937_64& random, std::size_t bound) {
  return static_cast<std::size_t>(random() % bound);
}

/// A changed `text` and how it was changed.
std::pair<std::string, std::string> change(const std::string& text, std::mt19937_64& random) {
  if (!text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) {
    const auto number = std::strtoull(text.c_str(), nullptr, 10);
    return {std::to_string(random() % 2 == 0 ? number + 1 : number - 1), "number"};
  }
  if (auto bytes = parse_base64(text); bytes && !bytes->empty() && text.size() >= 8) {
    const std::size_t kind = below(random, 6);
    if (kind == 0) bytes->push_back(0);
    if (kind == 1) bytes->pop_back();
    if (kind > 1)
      bytes->at(below(random, bytes->size())) ^= static_cast<std::uint8_t>(1U << below(random, 8));
    return {encode_base64(*bytes), kind > 1 ? "bit" : "length"};
  }
  std::string out = text;
  if (out.empty() || random() % 4 == 0) return {out + "x", "text"};
  out[below(random, out.size())] ^= 1;
  return {out, "text"};
}

Mutation mutate(const Case& one, std::mt19937_64& random) {
  std::vector<Json::json_pointer> fields;
  collect(one.bundle, Json::json_pointer(), fields);
  Mutation out{.field = fields[below(random, fields.size())], .kind = "", .bundle = one.bundle};
  Json& value = out.bundle[out.field];
  if (value.is_string()) {
    auto [text, kind] = change(value.get<std::string>(), random);
    out.kind = kind;
    value = std::move(text);
  } else {
    out.kind = "number";
    value = value.is_number() ? Json(value.get<std::int64_t>() + 1) : Json("x");
  }
  return out;
}

/// Whether nothing that verification relies on covers the change.
bool unsigned_field(const Case& one, const Mutation& mutation) {
  const std::string field = mutation.field.to_string();
  // A hint which key to try; the user's key is used whatever it says.
  if (field.ends_with("/publicKey/hint") || field.ends_with("/keyid")) return true;
  if (!field.ends_with("/checkpoint/envelope")) return false;
  // Signature lines of witnesses: the text and the log's own line, which is first, must be as
  // before.
  const auto before = one.bundle[mutation.field].get<std::string>();
  const auto after = mutation.bundle[mutation.field].get<std::string>();
  const std::size_t first_line = before.find('\n', before.find("\n\n") + 2);
  return before.substr(0, first_line + 1) == after.substr(0, first_line + 1);
}

std::vector<Case> load_all(const std::filesystem::path& corpus) {
  std::vector<Case> out;
  for (const auto& entry : std::filesystem::directory_iterator(corpus / "bundle-verify")) {
    if (!entry.is_directory() || entry.path().filename().string().ends_with("_fail")) continue;
    if (auto one = load(entry.path(), corpus)) out.push_back(std::move(*one));
  }
  std::ranges::sort(out, {}, &Case::name);
  const testing::VirtualSigstore world;
  for (const bool v2 : {false, true}) {
    for (const bool attestation : {false, true}) {
      const testing::Recipe recipe{.rekor_v2 = v2, .timestamp = v2, .attestation = attestation};
      out.push_back({.name = fmt::format("virtual v2={} attestation={}", v2, attestation),
                     .bundle = *parse_json(*encode_bundle(world.sign(recipe), BundleFormat::kV03)),
                     .policy = world.policy(),
                     .artifact = "the artifact"});
    }
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path corpus =
      std::filesystem::path(argc > 1 ? argv[1] : "") / "sigstore-conformance";
  const int count = argc > 2 ? std::atoi(argv[2]) : 1000;
  if (!std::filesystem::exists(corpus)) return 77;
  const std::vector<Case> cases = load_all(corpus);
  for (const Case& one : cases) {
    if (!verifies(one, one.bundle)) {
      fmt::print("FAIL {} does not verify unchanged\n", one.name);
      return 1;
    }
  }
  std::mt19937_64 random(20260301);
  std::map<std::string, int> accepted;
  int refused = 0;
  int excused = 0;
  for (int i = 0; i < count; ++i) {
    const Case& one = cases[static_cast<std::size_t>(i) % cases.size()];
    const Mutation mutation = mutate(one, random);
    if (mutation.bundle == one.bundle || !verifies(one, mutation.bundle)) {
      ++refused;
    } else if (unsigned_field(one, mutation)) {
      ++excused;
    } else {
      ++accepted[fmt::format("{}: {} ({})", one.name, mutation.field.to_string(), mutation.kind)];
    }
  }
  for (const auto& [what, times] : accepted)
    fmt::print("FAIL accepted {} times: {}\n", times, what);
  fmt::print("{} mutations of {} bundles: {} refused, {} in fields that nothing signs\n", count,
             cases.size(), refused, excused);
  return accepted.empty() ? 0 : 1;
}
