// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Request and Response: what a handler sees of HTTP. No socket, no parser.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/headers.h"

namespace igp::http {

/// A complete, well-formed request.
struct Request {
  std::string method;
  std::string path;   ///< percent-encoded, starts with "/"
  std::string query;  ///< without "?"
  Headers headers;
  std::string body;
  bool from_loopback = false;         ///< the peer's address, not what any header claims
  std::vector<std::string> captures;  ///< decoded path segments at the route's "{}", from Router
};

/// Bytes that many answers share and none changes.
using SharedText = std::shared_ptr<const std::string>;

/// An answer in the form in which it is written: nothing of it is copied or formatted per request.
struct Response {
  int status = 200;
  SharedText head;  ///< status line and field lines; the server adds Date and Connection
  SharedText body;  ///< null: none. Left out by the server for HEAD.
};

/// "HTTP/1.1 200 OK" and the field lines, each with CRLF, without the empty line. `content_length`
/// is left out of answers that have none by definition (304).
SharedText encode_head(int status, const Headers& fields,
                       std::optional<std::size_t> content_length);

/// An answer with `body`; Content-Length is set from it.
Response make_response(int status, const Headers& fields, std::string body);

/// `{"error":"<message>"}` with `extra` fields; never stored by caches.
Response make_error(int status, std::string_view message, const Headers& extra = {});

/// "Not Found" for 404; "Unknown" for a status this server does not send.
std::string_view reason_phrase(int status);

}  // namespace igp::http
