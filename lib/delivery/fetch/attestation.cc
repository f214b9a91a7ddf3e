// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/fetch/attestation.h"

#include "http/client/status.h"

namespace igp::delivery {
namespace {

/// Where the attestation of the pack at `pack` is: where the answer's link says, else at a place
/// of the pack's own. Token and client certificate go with the request, so that no link may lead
/// it to another server.
Result<http::Url> attestation_url(const http::Url& pack, const PackHead& head) {
  if (!head.attestation_link) return pack.with_path_suffix("/attestation");
  const http::Url base = head.url.empty() ? pack : IGP_TRY(http::Url::parse(head.url));
  auto url = base.resolve(*head.attestation_link);
  if (!url) {
    return fail(ErrorCode::kHttpAnswerInvalid, "the link to the attestation is no URL: {}",
                quote(*head.attestation_link));
  }
  if (url->origin() != pack.origin()) {
    return fail(ErrorCode::kHttpAnswerInvalid,
                "the link to the attestation leads to another server: {}", quote(url->display()));
  }
  return url;
}

}  // namespace

Result<Attestation> find_attestation(const Channel& channel, const http::HttpRequest& pack_request,
                                     const PackHead& head) {
  if (head.bundle) {
    return Attestation{.bundle = *head.bundle, .source = "X-Cosign-Bundle", .own_request = false};
  }
  http::HttpRequest request = pack_request;
  request.url = IGP_TRY(attestation_url(pack_request.url, head));
  request.headers.remove("If-None-Match");
  request.headers.set("Accept", "application/vnd.sigstore.bundle+json");
  request.max_body_bytes = limits::kBundleBytes;
  http::HttpAnswer answer =
      IGP_TRY(http::send_with_retry(channel.client, request, nullptr, channel.retry, channel.host));
  answer = IGP_TRY(http::check_status(request, std::move(answer)));
  IGP_CHECK(check_attestation_head(answer));
  return Attestation{
      .bundle = std::move(answer.body), .source = request.url.display(), .own_request = true};
}

}  // namespace igp::delivery
