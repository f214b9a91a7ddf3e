// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/serve/health_routes.h"

namespace igp::delivery {
namespace {

using http::Request;
using http::Response;

Response status_answer(const char* status) {
  return http::make_response(200,
                             {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
                             std::string("{\"status\":\"") + status + "\"}\n");
}

}  // namespace

Status packs_ready(PackStore& store) {
  const std::vector<std::string> ids = list_packs(store.roots());
  if (ids.empty())
    return fail(ErrorCode::kNotBuilt, "no pack below {}", quote(store.roots().contracts));
  for (const std::string& id : ids) {
    if (store.load(id).kind != PackState::Kind::kServed) {
      return fail(ErrorCode::kNotBuilt, "{} is not served", id);
    }
  }
  return {};
}

void add_health_routes(http::Router& router, std::vector<ReadyCheck> checks) {
  router.add_inline("GET, HEAD", "/healthz", [](const Request&) { return status_answer("ok"); });
  router.add_blocking("GET, HEAD", "/readyz", [checks = std::move(checks)](const Request&) {
    for (const ReadyCheck& check : checks) {
      if (const Status ready = check(); !ready) {
        return http::make_error(503, ready.error().message, {{"Retry-After", "1"}});
      }
    }
    return status_answer("ready");
  });
}

}  // namespace igp::delivery
