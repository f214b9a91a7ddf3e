// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// /graphql and /v1/evidence: carries requests to evidence::Api and its answers back.
#pragma once

#include "evidence/api.h"
#include "http/server/router.h"

namespace igp::delivery {

/// `api`, which must outlive the router, decides on methods, tokens and everything else.
void add_evidence_routes(http::Router& router, evidence::Api& api);

}  // namespace igp::delivery
