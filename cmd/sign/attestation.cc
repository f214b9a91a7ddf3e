// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sign/attestation.h"

#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/io/atomic_file.h"
#include "base/io/file.h"
#include "base/limits.h"
#include "digest_argument.h"
#include "pack/manifest.h"
#include "pack/sbom.h"
#include "sigstore/predicate_type.h"
#include "version.h"

namespace igp {
namespace {

constexpr std::string_view kAttestation = "Attestation";
constexpr std::string_view kProvenance = "Provenance";

Fail usage(std::string_view text) { return Fail(error(ErrorCode::kUsage, "{}", text)); }

std::string last_component(const std::string& path) { return path.substr(path.rfind('/') + 1); }

/// A statement names files without the directories they happened to be in.
Result<sigstore::Subject> read_subject(const std::string& blob) {
  if (auto digest = digest_argument(blob))
    return sigstore::Subject{.name = blob, .digest = std::move(*digest)};
  std::optional<UniqueFd> file;
  if (blob != "-") file = IGP_TRY(open_to_read(blob));
  const auto artifact =
      IGP_TRY(sigstore::read_artifact(file ? file->get() : STDIN_FILENO, blob, {}));
  return sigstore::Subject{.name = last_component(blob), .digest = artifact.digest};
}

/// Name and version from the pack's manifest, which must be that of this tar.
Status add_manifest(const std::string& path, const pack::Inventory& inventory,
                    pack::SbomOptions& options) {
  pack::Manifest manifest = IGP_TRY(pack::load_manifest(path));
  if (manifest.digest != inventory.sha256) {
    return fail(ErrorCode::kDigestMismatch, "{} is about {}, but the pack is {}", quote(path),
                manifest.digest.str(), inventory.sha256.str());
  }
  options.name = std::move(manifest.name);
  options.version = std::move(manifest.version);
  return {};
}

}  // namespace

void AttestationFlags::describe(cli::FlagSet& flags) {
  flags.add({.name = "predicate",
             .label = "FILE",
             .help = "Sign a statement that says FILE (JSON; '-': standard input) about BLOB.",
             .complete = cli::Complete::kFile,
             .into = &predicate_,
             .group = kAttestation});
  flags.add({.name = "type",
             .label = "TYPE",
             .help = "Type of --predicate: slsaprovenance1, spdx, cyclonedx, vuln, …, or a URI.",
             .into = &type_,
             .group = kAttestation});
  flags.add({.name = "slsa-provenance",
             .help = "Sign SLSA v1 provenance of BLOB, made from what the CI system says.",
             .into = &slsa_,
             .group = kAttestation});
  flags.add({.name = "sbom",
             .help = "Sign an SPDX 2.3 bill of materials of the pack BLOB.",
             .into = &sbom_,
             .group = kAttestation});
  flags.add({.name = "manifest",
             .label = "FILE",
             .help = "Take the pack's name and version for --sbom from this manifest.json.",
             .complete = cli::Complete::kFile,
             .into = &manifest_,
             .group = kAttestation});
  flags.add({.name = "source-date-epoch",
             .label = "SECONDS",
             .help = "Time of creation for --sbom, in seconds since 1970; now if not given.",
             .env = "SOURCE_DATE_EPOCH",
             .into = &epoch_,
             .group = kAttestation});
  flags.add({.name = "output-predicate",
             .label = "FILE",
             .help = "Write what the statement says to FILE too.",
             .complete = cli::Complete::kFile,
             .into = &output_,
             .group = kAttestation});
  const auto fact = [&flags](std::string_view name, std::string_view label, std::string_view help,
                             cli::Target into) {
    flags.add({.name = name, .label = label, .help = help, .into = into, .group = kProvenance});
  };
  fact("build-type", "URI", "Build type; then nothing is taken from the CI system.",
       &facts_.build_type);
  fact("builder-id", "URI", "Who builds, instead of what the CI system says.", &facts_.builder_id);
  fact("source-uri", "URI", "Repository and reference that the build began with.",
       &facts_.source_uri);
  fact("source-commit", "HEX", "Commit that the build began with.", &facts_.source_commit);
  fact("invocation-id", "URI", "This run of the build.", &facts_.invocation_id);
  fact("build-parameter", "NAME=VALUE", "External parameter that goes with --build-type.",
       &facts_.parameters);
}

Status AttestationFlags::check() const {
  const int kinds = !predicate_.empty() + slsa_ + sbom_;
  if (kinds > 1) return usage("--predicate, --slsa-provenance and --sbom exclude each other");
  if (predicate_.empty() != type_.empty()) return usage("--predicate and --type need each other");
  if (!sbom_ && !manifest_.empty()) return usage("--manifest belongs to --sbom");
  const bool facts = !facts_.build_type.empty() || !facts_.builder_id.empty() ||
                     !facts_.source_uri.empty() || !facts_.source_commit.empty() ||
                     !facts_.invocation_id.empty() || !facts_.parameters.empty();
  if (facts && !slsa_) return usage("a description of the build belongs to --slsa-provenance");
  if (kinds == 0 && !output_.empty())
    return usage("--output-predicate needs --predicate, --slsa-provenance or --sbom");
  if (epoch_.value_or(0) < 0) return usage("--source-date-epoch is negative");
  return {};
}

Result<sigstore::Predicate> AttestationFlags::read_predicate() const {
  std::string type = IGP_TRY(sigstore::resolve_predicate_type(type_));
  std::string json = predicate_ == "-"
                         ? IGP_TRY(read_fd(STDIN_FILENO, "standard input", limits::kPredicateBytes))
                         : IGP_TRY(read_file(predicate_, limits::kPredicateBytes));
  return sigstore::Predicate{.type = std::move(type), .json = std::move(json)};
}

Result<AttestationFlags::Statement> AttestationFlags::make_sbom(
    const std::vector<std::string>& blobs, cli::Runtime& runtime) const {
  if (blobs.size() != 1 || blobs.front() == "-") return usage("--sbom is of one pack in a file");
  const std::string& blob = blobs.front();
  const UniqueFd fd = IGP_TRY(open_to_read(blob));
  const pack::Inventory inventory = IGP_TRY(pack::take_inventory(fd.get(), blob));
  const std::string file_name = last_component(blob);
  pack::SbomOptions options{.name = file_name.substr(0, file_name.rfind('.')),
                            .version = {},
                            .file_name = file_name,
                            .tool = fmt::format("igpack-{}", kVersion),
                            .created = runtime.clock->now()};
  constexpr std::int64_t kLatest = INT64_MAX / kNanosPerSecond;
  if (epoch_) options.created = std::min(*epoch_, kLatest) * kNanosPerSecond;
  if (!manifest_.empty()) IGP_CHECK(add_manifest(manifest_, inventory, options));
  Statement out;
  out.subjects.push_back({.name = file_name, .digest = inventory.sha256});
  out.predicate = {.type = std::string(sigstore::kSpdxDocument),
                   .json = pack::encode_sbom(options, inventory)};
  return out;
}

Result<AttestationFlags::Statement> AttestationFlags::read_statement(
    const std::vector<std::string>& blobs, cli::Runtime& runtime) const {
  if (sbom_) return make_sbom(blobs, runtime);
  if (std::ranges::count(blobs, "-") + (predicate_ == "-" ? 1 : 0) > 1)
    return usage("standard input can be read only once");
  Statement out;
  // The predicate first: it is small, and what is wrong with it need not wait for large files.
  if (slsa_) {
    out.predicate.type = sigstore::kSlsaProvenanceV1;
    out.predicate.json = IGP_TRY(pack::encode_provenance(facts_, runtime.env));
  } else {
    out.predicate = IGP_TRY(read_predicate());
  }
  for (const std::string& blob : blobs) out.subjects.push_back(IGP_TRY(read_subject(blob)));
  return out;
}

Result<sigstore::SigningRequest> AttestationFlags::make_request(
    const std::vector<std::string>& blobs, cli::Runtime& runtime) {
  Statement statement = IGP_TRY(read_statement(blobs, runtime));
  auto envelope = sigstore::make_statement(statement.subjects, statement.predicate);
  if (!envelope) {
    return predicate_.empty() ? Fail(std::move(envelope).error())
                              : Fail(std::move(envelope).error().in(quote(predicate_)));
  }
  said_ = std::move(statement.predicate.json);
  return sigstore::SigningRequest{.artifact = {.name = blobs.front(),
                                               .digest = statement.subjects.front().digest,
                                               .content = std::nullopt},
                                  .envelope = std::move(*envelope)};
}

Status AttestationFlags::write_predicate() const {
  return output_.empty() ? Status() : write_file_atomically(output_, said_);
}

std::vector<sigstore::Subject> statement_subjects(const sigstore::Bundle& bundle) {
  std::vector<sigstore::Subject> out;
  if (bundle.dsse() == nullptr) return out;
  const auto statement = parse_json(as_text(bundle.dsse()->payload));
  const Json* subjects = statement ? json_find(*statement, "subject") : nullptr;
  if (subjects == nullptr || !subjects->is_array()) return out;
  for (const Json& subject : *subjects) {
    const auto digests = json_object(subject, "digest", "subject");
    const auto sha256 =
        digests ? json_string(**digests, "sha256", "digest") : Fail(digests.error());
    const auto digest = sha256 ? crypto::Digest::parse("sha256:" + *sha256) : Fail(sha256.error());
    if (!digest) continue;
    out.push_back(
        {.name = json_string(subject, "name", "subject").value_or(""), .digest = *digest});
  }
  return out;
}

}  // namespace igp
