// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// URLs as Go's net/url takes them apart and writes them.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace igp::rego {

/// The parts of a URL; those with `raw_` stand as they were written.
struct GoUrl {
  struct User {
    std::string name;
    std::optional<std::string> password;
  };

  std::string scheme;
  std::string opaque;  ///< what follows the scheme when that is no path
  std::optional<User> user;
  std::string host;  ///< with the port
  std::string path;
  std::string raw_path;      ///< only when `path` would be written otherwise
  bool omit_host = false;    ///< a scheme and a path with nothing between
  bool force_query = false;  ///< a question mark with nothing after it
  std::string raw_query;
  std::string fragment;
  std::string raw_fragment;  ///< only when `fragment` would be written otherwise

  /// Otherwise what Go says of `text`.
  static std::expected<GoUrl, std::string> parse(std::string_view text);

  [[nodiscard]] std::string text() const;
  [[nodiscard]] std::string escaped_path() const;
  /// What `reference`, as found in the document at this URL, names (RFC 3986 section 5.2).
  [[nodiscard]] GoUrl resolve(const GoUrl& reference) const;
};

/// Whether `text` is nothing, or a colon and digits.
bool is_optional_port(std::string_view text);

}  // namespace igp::rego
