// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/fetch/attestation.h"

#include "http/client/status.h"

namespace igp::delivery {

Result<Attestation> find_attestation(const Channel& channel, const http::HttpRequest& pack_request,
                                     const PackHead& head) {
  if (head.bundle) return Attestation{.bundle = *head.bundle, .source = "X-Cosign-Bundle"};
  http::HttpRequest request = pack_request;
  request.url = pack_request.url.with_path_suffix("/attestation");
  request.headers.remove("If-None-Match");
  request.headers.set("Accept", "application/vnd.sigstore.bundle+json");
  request.max_body_bytes = limits::kBundleBytes;
  http::HttpAnswer answer =
      IGP_TRY(http::send_with_retry(channel.client, request, nullptr, channel.retry, channel.host));
  answer = IGP_TRY(http::check_status(request, std::move(answer)));
  IGP_CHECK(check_attestation_head(answer));
  return Attestation{.bundle = std::move(answer.body), .source = request.url.display()};
}

}  // namespace igp::delivery
