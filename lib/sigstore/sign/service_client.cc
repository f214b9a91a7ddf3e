// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/sign/service_client.h"

#include "base/limits.h"
#include "http/client/status.h"

namespace igp::sigstore {

http::HttpRequest ServiceClient::request(http::Url url) const {
  http::HttpRequest out = make_request_(std::move(url));
  out.max_body_bytes = limits::kServiceAnswerBytes;
  return out;
}

http::HttpRequest ServiceClient::post(http::Url url, std::string_view content_type,
                                      std::string body) const {
  http::HttpRequest out = request(std::move(url));
  out.method = "POST";
  out.headers.set("Content-Type", std::string(content_type));
  out.body = std::move(body);
  return out;
}

Result<http::HttpAnswer> ServiceClient::send(const http::HttpRequest& request) {
  return http::send_with_retry(client_, request, nullptr, policy_, host_);
}

Result<std::string> ServiceClient::fetch(const http::HttpRequest& request) {
  http::HttpAnswer answer = IGP_TRY(http::check_status(request, IGP_TRY(send(request))));
  return std::move(answer.body);
}

Fail bad_answer(std::string_view what, const Error& cause) {
  return fail(ErrorCode::kHttpAnswerInvalid, "{} gave an unusable answer: {}", what, cause.text());
}

}  // namespace igp::sigstore
