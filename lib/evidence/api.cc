// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/api.h"

#include <nlohmann/json.hpp>

#include "base/rfc3339.h"
#include "evidence/graphql_root.h"
#include "evidence/store.h"
#include "graphql/http_params.h"
#include "graphql/http_request.h"

namespace igp::evidence {
namespace {

constexpr std::string_view kGraphqlPath = "/graphql";
constexpr std::string_view kRecordPath = "/v1/evidence";

using Header = std::pair<std::string, std::string>;

ApiAnswer json_answer(int status, const Json& body, std::vector<Header> headers = {}) {
  headers.emplace_back("Cache-Control", "no-store");
  return {status, "application/json; charset=utf-8", std::move(headers), encode_json(body)};
}

ApiAnswer refuse(int status, std::string_view why, std::vector<Header> headers = {}) {
  return json_answer(status, {{"error", why}}, std::move(headers));
}

class StoreApi final : public Api {
 public:
  StoreApi(ApiOptions options, std::unique_ptr<Store> store, graphql::Schema schema,
           std::shared_ptr<const Clock> clock)
      : options_(std::move(options)),
        store_(std::move(store)),
        schema_(std::move(schema)),
        clock_(std::move(clock)) {}

  ApiAnswer handle(const ApiRequest& request) override {
    if (auto refusal = check_access(request)) return *std::move(refusal);
    return request.path == kRecordPath ? record(request) : query(request);
  }

  Status ready() override { return store_->check(); }

 private:
  /// Nothing of a request is looked at before this has passed.
  std::optional<ApiAnswer> check_access(const ApiRequest& request) const {
    if (!options_.tokens.empty()) {
      if (options_.tokens.admits(request.authorization)) return std::nullopt;
      return refuse(401, "a valid bearer token is required",
                    {{"WWW-Authenticate", "Bearer realm=\"igpack\""}});
    }
    if (request.path == kRecordPath) {
      return refuse(403, "recording needs a token file, and this server has none");
    }
    if (request.is_loopback) return std::nullopt;
    return refuse(403, "without a token file only loopback may read");
  }

  ApiAnswer record(const ApiRequest& request) {
    if (request.method != "POST") return refuse(405, "method not allowed", {{"Allow", "POST"}});
    if (!graphql::is_json_content(request.content_type)) {
      return refuse(415, "the request must be application/json in UTF-8");
    }
    const auto snapshot = parse_snapshot(request.body);
    if (!snapshot) return refuse(400, snapshot.error().text());
    const UnixNanos now = clock_->now();
    if (!store_->record(*snapshot, now)) return unavailable();
    return json_answer(
        201, {{"recorded", snapshot_to_json(*snapshot)}, {"recordedAt", format_rfc3339(now)}});
  }

  ApiAnswer query(const ApiRequest& request) {
    const QueryRoot root(*store_, options_.limits, clock_->now());
    graphql::HttpAnswer answer = graphql::answer_http(
        {request.method, request.query, request.content_type, request.accept, request.body},
        schema_, root);
    // A store that fails is no answer to the question; a client shall ask again.
    if (root.failure()) return unavailable();
    ApiAnswer out{answer.status, std::move(answer.content_type), {}, std::move(answer.body)};
    out.headers.emplace_back("Cache-Control", "no-store");
    out.headers.emplace_back("Vary", "Accept");
    if (answer.allow) out.headers.emplace_back("Allow", "GET, POST");
    return out;
  }

  /// Without the store's own words, which name files of the server.
  static ApiAnswer unavailable() {
    return refuse(503, "the evidence store is not available", {{"Retry-After", "5"}});
  }

  const ApiOptions options_;
  const std::unique_ptr<Store> store_;
  const graphql::Schema schema_;
  const std::shared_ptr<const Clock> clock_;
};

}  // namespace

Result<std::unique_ptr<Api>> Api::open(ApiOptions options, std::shared_ptr<const Clock> clock) {
  graphql::Schema schema = IGP_TRY(graphql::Schema::parse(evidence_sdl()));
  auto store = IGP_TRY(Store::open(options.database));
  return std::unique_ptr<Api>(std::make_unique<StoreApi>(std::move(options), std::move(store),
                                                         std::move(schema), std::move(clock)));
}

bool Api::serves(std::string_view path) { return path == kGraphqlPath || path == kRecordPath; }

}  // namespace igp::evidence
