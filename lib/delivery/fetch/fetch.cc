// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/fetch/fetch.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>

#include "base/io/directory.h"
#include "base/io/file.h"
#include "delivery/fetch/attestation.h"
#include "delivery/fetch/install.h"
#include "sigstore/verify/verifier.h"

namespace igp::delivery {
namespace {

constexpr std::string_view kNoTrust = "none";
constexpr std::string_view kSignPredicate = "https://sigstore.dev/cosign/sign/v1";

/// Two fetches with equal text trust the same signers for the same reasons.
std::string trust_of(const std::optional<sigstore::VerifyPolicy>& policy) {
  return policy ? sigstore::policy_text(*policy) : std::string(kNoTrust);
}

/// The request for the pack, conditional when what is installed would do.
http::HttpRequest pack_request(const FetchOptions& options, const InstallTarget& target) {
  http::HttpRequest request = options.request;
  request.max_body_bytes = limits::kArchiveTotalBytes;
  request.headers.set("Accept",
                      options.allow_foreign ? "*/*" : "application/vnd.intelgraph.policy+tar, */*");
  const auto& previous = target.previous;
  if (options.force || !previous || previous->etag.empty()) return request;
  if (previous->url != request.url.display() || previous->trust != trust_of(options.policy)) {
    return request;
  }
  const auto root = open_directory(AT_FDCWD, target.path);
  if (root && is_intact(root->get(), *previous)) {
    request.headers.set("If-None-Match", previous->etag);
  }
  return request;
}

/// The pack as its signature needs it; its SHA-256 was computed from the bytes as they were stored,
/// so that most signatures need no second reading.
Result<sigstore::Artifact> artifact_of(const Download& download, std::string name,
                                       const sigstore::ArtifactNeeds& needs) {
  if (needs.hash == crypto::HashAlgorithm::kSha256 && !needs.content) {
    return sigstore::Artifact{.name = std::move(name), .digest = download.sha256, .content = {}};
  }
  if (::lseek(download.file.get(), 0, SEEK_SET) != 0) {
    return Fail(errno_error("read", "the download"));
  }
  return sigstore::read_artifact(download.file.get(), std::move(name), needs);
}

/// Gives the policy the trust root that certificates are checked with. Keys do without, unless
/// their bundle has a log entry or a timestamp.
Status load_trust_root(FetchOptions& options) {
  if (options.policy->trust_root || !options.trust_root) return {};
  options.policy->trust_root = IGP_TRY(options.trust_root());
  return {};
}

Result<sigstore::Report> verify(FetchOptions& options, const Attestation& attestation,
                                const Download& download) {
  const auto bundle = IGP_TRY(sigstore::parse_bundle(attestation.bundle));
  const auto key = IGP_TRY(sigstore::signing_key(bundle, *options.policy));
  if (sigstore::needs_trust_root(bundle, *options.policy)) IGP_CHECK(load_trust_root(options));
  const auto artifact = IGP_TRY(
      artifact_of(download, options.request.url.display(), sigstore::needs_of(bundle, key)));
  auto report = IGP_TRY(sigstore::verify_bundle(bundle, artifact, *options.policy));
  // An SBOM or provenance statement about the pack is signed too, but is no release of it.
  if (report.attestation && report.predicate_type != kSignPredicate) {
    return fail(ErrorCode::kBundleUnsupported,
                "the attestation is a statement of type {}, not a signature",
                quote(report.predicate_type));
  }
  return report;
}

Result<Attestation> attestation_for(const FetchOptions& options, const Channel& channel,
                                    const http::HttpRequest& request, const PackHead& head) {
  if (options.bundle)
    return Attestation{.bundle = *options.bundle, .source = "given file", .own_request = false};
  return find_attestation(channel, request, head);
}

/// Whether an attestation may be of another state of the server than the pack.
bool may_be_swapped(const Attestation& attestation, const Error& error) {
  switch (error.code) {
    case ErrorCode::kDigestMismatch:
    case ErrorCode::kSignatureInvalid:
    case ErrorCode::kTlogEntryMismatch:
    case ErrorCode::kAttestationInvalid:
      return attestation.own_request;
    default:
      return false;
  }
}

/// Finds and verifies the pack's attestation. A server that replaces both between our two requests
/// gets one chance to show the one that belongs to the pack we have.
Status verify_download(FetchOptions& options, const Channel& channel,
                       const http::HttpRequest& request, const Download& download,
                       FetchReport& report) {
  Attestation attestation = IGP_TRY(attestation_for(options, channel, request, download.head));
  auto verified = verify(options, attestation, download);
  if (!verified && may_be_swapped(attestation, verified.error())) {
    channel.host.diag.note("the attestation is not of this pack: asking for it once more");
    channel.host.waiter.wait(channel.retry.first_delay, request.cancel);
    Attestation again = IGP_TRY(attestation_for(options, channel, request, download.head));
    if (again.bundle != attestation.bundle) verified = verify(options, again, download);
    attestation = std::move(again);
  }
  report.attestation = attestation.source;
  report.signature = IGP_TRY(std::move(verified));
  return {};
}

Status install_pack(const InstallTarget& target, const Download& download,
                    const CheckedArchive& archive, const FetchRecord& record, Rng& rng,
                    const std::atomic<bool>* cancel) {
  const FillDirectory fill = [&](int root) -> Status {
    const UniqueFd fd(::openat(root, std::string(kRecordName).c_str(),
                               O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644));
    if (!fd.valid()) return Fail(errno_error("create", kRecordName));
    IGP_CHECK(write_all(fd.get(), kRecordName, as_bytes(encode_record(record))));
    return extract_archive(download.file.get(), archive.form, root,
                           std::array{SyncItem{.fd = fd.get(), .path = kRecordName}});
  };
  return install(target, fill, rng, cancel);
}

FetchReport current(const FetchOptions& options, const InstallTarget& target) {
  const FetchRecord& previous = *target.previous;
  return {.directory = target.path,
          .url = options.request.url.display(),
          .up_to_date = true,
          .digest = previous.digest,
          .size = previous.size,
          .files = previous.files.size(),
          .trust = previous.trust};
}

}  // namespace

Result<FetchReport> fetch(FetchOptions options, const Channel& channel, Rng& rng) {
  const InstallTarget target = IGP_TRY(inspect_target(options.directory));
  // What is installed counts as current only under the same trust, which the root is part of.
  if (options.policy && options.policy->identity) IGP_CHECK(load_trust_root(options));
  const http::HttpRequest request = pack_request(options, target);
  const auto download =
      IGP_TRY(download_pack(channel, request, options.allow_foreign, existing_ancestor(target)));
  if (!download) return current(options, target);

  FetchReport report{.directory = target.path,
                     .url = request.url.display(),
                     .digest = download->sha256.str(),
                     .size = download->size,
                     .trust = trust_of(options.policy)};
  if (options.policy) IGP_CHECK(verify_download(options, channel, request, *download, report));
  const CheckedArchive archive =
      IGP_TRY(check_archive(download->file.get(), options.allow_foreign));
  report.form = archive.form;
  report.files = archive.files.size();
  const FetchRecord record{.url = report.url,
                           .digest = report.digest,
                           .size = report.size,
                           .etag = download->head.etag,
                           .trust = report.trust,
                           .fetched_at = channel.host.clock.now(),
                           .files = archive.files};
  IGP_CHECK(install_pack(target, *download, archive, record, rng, request.cancel));
  return report;
}

}  // namespace igp::delivery
