// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "verify_inputs.h"

#include <unistd.h>

#include "base/base64.h"
#include "base/io/file.h"
#include "base/limits.h"
#include "crypto/pem.h"
#include "http/client/network_client.h"
#include "http/client/status.h"

namespace igp {
namespace {

Result<std::string> read_input(const std::string& path, std::size_t max_bytes) {
  if (path == "-") return read_fd(STDIN_FILENO, "standard input", max_bytes);
  return read_file(path, max_bytes);
}

Result<std::string> download(const std::string& url, const cli::HttpFlags& flags,
                             const cli::Runtime& runtime, Diag& diag) {
  http::HttpRequest request = IGP_TRY(flags.make_request(url, diag));
  request.headers.set("Accept", "application/vnd.dev.sigstore.bundle.v0.3+json, application/json");
  request.max_body_bytes = limits::kBundleBytes;
  const auto client = http::make_network_client();
  http::SystemWaiter waiter;
  http::HttpAnswer answer = IGP_TRY(http::send_with_retry(
      *client, request, nullptr, flags.retry_policy(), {*runtime.clock, waiter, diag}));
  return IGP_TRY(http::check_status(request, std::move(answer))).body;
}

}  // namespace

bool is_url(std::string_view name) {
  return name.starts_with("http://") || name.starts_with("https://");
}

Result<sigstore::Bundle> read_bundle(const std::string& name, const cli::HttpFlags& http,
                                     const cli::Runtime& runtime, Diag& diag) {
  const std::string text = IGP_TRY(is_url(name) ? download(name, http, runtime, diag)
                                                : read_input(name, limits::kBundleBytes));
  auto bundle = sigstore::parse_bundle(text);
  if (!bundle) return Fail(std::move(bundle).error().in(quote(http::redact_url(name))));
  return bundle;
}

Result<sigstore::Bundle> read_detached(const DetachedSignature& detached) {
  std::string text = IGP_TRY(read_input(detached.signature, limits::kKeyFileBytes));
  if (text.ends_with('\n')) text.pop_back();
  auto bytes = parse_base64(text);
  if (!bytes) return Fail(std::move(bytes).error().in(quote(detached.signature)));
  sigstore::Bundle bundle;
  bundle.format = sigstore::BundleFormat::kLegacyCosign;
  bundle.content =
      sigstore::MessageSignature{.digest = std::nullopt, .signature = std::move(*bytes)};
  if (!detached.certificate.empty()) {
    auto block =
        crypto::parse_single_pem(IGP_TRY(read_input(detached.certificate, limits::kKeyFileBytes)));
    if (!block) return Fail(std::move(block).error().in(quote(detached.certificate)));
    bundle.certificates.push_back(std::move(block->bytes));
  }
  if (!detached.timestamp.empty()) {
    bundle.timestamps.push_back(
        to_bytes(IGP_TRY(read_input(detached.timestamp, limits::kKeyFileBytes))));
  }
  return bundle;
}

bool ArtifactReader::is_digest() const { return crypto::Digest::parse(name_).has_value(); }

Result<sigstore::Artifact> ArtifactReader::read(const sigstore::ArtifactNeeds& needs) {
  if (auto digest = crypto::Digest::parse(name_)) {
    return sigstore::Artifact{.name = name_, .digest = std::move(*digest), .content = std::nullopt};
  }
  for (const auto& [known, artifact] : known_) {
    if (known.hash == needs.hash && known.content >= needs.content) return artifact;
  }
  if (name_ == "-" && !known_.empty())
    return fail(ErrorCode::kUsage, "standard input can be read only once: give the file's name");
  const UniqueFd file = name_ == "-" ? UniqueFd() : IGP_TRY(open_to_read(name_));
  const int fd = name_ == "-" ? STDIN_FILENO : file.get();
  auto artifact = sigstore::read_artifact(fd, name_ == "-" ? "standard input" : name_, needs);
  if (artifact) known_.emplace_back(needs, *artifact);
  return artifact;
}

}  // namespace igp
