// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/serve/evidence_routes.h"

namespace igp::delivery {
namespace {

using http::Request;
using http::Response;

/// The value of a field that may occur once; a repeated one joined, so that it cannot be taken for
/// its first line.
std::string field(const Request& request, std::string_view name) {
  return request.headers.joined(name).value_or("");
}

Response answer(evidence::Api& api, const Request& request) {
  const std::string content_type = field(request, "Content-Type");
  const std::string accept = field(request, "Accept");
  const std::string authorization = field(request, "Authorization");
  evidence::ApiAnswer from_api = api.handle({.method = request.method,
                                             .path = request.path,
                                             .query = request.query,
                                             .content_type = content_type,
                                             .accept = accept,
                                             .authorization = authorization,
                                             .body = request.body,
                                             .is_loopback = request.from_loopback});
  http::Headers fields{{"Content-Type", from_api.content_type},
                       {"Cache-Control", "no-store"},
                       {"X-Content-Type-Options", "nosniff"}};
  for (auto& [name, value] : from_api.headers) fields.set(name, value);
  return http::make_response(from_api.status, fields, std::move(from_api.body));
}

}  // namespace

void add_evidence_routes(http::Router& router, evidence::Api& api) {
  for (const char* path : {"/graphql", "/v1/evidence"}) {
    router.add_blocking("*", path, [&api](const Request& request) { return answer(api, request); });
  }
}

}  // namespace igp::delivery
