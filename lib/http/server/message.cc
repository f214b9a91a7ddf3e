// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/server/message.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/json.h"

namespace igp::http {

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Unknown";
  }
}

SharedText encode_head(int status, const Headers& fields,
                       std::optional<std::size_t> content_length) {
  std::string head = fmt::format("HTTP/1.1 {} {}\r\n", status, reason_phrase(status));
  for (const HeaderField& field : fields) {
    head += field.name;
    head += ": ";
    head += field.value;
    head += "\r\n";
  }
  if (content_length) head += fmt::format("Content-Length: {}\r\n", *content_length);
  return std::make_shared<const std::string>(std::move(head));
}

Response make_response(int status, const Headers& fields, std::string body) {
  SharedText head = encode_head(status, fields, body.size());
  return {status, std::move(head), std::make_shared<const std::string>(std::move(body))};
}

Response make_error(int status, std::string_view message, const Headers& extra) {
  Headers fields{{"Content-Type", "application/json"},
                 {"Cache-Control", "no-store"},
                 {"X-Content-Type-Options", "nosniff"}};
  for (const HeaderField& field : extra) fields.set(field.name, field.value);
  return make_response(status, fields, encode_json(Json{{"error", std::string(message)}}) + "\n");
}

}  // namespace igp::http
