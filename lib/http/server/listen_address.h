// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// ListenAddress: where a server listens, as a command line gives it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace igp::http {

struct ListenAddress {
  std::string host;  ///< without brackets
  std::uint16_t port = 0;

  /// Parses "HOST:PORT" or "[IPV6]:PORT"; port 0 stands for any free one. Fails with kUsage.
  static Result<ListenAddress> parse(std::string_view text);
  /// "HOST:PORT", with brackets around an IPv6 address.
  [[nodiscard]] std::string str() const;
};

}  // namespace igp::http
