// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// /healthz (the process answers) and /readyz (it has something to answer with).
#pragma once

#include <functional>
#include <vector>

#include "delivery/serve/pack_store.h"
#include "http/server/router.h"

namespace igp::delivery {

/// Something that has to work before traffic may come; the error says what does not.
using ReadyCheck = std::function<Status()>;

/// All packs below the contracts root are served. Fails with kNotBuilt.
Status packs_ready(PackStore& store);

/// GET and HEAD of /healthz and /readyz; readiness is 503 as long as a check fails.
void add_health_routes(http::Router& router, std::vector<ReadyCheck> checks);

}  // namespace igp::delivery
