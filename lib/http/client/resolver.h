// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// From a host's name to the addresses to try.
#pragma once

#include <sys/socket.h>

#include <string>
#include <vector>

#include "base/result.h"
#include "http/client/io_limits.h"

namespace igp::http {

/// A socket address of any family.
struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;

  [[nodiscard]] int family() const { return storage.ss_family; }
  [[nodiscard]] const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

/// The addresses of `host` in the order of RFC 6724, families taking turns (RFC 8305 section 4), so
/// that a family that leads nowhere costs little. "localhost" is the loopback interface whatever a
/// name server says (RFC 6761 section 6.3). Fails with kNetwork, and as `limits` do.
Result<std::vector<Address>> resolve(const std::string& host, std::uint16_t port, IoLimits& limits);

}  // namespace igp::http
