// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/x509/general_names.h"

#include <algorithm>

#include "base/hex.h"
#include "rego/builtins/ip_network.h"
#include "rego/builtins/operands.h"
#include "rego/x509/der_values.h"

namespace igp::rego::x509 {
namespace {

constexpr std::uint8_t kEmailTag = context_tag(1);
constexpr std::uint8_t kDnsTag = context_tag(2);
constexpr std::uint8_t kUriTag = context_tag(6);
constexpr std::uint8_t kIpTag = context_tag(7);
constexpr std::size_t kIpv4Bytes = 4;
constexpr std::size_t kIpv6Bytes = 16;

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

Fail malformed(std::string_view what) {
  return fail(ErrorCode::kCertificateMalformed, "x509: {}", what);
}

Status add_uri(std::string_view text, AltNames& out) {
  if (!is_ascii(text)) return malformed("SAN uniformResourceIdentifier is malformed");
  auto uri = GoUrl::parse(text);
  if (!uri) return malformed(fmt::format("cannot parse URI {}: {}", quoted(text), uri.error()));
  if (!is_domain(uri->host, /*constraint=*/false)) {
    return malformed(fmt::format("cannot parse URI {}: invalid domain", quoted(text)));
  }
  out.uris.push_back(*std::move(uri));
  return {};
}

Status add_alt_name(const crypto::DerElement& name, AltNames& out) {
  const std::string_view text = as_text(name.content);
  switch (name.tag) {
    case kEmailTag:
      if (!is_ascii(text)) return malformed("SAN rfc822Name is malformed");
      out.emails.push_back(text);
      return {};
    case kDnsTag:
      if (!is_ascii(text)) return malformed("SAN dNSName is malformed");
      out.dns.push_back(text);
      return {};
    case kUriTag:
      return add_uri(text, out);
    case kIpTag:
      if (text.size() != kIpv4Bytes && text.size() != kIpv6Bytes) {
        return malformed(fmt::format("cannot parse IP address of length {}", text.size()));
      }
      out.ips.push_back(name.content);
      return {};
    default:
      return {};
  }
}

/// Ones, then zeros.
bool is_mask(ByteView mask) {
  bool ended = false;
  for (const std::uint8_t byte : mask) {
    for (int bit = 7; bit >= 0; --bit) {
      const bool set = (byte >> bit & 1) != 0;
      if (ended && set) return false;
      ended = !set;
    }
  }
  return true;
}

Status add_ip_range(ByteView value, Subtrees& out) {
  if (value.size() != 2 * kIpv4Bytes && value.size() != 2 * kIpv6Bytes) {
    return malformed(fmt::format("IP constraint contained value of length {}", value.size()));
  }
  const std::size_t half = value.size() / 2;
  const IpRange range{.address = value.first(half), .mask = value.subspan(half)};
  if (!is_mask(range.mask)) {
    return malformed(
        fmt::format("IP constraint contained invalid mask {}", encode_hex(range.mask)));
  }
  out.ips.push_back(range);
  return {};
}

Status add_subtree(const crypto::DerElement& base, Subtrees& out, bool& has_others) {
  const std::string_view text = as_text(base.content);
  if (base.tag == kIpTag) return add_ip_range(base.content, out);
  if (base.tag != kDnsTag && base.tag != kEmailTag && base.tag != kUriTag) {
    has_others = true;
    return {};
  }
  if (!is_ascii(text)) {
    return malformed(fmt::format(
        "invalid constraint value: x509: {} cannot be encoded as an IA5String", quoted(text)));
  }
  const bool domain = is_domain(text, /*constraint=*/true);
  if (base.tag == kDnsTag) {
    if (!domain) return malformed("failed to parse dnsName constraint " + quoted(text));
    out.dns.push_back(text);
  } else if (base.tag == kEmailTag) {
    const bool good = text.contains('@') ? parse_mailbox(text).has_value() : domain;
    if (!good) return malformed("failed to parse rfc822Name constraint " + quoted(text));
    out.emails.push_back(text);
  } else {
    if (IpAddress::parse(text)) {
      return malformed(
          fmt::format("failed to parse URI constraint {}: cannot be IP address", quoted(text)));
    }
    if (!domain) return malformed("failed to parse URI constraint " + quoted(text));
    out.uris.push_back(text);
  }
  return {};
}

Status parse_subtrees(ByteView der, Subtrees& out, bool& has_others) {
  for (DerReader reader(der); !reader.empty();) {
    const auto subtree = reader.next(kSequenceTag);
    DerReader inside(subtree.value_or(ByteView()));
    const auto base = inside.next();
    if (!subtree || !base) return malformed("invalid NameConstraints extension");
    IGP_CHECK(add_subtree(*base, out, has_others));
  }
  return {};
}

/// The group [n], if it is the next element; `good` becomes false when it is broken.
std::optional<ByteView> take_group(DerReader& reader, int n, bool& good) {
  if (!reader.at(context_group_tag(n))) return std::nullopt;
  const auto content = reader.next(context_group_tag(n));
  good = good && content.has_value();
  return content;
}

// An atom's character (RFC 2822 section 3.2.4), or the dot between two.
bool is_atom_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("!#$%&'*+-/=?^_`{|}~.").contains(c);
}

// What may follow a backslash in a quoted string: anything but NUL, LF, CR and what is not ASCII.
bool is_quotable(char c) {
  return c != 0 && c != '\n' && c != '\r' && static_cast<unsigned char>(c) < 0x80;
}

/// Takes the text between quotation marks, the first of which is gone.
std::optional<std::string> take_quoted(std::string_view& text) {
  std::string out;
  while (!text.empty()) {
    char c = text.front();
    text.remove_prefix(1);
    if (c == '"') return out;
    if (c == '\\') {
      if (text.empty() || !is_quotable(text.front())) return std::nullopt;
      c = text.front();
      text.remove_prefix(1);
    } else if (!is_quotable(c) || c == '\t') {
      return std::nullopt;
    }
    out += c;
  }
  return std::nullopt;
}

/// Takes atoms with dots between; a backslash outside of quotes is passed over (RFC 3696).
std::optional<std::string> take_atoms(std::string_view& text) {
  std::string out;
  while (!text.empty()) {
    if (text.front() == '\\') {
      text.remove_prefix(1);
      if (text.empty()) return std::nullopt;
    } else if (!is_atom_character(text.front())) {
      break;
    }
    out += text.front();
    text.remove_prefix(1);
  }
  if (out.empty() || out.front() == '.' || out.back() == '.' || out.contains("..")) {
    return std::nullopt;
  }
  return out;
}

// Labels of printable characters, none of them empty; no name at all is one too.
bool is_label_list(std::string_view domain) {
  if (domain.empty()) return true;
  return domain.front() != '.' && domain.back() != '.' && !domain.contains("..") &&
         std::ranges::all_of(domain, [](char c) { return c > ' ' && c <= '~'; });
}

}  // namespace

bool IpRange::contains(ByteView ip) const {
  if (ip.size() != address.size()) return false;
  for (std::size_t i = 0; i < ip.size(); ++i) {
    if (((ip[i] ^ address[i]) & mask[i]) != 0) return false;
  }
  return true;
}

Result<AltNames> parse_alt_names(ByteView der) {
  DerReader outer(der);
  const auto content = outer.next(kSequenceTag);
  if (!content) return malformed("invalid subject alternative names");
  AltNames out;
  for (DerReader reader(*content); !reader.empty();) {
    const auto name = reader.next();
    if (!name) return malformed("invalid subject alternative name");
    IGP_CHECK(add_alt_name(*name, out));
  }
  return out;
}

Result<NameConstraints> parse_name_constraints(ByteView der) {
  DerReader outer(der);
  const auto content = outer.next(kSequenceTag);
  bool good = content.has_value() && outer.empty();
  DerReader reader(content.value_or(ByteView()));
  const auto permitted = take_group(reader, 0, good);
  const auto excluded = take_group(reader, 1, good);
  if (!good || !reader.empty()) return malformed("invalid NameConstraints extension");
  const ByteView permitted_der = permitted.value_or(ByteView());
  const ByteView excluded_der = excluded.value_or(ByteView());
  if (permitted_der.empty() && excluded_der.empty()) {
    return malformed("empty name constraints extension");
  }
  NameConstraints out;
  IGP_CHECK(parse_subtrees(permitted_der, out.permitted, out.has_others));
  IGP_CHECK(parse_subtrees(excluded_der, out.excluded, out.has_others));
  return out;
}

std::optional<Mailbox> parse_mailbox(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const bool is_quoted = text.front() == '"';
  if (is_quoted) text.remove_prefix(1);
  auto local = is_quoted ? take_quoted(text) : take_atoms(text);
  if (!local || !text.starts_with('@')) return std::nullopt;
  text.remove_prefix(1);
  if (!is_label_list(text)) return std::nullopt;
  return Mailbox{.local = *std::move(local), .domain = std::string(text)};
}

bool is_domain(std::string_view name, bool constraint) {
  if (constraint && name.size() > 1 && name.front() == '.') name.remove_prefix(1);
  return is_label_list(name);
}

}  // namespace igp::rego::x509
