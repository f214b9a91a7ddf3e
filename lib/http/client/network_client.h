// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The HttpClient that talks to the network: HTTP/1.1 over TCP, TLS and Unix sockets.
#pragma once

#include <memory>

#include "http/client/client.h"

namespace igp::http {

/// A client that costs nothing until its first request, and keeps its last connection open for the
/// next one to the same server. Not for use by several threads at once.
std::unique_ptr<HttpClient> make_network_client();

}  // namespace igp::http
