// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// GraphQL over HTTP, without any transport (the GraphQL-over-HTTP working draft).
//
// Statuses follow what the graphql-http audits expect: to a client that accepts
// application/graphql-response+json a request error is 400; to one that accepts only
// application/json it is 200, so that it reads the errors. A request that is no GraphQL request at
// all is 400, 405, 406 or 415 to everybody. Without an Accept header the answer is
// application/json.
#pragma once

#include <string>
#include <string_view>

#include "graphql/execute.h"

namespace igp::graphql {

/// What of an HTTP request matters here; absent headers are empty.
struct HttpRequest {
  std::string_view method;
  std::string_view query;  ///< the URL's, raw and without '?'
  std::string_view content_type;
  std::string_view accept;
  std::string_view body;
};

struct HttpAnswer {
  int status = 200;
  std::string content_type;
  std::string body;
  bool allow = false;  ///< send "Allow: GET, POST" (with 405)
};

/// Parses, validates and executes. GET may only query. The body is always a GraphQL response.
HttpAnswer answer_http(const HttpRequest& request, const Schema& schema, const Object& root);

}  // namespace igp::graphql
