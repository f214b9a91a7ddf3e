// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What a status code means to someone who needs success.
#pragma once

#include "http/client/client.h"

namespace igp::http {

/// Passes a 2xx answer on. Fails with kHttpStatus for what may pass (408, 425, 429 and 5xx), with
/// kHttpRefused for every other status. The message has the method, the URL, the status and, when
/// the body is a JSON object with a text "error", "detail" or "message", that text.
Result<HttpAnswer> check_status(const HttpRequest& request, HttpAnswer answer);

/// True for the statuses that check_status calls temporary.
bool is_temporary_status(int status);

}  // namespace igp::http
