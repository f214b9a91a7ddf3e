// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/client/status.h"

#include <nlohmann/json.hpp>

#include "base/json.h"

namespace igp::http {
namespace {

/// The server's own words, or nothing. The contract's routes answer {"error": "..."}, RFC 9457
/// ones {"detail": "..."}, Sigstore's services {"message": "..."}.
std::string reason_in(const std::string& body) {
  const auto parsed = parse_json(body);
  if (!parsed || !parsed->is_object()) return {};
  for (const char* key : {"error", "detail", "message"}) {
    const Json* reason = json_find(*parsed, key);
    if (reason != nullptr && reason->is_string()) return ": " + quote(reason->get<std::string>());
  }
  return {};
}

}  // namespace

bool is_temporary_status(int status) {
  return status == 408 || status == 425 || status == 429 || (status >= 500 && status <= 599);
}

Result<HttpAnswer> check_status(const HttpRequest& request, HttpAnswer answer) {
  if (answer.ok()) return answer;
  const auto code =
      is_temporary_status(answer.status) ? ErrorCode::kHttpStatus : ErrorCode::kHttpRefused;
  return fail(code, "{} {} was answered with status {}{}", request.method,
              quote(request.url.display()), answer.status, reason_in(answer.body));
}

}  // namespace igp::http
