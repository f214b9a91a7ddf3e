// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The HttpClient that talks to the network, through libcurl.
#pragma once

#include <memory>

#include "http/client/client.h"

namespace igp::http {

/// A client that loads libcurl when the first request is sent, so that making one costs nothing.
/// It keeps connections open for its later requests. Not for use by several threads at once.
std::unique_ptr<HttpClient> make_curl_client();

}  // namespace igp::http
