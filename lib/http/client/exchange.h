// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// One request and its answer on an open connection (HTTP/1.1, RFC 9112).
#pragma once

#include <string_view>

#include "http/client/byte_stream.h"
#include "http/client/transfer.h"

namespace igp::http {

/// Sends `head` and `body` and reads the answer into `transfer`, whose request's method decides
/// whether a body follows; true when the connection may carry another exchange afterwards. Fails
/// with transfer.failure(), with kNetwork, and as `limits` do.
Result<bool> exchange(ByteStream& stream, std::string_view head, std::string_view body,
                      Transfer& transfer, IoLimits& limits);

}  // namespace igp::http
