// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <string>

#include "base/limits.h"
#include "rego/builtins/ip_network.h"
#include "rego/x509/path.h"

namespace igp::rego::x509 {
namespace {

Status untrusted(std::string_view why) {
  return fail(ErrorCode::kCertificateUntrusted, "x509: {}", why);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

std::vector<std::string_view> split_labels(std::string_view name) {
  std::vector<std::string_view> out;
  for (std::size_t dot = 0; dot != std::string_view::npos;) {
    dot = name.find('.');
    out.push_back(name.substr(0, dot));
    if (dot != std::string_view::npos) name.remove_prefix(dot + 1);
  }
  return out;
}

bool is_label(std::string_view label) {
  return !label.empty() && label.front() != '-' && std::ranges::all_of(label, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
}

/// Names that wildcards are looked for in; only a pattern's first label can be one.
bool is_host_name(std::string_view name, bool is_pattern) {
  if (!is_pattern && name.ends_with('.')) name.remove_suffix(1);
  if (name.empty() || name == "*") return false;
  const auto labels = split_labels(name);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (!(is_pattern && i == 0 && labels[i] == "*") && !is_label(labels[i])) return false;
  }
  return true;
}

bool matches_host(std::string_view pattern, std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  const auto wanted = split_labels(pattern);
  const auto labels = split_labels(host);
  if (wanted.size() != labels.size()) return false;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (!(i == 0 && wanted[i] == "*") && wanted[i] != labels[i]) return false;
  }
  return true;
}

bool is_same_name(std::string_view a, std::string_view b) {
  return !a.empty() && a != "." && a == b;
}

IpAddress address_of(ByteView bytes) {
  IpAddress out;
  for (const std::uint8_t byte : bytes) out.bits = out.bits << 8 | byte;
  constexpr UInt128 kMapped = static_cast<UInt128>(0xFFFF) << 32;
  if (bytes.size() == 4) out.bits |= kMapped;
  return out;
}

/// Whether `name` is in the subtree `constraint`, without regard to case. A constraint with a dot
/// before it is not in its own subtree.
bool is_in_domain(std::string_view constraint, std::string_view name) {
  if (constraint.empty()) return true;
  if (!name.ends_with(constraint)) return false;
  const std::size_t before = name.size() - constraint.size();
  return constraint.front() == '.' || before == 0 || name[before - 1] == '.';
}

/// Whether the excluded `constraint` is one of the names that the wildcard `name` stands for.
bool is_in_wildcard(std::string_view constraint, std::string_view name) {
  if (!name.starts_with('*') || !constraint.contains('.') || !name.contains('.')) return false;
  return constraint.substr(constraint.find('.')) == name.substr(name.find('.'));
}

bool is_named(std::string_view constraint, std::string_view name, bool excluded) {
  const std::string domain = lower(constraint);
  return is_in_domain(domain, name) || (excluded && is_in_wildcard(domain, name));
}

bool is_mailbox_in(std::string_view constraint, const Mailbox& mailbox, bool excluded) {
  if (!constraint.contains('@')) return is_named(constraint, mailbox.domain, excluded);
  const auto exact = parse_mailbox(constraint);
  return exact && exact->local == mailbox.local && lower(exact->domain) == mailbox.domain;
}

/// The domain of a URI, which must have one to be constrained.
Result<std::string> uri_domain(const GoUrl& uri) {
  std::string host = lower(uri.host);
  const bool bracketed = host.starts_with('[');
  if (const std::size_t colon = host.find(':'); colon != std::string::npos && !bracketed) {
    if (host.find(':', colon + 1) != std::string::npos) {
      return Fail(untrusted("a URI's host cannot be parsed").error());
    }
    host.resize(colon);
  }
  if (uri.host.empty() || bracketed || IpAddress::parse(host)) {
    return Fail(untrusted("a URI without a domain cannot be matched against constraints").error());
  }
  return host;
}

/// The names of a certificate, in the form that constraints are compared with.
struct ComparedNames {
  std::vector<std::string> dns;
  std::vector<std::string> uri_domains;
  std::vector<Mailbox> mailboxes;
  std::vector<ByteView> ips;
};

Result<ComparedNames> compared_names(const AltNames& names) {
  ComparedNames out;
  for (const GoUrl& uri : names.uris) {
    auto domain = IGP_TRY(uri_domain(uri));
    out.uri_domains.push_back(std::move(domain));
  }
  for (const std::string_view email : names.emails) {
    auto mailbox = parse_mailbox(email);
    if (!mailbox) return Fail(untrusted("cannot parse an rfc822Name").error());
    mailbox->domain = lower(mailbox->domain);
    out.mailboxes.push_back(*std::move(mailbox));
  }
  for (const std::string_view name : names.dns) {
    if (!is_domain(name, /*constraint=*/false)) {
      return Fail(untrusted("cannot parse a dnsName").error());
    }
    out.dns.push_back(lower(name));
  }
  out.ips = names.ips;
  return out;
}

/// Compares names with constraints, each with each, within kX509NameComparisons.
class Comparer {
 public:
  /// Each of `names` has to be in one of `permitted`, if there are any, and in none of `excluded`.
  template <class Name, class Constraint, class Matches>
  Status check(const std::vector<Name>& names, const std::vector<Constraint>& permitted,
               const std::vector<Constraint>& excluded, const Matches& matches) {
    used_ += names.size() * (permitted.size() + excluded.size());
    if (used_ > limits::kX509NameComparisons) {
      return fail(ErrorCode::kLimitExceeded, "more than {} comparisons of names with constraints",
                  limits::kX509NameComparisons);
    }
    for (const Name& name : names) {
      const auto in = [&](bool is_excluded) {
        return [&, is_excluded](const Constraint& c) { return matches(c, name, is_excluded); };
      };
      if (!permitted.empty() && std::ranges::none_of(permitted, in(false))) {
        return untrusted("a name is not permitted by any constraint");
      }
      if (std::ranges::any_of(excluded, in(true))) {
        return untrusted("a name is excluded by a constraint");
      }
    }
    return {};
  }

 private:
  std::size_t used_ = 0;
};

Status check_names(Comparer& comparer, const ComparedNames& names, const NameConstraints& by) {
  const Subtrees& permitted = by.permitted;
  const Subtrees& excluded = by.excluded;
  IGP_CHECK(
      comparer.check(names.ips, permitted.ips, excluded.ips,
                     [](const IpRange& range, ByteView ip, bool) { return range.contains(ip); }));
  IGP_CHECK(comparer.check(names.dns, permitted.dns, excluded.dns, is_named));
  IGP_CHECK(comparer.check(names.uri_domains, permitted.uris, excluded.uris, is_named));
  return comparer.check(names.mailboxes, permitted.emails, excluded.emails, is_mailbox_in);
}

bool is_constrained(const Certificate* certificate) {
  return certificate->find_extension(kNameConstraintsExtension) != nullptr;
}

}  // namespace

Status check_host(const Certificate& certificate, std::string_view host) {
  const AltNames& names = certificate.known.names;
  const bool bracketed = host.size() >= 3 && host.front() == '[' && host.back() == ']';
  if (const auto ip = IpAddress::parse(bracketed ? host.substr(1, host.size() - 2) : host)) {
    for (const ByteView one : names.ips) {
      if (address_of(one).bits == ip->bits) return {};
    }
    return untrusted("certificate is not valid for the address");
  }
  const std::string wanted = lower(host);
  const bool is_plain = is_host_name(wanted, /*is_pattern=*/false);
  for (const std::string_view name : names.dns) {
    const std::string one = lower(name);
    if (is_plain && is_host_name(one, /*is_pattern=*/true) ? matches_host(one, wanted)
                                                           : is_same_name(one, wanted)) {
      return {};
    }
  }
  return untrusted("certificate is not valid for the host");
}

Status check_name_constraints(const Path& path) {
  Comparer comparer;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto above = std::span(path).subspan(i + 1);
    if (path[i]->find_extension(kAltNamesExtension) == nullptr ||
        std::ranges::none_of(above, is_constrained)) {
      continue;
    }
    const ComparedNames names = IGP_TRY(compared_names(path[i]->known.names));
    for (const Certificate* issuer : above) {
      if (is_constrained(issuer)) {
        IGP_CHECK(check_names(comparer, names, issuer->known.constraints));
      }
    }
  }
  return {};
}

}  // namespace igp::rego::x509
