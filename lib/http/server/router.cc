// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/server/router.h"

#include <algorithm>

#include "http/url.h"

namespace igp::http {
namespace {

constexpr std::string_view kCapture = "{}";
constexpr std::string_view kAnyMethod = "*";

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

class FunctionHandler final : public Handler {
 public:
  FunctionHandler(Router::Function function, bool blocking)
      : function_(std::move(function)), blocking_(blocking) {}

  std::optional<Response> respond_now(const Request& request) override {
    if (blocking_) return std::nullopt;
    return function_(request);
  }
  Response respond(const Request& request) override { return function_(request); }

 private:
  Router::Function function_;
  bool blocking_;
};

bool matches(const std::vector<std::string>& pattern, const std::vector<std::string_view>& path) {
  return std::ranges::equal(pattern, path, [](std::string_view want, std::string_view segment) {
    return want == kCapture ? !segment.empty() : want == segment;
  });
}

}  // namespace

void Router::add(std::string_view allow, std::string_view pattern,
                 std::shared_ptr<Handler> handler) {
  Route route{.methods = {}, .allow = std::string(allow), .segments = {}, .handler = handler};
  for (const std::string_view method : split(allow, ',')) {
    route.methods.emplace_back(trim_whitespace(method));
  }
  for (const std::string_view segment : split(pattern, '/')) route.segments.emplace_back(segment);
  routes_.push_back(std::move(route));
}

void Router::add_blocking(std::string_view allow, std::string_view pattern, Function function) {
  add(allow, pattern, std::make_shared<FunctionHandler>(std::move(function), true));
}

void Router::add_inline(std::string_view allow, std::string_view pattern, Function function) {
  add(allow, pattern, std::make_shared<FunctionHandler>(std::move(function), false));
}

std::variant<Handler*, Response> Router::route(Request& request) const {
  const std::vector<std::string_view> path = split(request.path, '/');
  const auto route = std::ranges::find_if(
      routes_, [&](const Route& candidate) { return matches(candidate.segments, path); });
  if (route == routes_.end()) return make_error(404, "not found");
  if (route->allow != kAnyMethod &&
      std::ranges::find(route->methods, request.method) == route->methods.end()) {
    return make_error(405, "method not allowed", {{"Allow", route->allow}});
  }
  request.captures.clear();
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (route->segments[i] != kCapture) continue;
    auto segment = decode_percent(path[i]);
    if (!segment) return make_error(400, "malformed path");
    request.captures.push_back(std::move(*segment));
  }
  return route->handler.get();
}

}  // namespace igp::http
