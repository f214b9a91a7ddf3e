// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Connections in the clear: TCP and Unix sockets.
#pragma once

#include <memory>
#include <string>

#include "http/client/byte_stream.h"

namespace igp::http {

/// Connects to the first address of `host` that answers; the next one is tried beside it when one
/// keeps silent (RFC 8305). Fails with kNetwork, and as `limits` do.
Result<std::unique_ptr<ByteStream>> connect_tcp(const std::string& host, std::uint16_t port,
                                                IoLimits& limits);

/// Connects to the Unix socket at `path`. Fails with kNetwork, and as `limits` do.
Result<std::unique_ptr<ByteStream>> connect_unix(const std::string& path, IoLimits& limits);

}  // namespace igp::http
