// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "graphql/http_request.h"

#include <nlohmann/json.hpp>

#include "graphql/http_params.h"
#include "graphql/parser.h"
#include "graphql/validate.h"

namespace igp::graphql {
namespace {

HttpAnswer write(int status, std::string_view type, const Answer& answer) {
  return {status, std::string(type) + "; charset=utf-8", encode_json(answer_to_json(answer)),
          false};
}

/// The answer to what is no GraphQL request; the same status for every client.
HttpAnswer refuse(int status, std::string_view type, std::string message) {
  HttpAnswer out = write(status, type, {nullptr, {{std::move(message)}}});
  out.allow = status == 405;
  return out;
}

RequestError to_request_error(const Error& error) {
  RequestError out{error.text()};
  if (error.location) {
    out.locations.push_back({error.location->row, error.location->col, 0});
  }
  return out;
}

Result<HttpParams> params(const HttpRequest& request) {
  return request.method == "POST" ? params_of_body(request.body) : params_of_query(request.query);
}

}  // namespace

HttpAnswer answer_http(const HttpRequest& request, const Schema& schema, const Object& root) {
  const auto type = negotiate(request.accept);
  if (!type) return refuse(406, kJsonType, "the answer can only be JSON");
  const bool is_get = request.method == "GET";
  if (!is_get && request.method != "POST") return refuse(405, *type, "method not allowed");
  if (!is_get && !is_json_content(request.content_type)) {
    return refuse(415, *type, "the request must be application/json in UTF-8");
  }
  const auto given = params(request);
  if (!given) return refuse(400, *type, given.error().text());
  const auto variables = parse_json(given->variables);
  if (!variables) return refuse(400, *type, variables.error().text());

  const int on_error = *type == kResponseType ? 400 : 200;
  const auto document = parse_document(given->query);
  if (!document) {
    return write(on_error, *type, {nullptr, {to_request_error(document.error())}});
  }
  if (auto errors = validate(schema, *document); !errors.empty()) {
    return write(on_error, *type, {nullptr, std::move(errors)});
  }
  const ast::Operation* operation = find_operation(*document, given->operation_name);
  if (is_get && operation != nullptr && operation->kind != ast::OperationKind::kQuery) {
    return refuse(405, *type, "GET may only query");
  }
  const Answer answer = execute(schema, {*document, given->operation_name, *variables}, root);
  return write(answer.data ? 200 : on_error, *type, answer);
}

}  // namespace igp::graphql
