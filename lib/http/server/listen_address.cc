// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/server/listen_address.h"

#include <charconv>

namespace igp::http {

Result<ListenAddress> ListenAddress::parse(std::string_view text) {
  const auto invalid = [&] {
    return fail(ErrorCode::kUsage, "invalid address {}: expected HOST:PORT", quote(text));
  };
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return invalid();
  std::string_view host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']') && host.size() > 2) {
    host = host.substr(1, host.size() - 2);
  } else if (host.find_first_of(":[]") != std::string_view::npos) {
    return invalid();
  }
  ListenAddress address{.host = std::string(host), .port = 0};
  const std::string_view digits = text.substr(colon + 1);
  const auto [end, problem] = std::from_chars(digits.begin(), digits.end(), address.port);
  if (digits.empty() || problem != std::errc() || end != digits.end()) return invalid();
  return address;
}

std::string ListenAddress::str() const {
  const bool ipv6 = host.find(':') != std::string::npos;
  return (ipv6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

}  // namespace igp::http
