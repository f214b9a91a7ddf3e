// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Url: an absolute http or https URL (RFC 3986, RFC 9110 section 4.2).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace igp::http {

/// A URL whose existence proves: scheme http or https, a host that is a DNS name, an IPv4 address
/// in dotted decimal or an IPv6 literal, a valid port, a path that starts with "/" and holds no "."
/// or
/// ".." segment, well-formed percent-encoding, no user information and no fragment.
class Url {
 public:
  /// Fails with kUrlInvalid. Messages never repeat user information or a query.
  static Result<Url> parse(std::string_view text);

  /// The target of `reference` seen from this URL (RFC 3986 section 5.2), as a Location or Link
  /// field gives it; a fragment is dropped. Fails with kUrlInvalid.
  [[nodiscard]] Result<Url> resolve(std::string_view reference) const;

  /// This URL with `suffix` ("/attestation") behind its path and without its query.
  [[nodiscard]] Url with_path_suffix(std::string_view suffix) const;

  [[nodiscard]] const std::string& scheme() const { return scheme_; }
  [[nodiscard]] bool secure() const { return scheme_ == "https"; }
  /// Lower case; an IPv6 address without its brackets.
  [[nodiscard]] const std::string& host() const { return host_; }
  /// The port to connect to: the given one, else 80 or 443.
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  /// Without "?"; empty when there is none.
  [[nodiscard]] const std::string& query() const { return query_; }

  /// "host" or "host:port", as the Host field wants it: a default port is left out.
  [[nodiscard]] std::string authority() const;
  /// "scheme://authority".
  [[nodiscard]] std::string origin() const { return scheme_ + "://" + authority(); }
  /// "/path?query", as a request line wants it.
  [[nodiscard]] std::string target() const;
  [[nodiscard]] std::string str() const { return origin() + target(); }
  /// str() without the query, which may hold a credential: for messages and logs.
  [[nodiscard]] std::string display() const { return origin() + path_; }
  /// True when the host is 127.0.0.0/8, ::1 or "localhost".
  [[nodiscard]] bool is_loopback() const;

  friend bool operator==(const Url&, const Url&) = default;

 private:
  Url() = default;
  Status set_authority(std::string_view authority);
  Status set_path_and_query(std::string_view text);

  std::string scheme_;
  std::string host_;
  std::uint16_t port_ = 0;
  std::string path_;
  std::string query_;
};

/// `text` with the user information and query of anything that looks like a URL replaced by "***",
/// for messages about URLs that did not parse.
std::string redact_url(std::string_view text);

/// "%41" to "A". Fails with kUrlInvalid on an incomplete escape or a NUL, escaped or not.
Result<std::string> decode_percent(std::string_view text);

}  // namespace igp::http
