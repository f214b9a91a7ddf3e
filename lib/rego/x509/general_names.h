// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The names that a certificate is for, and those that an authority may give (RFC 5280 sections
// 4.2.1.6 and 4.2.1.10).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "rego/builtins/go_url.h"

namespace igp::rego::x509 {

/// Subject alternative names of the kinds that Go knows.
struct AltNames {
  std::vector<std::string_view> dns;
  std::vector<std::string_view> emails;
  std::vector<ByteView> ips;  ///< of 4 or 16 bytes
  std::vector<GoUrl> uris;

  [[nodiscard]] bool empty() const {
    return dns.empty() && emails.empty() && ips.empty() && uris.empty();
  }
};

/// An address and a mask of the same size, 4 or 16 bytes.
struct IpRange {
  ByteView address;
  ByteView mask;

  [[nodiscard]] bool contains(ByteView ip) const;
};

/// The subtrees of one side of a name constraints extension.
struct Subtrees {
  std::vector<std::string_view> dns;
  std::vector<IpRange> ips;
  std::vector<std::string_view> emails;
  std::vector<std::string_view> uris;
};

struct NameConstraints {
  Subtrees permitted;
  Subtrees excluded;
  bool has_others = false;  ///< names of kinds that cannot be constrained here
};

/// An e-mail address as RFC 2821 section 4.1.2 has it, without quoting.
struct Mailbox {
  std::string local;
  std::string domain;
};

/// The value of the extension. Fails with kCertificateMalformed.
Result<AltNames> parse_alt_names(ByteView der);
/// The value of the extension. Fails with kCertificateMalformed.
Result<NameConstraints> parse_name_constraints(ByteView der);

std::optional<Mailbox> parse_mailbox(std::string_view text);

/// Whether Go's path validation takes `name` for a domain; one of a constraint may begin with a
/// dot. The empty name is one.
bool is_domain(std::string_view name, bool constraint);

}  // namespace igp::rego::x509
