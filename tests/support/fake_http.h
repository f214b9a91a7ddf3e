// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// FakeHttpClient: answers from a table, so that tests need no network.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "http/client/client.h"
#include "http/client/retry.h"

namespace igp::test {

/// Answers requests by "METHOD URL"; what is not in the table is kNetwork. Keeps what was sent.
class FakeHttpClient final : public http::HttpClient {
 public:
  using HttpClient::send;
  using Handler = std::function<Result<http::HttpAnswer>(const http::HttpRequest&)>;

  void on(const std::string& method_and_url, Handler handler) {
    routes_[method_and_url] = std::move(handler);
  }
  void on(const std::string& method_and_url, http::HttpAnswer answer) {
    on(method_and_url, [answer = std::move(answer)](const auto&) { return answer; });
  }

  Result<http::HttpAnswer> send(const http::HttpRequest& request,
                                const http::BodyStream* stream) override {
    sent.push_back(request);
    const auto route = routes_.find(request.method + " " + request.url.str());
    if (route == routes_.end()) return fail(ErrorCode::kNetwork, "nothing answers");
    http::HttpAnswer answer = IGP_TRY(route->second(request));
    answer.url = request.url.str();
    if (answer.body.size() > request.max_body_bytes) {
      return fail(ErrorCode::kLimitExceeded, "too large");
    }
    if (stream == nullptr || !answer.ok()) return answer;
    const std::string body = std::exchange(answer.body, {});
    if (stream->head) IGP_CHECK(stream->head(answer));
    if (!body.empty()) IGP_CHECK(stream->body(as_bytes(body)));
    return answer;
  }

  std::vector<http::HttpRequest> sent;

 private:
  std::map<std::string, Handler> routes_;
};

/// Time that passes only by waiting.
class FakeWaiter final : public http::Waiter {
 public:
  [[nodiscard]] http::milliseconds elapsed() const override { return now_; }
  void wait(http::milliseconds time, const std::atomic<bool>* /*cancel*/) override {
    now_ += time;
    waits.push_back(time);
  }

  std::vector<http::milliseconds> waits;

 private:
  http::milliseconds now_{0};
};

}  // namespace igp::test
