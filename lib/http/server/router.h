// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Router: which handler answers a request.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "http/server/message.h"

namespace igp::http {

/// Answers the requests of a route. Called from several threads at once.
class Handler {
 public:
  virtual ~Handler() = default;
  /// An answer that needs no waiting, given on the connection's own thread; or nothing, then
  /// respond() is called on the worker pool.
  virtual std::optional<Response> respond_now(const Request& /*request*/) { return std::nullopt; }
  /// May take its time.
  virtual Response respond(const Request& request) = 0;
};

/// A table of routes, filled before the server starts.
class Router {
 public:
  using Function = std::function<Response(const Request&)>;

  /// `allow` is the Allow field's value ("GET, HEAD"), or "*" when the handler sees to methods. A
  /// "{}" in `pattern` stands for one non-empty path segment, handed over decoded in
  /// Request::captures.
  void add(std::string_view allow, std::string_view pattern, std::shared_ptr<Handler> handler);
  /// A route whose function may block.
  void add_blocking(std::string_view allow, std::string_view pattern, Function function);
  /// A route whose function never blocks.
  void add_inline(std::string_view allow, std::string_view pattern, Function function);

  /// The handler (with `request.captures` filled), or the answer 400, 404 or 405.
  [[nodiscard]] std::variant<Handler*, Response> route(Request& request) const;

 private:
  struct Route {
    std::vector<std::string> methods;
    std::string allow;
    std::vector<std::string> segments;
    std::shared_ptr<Handler> handler;
  };
  std::vector<Route> routes_;
};

}  // namespace igp::http
