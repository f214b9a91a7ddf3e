// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// IP addresses and CIDR blocks, as strict as Go's package net.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "rego/value/value.h"

namespace igp::rego {

/// Why a text is no address, in Go's words, and from where on; `at` is a part of the text.
struct IpFault {
  std::string_view what;
  std::string_view at;
};

/// An address as a number of 128 bits; IPv4 addresses are those of ::ffff:0:0/96.
struct IpAddress {
  UInt128 bits = 0;

  /// RFC 4291 section 2.2, or four decimal numbers without leading zeros; no zones.
  static std::expected<IpAddress, IpFault> parse(std::string_view text);
  [[nodiscard]] bool is_v4() const { return bits >> 32 == 0xFFFF; }
  /// As RFC 5952 writes it; IPv4 addresses with dots.
  [[nodiscard]] std::string text() const;
};

/// The addresses that begin with the same bits as one of them.
struct IpNetwork {
  IpAddress address;  ///< any of the block
  int prefix = 128;   ///< of the 128 bits: 96 to 128 for a block of IPv4

  /// An address and the length of its prefix, with the host's bits cleared.
  static std::optional<IpNetwork> parse(std::string_view text);
  [[nodiscard]] UInt128 first() const;
  [[nodiscard]] UInt128 last() const;
  /// IPv6 blocks have no IPv4 addresses, whatever their bits say.
  [[nodiscard]] bool contains(const IpAddress& other) const;
  /// "10.0.0.0/8"
  [[nodiscard]] std::string text() const;
};

}  // namespace igp::rego
