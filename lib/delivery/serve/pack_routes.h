// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The routes of packs and attestations (contracts/openapi.yaml).
#pragma once

#include "delivery/serve/pack_store.h"
#include "http/server/router.h"

namespace igp::delivery {

/// GET and HEAD of /v1/policy/packs/{packId} and .../attestation. `store` and `clock` must outlive
/// the router.
void add_pack_routes(http::Router& router, PackStore& store, const Clock& clock);

}  // namespace igp::delivery
