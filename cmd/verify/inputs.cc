// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "verify/inputs.h"

#include <unistd.h>

#include "base/io/file.h"
#include "base/limits.h"
#include "http/client/network_client.h"
#include "http/client/status.h"

namespace igp {
namespace {

bool is_url(std::string_view name) {
  return name.starts_with("http://") || name.starts_with("https://");
}

}  // namespace

Result<std::string> InputReader::download(const std::string& url, std::size_t max_bytes) const {
  http::HttpRequest request = IGP_TRY(http_.make_request(url, diag_));
  request.headers.set("Accept", "application/vnd.dev.sigstore.bundle.v0.3+json, */*");
  request.max_body_bytes = max_bytes;
  const auto client = http::make_network_client();
  http::SystemWaiter waiter;
  http::HttpAnswer answer = IGP_TRY(http::send_with_retry(
      *client, request, nullptr, http_.retry_policy(), {*runtime_.clock, waiter, diag_}));
  return IGP_TRY(http::check_status(request, std::move(answer))).body;
}

Result<std::string> InputReader::read(const std::string& name, std::size_t max_bytes) const {
  if (is_url(name)) return download(name, max_bytes);
  if (name == "-") return read_fd(STDIN_FILENO, "standard input", max_bytes);
  return read_file(name, max_bytes);
}

Result<sigstore::Bundle> read_bundle(const std::string& name, const InputReader& inputs) {
  const std::string text = IGP_TRY(inputs.read(name, limits::kBundleBytes));
  auto bundle = sigstore::parse_bundle(text);
  if (!bundle) return Fail(std::move(bundle).error().in(quote(http::redact_url(name))));
  return bundle;
}

Result<sigstore::Artifact> ArtifactReader::read(const sigstore::ArtifactNeeds& needs) {
  if (digest_)
    return sigstore::Artifact{.name = name_, .digest = *digest_, .content = std::nullopt};
  for (const auto& [known, artifact] : known_) {
    if (known.hash == needs.hash && known.content >= needs.content) return artifact;
  }
  if (name_ == "-" && !known_.empty())
    return fail(ErrorCode::kUsage, "standard input can be read only once: give the file's name");
  const UniqueFd file = name_ == "-" ? UniqueFd() : IGP_TRY(open_to_read(name_));
  const int fd = name_ == "-" ? STDIN_FILENO : file.get();
  // Approvals of different contents must not be counted together.
  const crypto::Digest* before = known_.empty() ? nullptr : &known_.front().second.digest;
  auto artifact =
      sigstore::read_artifact(fd, name_ == "-" ? "standard input" : name_, needs, before);
  if (artifact) known_.emplace_back(needs, *artifact);
  return artifact;
}

}  // namespace igp
