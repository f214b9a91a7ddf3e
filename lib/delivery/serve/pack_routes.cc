// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/serve/pack_routes.h"

#include "http/conditional.h"

namespace igp::delivery {
namespace {

using http::Request;
using http::Response;

/// For what a build, a signature or a finished copy will mend.
const http::Headers kRetryAfter{{"Retry-After", "1"}};

/// The entity's answer under the request's conditions. The answer's parts share the snapshot's
/// ownership: a download outlives the snapshot's replacement.
Response answer_entity(const Request& request, const Entity& entity, UnixNanos now) {
  const http::Validators current{.etag = entity.etag, .last_modified = entity.last_modified};
  switch (http::evaluate_conditions(request.headers, current, now)) {
    case http::Precondition::kNotModified:
      return {304, entity.head_304, nullptr};
    case http::Precondition::kFailed:
      return http::make_error(412, "precondition failed");
    case http::Precondition::kProceed:
      break;
  }
  return {200, entity.head_200, entity.body};
}

enum class Part : std::uint8_t { kPack, kAttestation };

class PackHandler final : public http::Handler {
 public:
  PackHandler(PackStore& store, const Clock& clock, Part part)
      : store_(store), clock_(clock), part_(part) {}

  std::optional<Response> respond_now(const Request& request) override {
    const auto state = store_.current(request.captures.front());
    if (!state) return std::nullopt;
    return answer(request, *state);
  }

  Response respond(const Request& request) override {
    return answer(request, store_.load(request.captures.front()));
  }

 private:
  [[nodiscard]] Response answer(const Request& request, const PackState& state) const {
    if (state.kind == PackState::Kind::kUnknown) return http::make_error(404, "unknown pack");
    if (part_ == Part::kAttestation) {
      if (!state.snapshot || !state.snapshot->attestation) {
        return http::make_error(503, "attestation not available", kRetryAfter);
      }
      return answer_entity(request, *state.snapshot->attestation, clock_.now());
    }
    switch (state.kind) {
      case PackState::Kind::kServed:
        return answer_entity(request, state.snapshot->pack, clock_.now());
      case PackState::Kind::kInconsistent:
        return http::make_error(503, "pack does not match its manifest", kRetryAfter);
      case PackState::Kind::kNotBuilt:
      case PackState::Kind::kUnknown:
        break;
    }
    return http::make_error(503, "pack not built yet", kRetryAfter);
  }

  PackStore& store_;
  const Clock& clock_;
  const Part part_;
};

}  // namespace

void add_pack_routes(http::Router& router, PackStore& store, const Clock& clock) {
  router.add("GET, HEAD", "/v1/policy/packs/{}",
             std::make_shared<PackHandler>(store, clock, Part::kPack));
  router.add("GET, HEAD", "/v1/policy/packs/{}/attestation",
             std::make_shared<PackHandler>(store, clock, Part::kAttestation));
}

}  // namespace igp::delivery
