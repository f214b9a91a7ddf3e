// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/x509/path.h"

#include <doctest/doctest.h>

#include "base/limits.h"

namespace igp::rego::x509 {
namespace {

Extension standard_extension(std::int64_t last) {
  Extension out;
  out.id = {2, 5, 29, last};
  return out;
}

/// A certificate with nothing but DNS names.
Certificate named(const std::vector<std::string_view>& names) {
  Certificate out;
  out.known.names.dns = names;
  out.extensions.push_back(standard_extension(kAltNamesExtension));
  return out;
}

/// An authority with nothing but constraints of DNS names.
Certificate constrained(const std::vector<std::string_view>& permitted,
                        const std::vector<std::string_view>& excluded) {
  Certificate out;
  out.known.constraints.permitted.dns = permitted;
  out.known.constraints.excluded.dns = excluded;
  out.extensions.push_back(standard_extension(kNameConstraintsExtension));
  return out;
}

bool allows(const Certificate& authority, std::string_view name) {
  const Certificate leaf = named({name});
  const Status checked = check_name_constraints({&leaf, &authority});
  if (!checked) CHECK(checked.error().code == ErrorCode::kCertificateUntrusted);
  return checked.has_value();
}

TEST_CASE("path: subtrees of DNS names") {
  const Certificate permitting = constrained({"example.com", ".dot.org"}, {});
  CHECK(allows(permitting, "example.com"));
  CHECK(allows(permitting, "a.b.EXAMPLE.com"));
  CHECK(allows(permitting, "a.dot.org"));
  CHECK(allows(permitting, "*.example.com"));
  CHECK_FALSE(allows(permitting, "dot.org"));
  CHECK_FALSE(allows(permitting, "badexample.com"));
  CHECK_FALSE(allows(permitting, "example.com."));
  const Certificate excluding = constrained({}, {"a.example.com"});
  CHECK(allows(excluding, "example.com"));
  CHECK(allows(excluding, "b.example.com"));
  CHECK_FALSE(allows(excluding, "a.example.com"));
  CHECK_FALSE(allows(excluding, "x.a.example.com"));
  CHECK_FALSE(allows(excluding, "*.example.com"));
  CHECK_FALSE(allows(constrained({""}, {""}), "example.com"));
}

TEST_CASE("path: e-mail, URI and address subtrees") {
  Certificate authority = constrained({}, {});
  authority.known.constraints.permitted.emails = {"a@example.com", "mail.org"};
  authority.known.constraints.permitted.uris = {"example.com"};
  const std::uint8_t ten[] = {10, 0, 0, 0};
  const std::uint8_t mask[] = {255, 0, 0, 0};
  authority.known.constraints.permitted.ips = {{ten, mask}};
  const auto check = [&](const AltNames& names) {
    Certificate leaf = named({});
    leaf.known.names = names;
    return check_name_constraints({&leaf, &authority}).has_value();
  };
  const auto uri = [](std::string_view text) {
    AltNames out;
    out.uris.push_back(GoUrl::parse(text).value());
    return out;
  };
  CHECK(check({.dns = {}, .emails = {"a@EXAMPLE.com", "b@x.mail.org"}, .ips = {}, .uris = {}}));
  CHECK_FALSE(check({.dns = {}, .emails = {"A@example.com"}, .ips = {}, .uris = {}}));
  CHECK_FALSE(check({.dns = {}, .emails = {"no mailbox"}, .ips = {}, .uris = {}}));
  CHECK(check(uri("https://a.example.com:8080/x")));
  CHECK_FALSE(check(uri("https://example.org/")));
  CHECK_FALSE(check(uri("https://127.0.0.1/")));
  CHECK_FALSE(check(uri("urn:x")));
  const std::uint8_t inside[] = {10, 1, 2, 3};
  const std::uint8_t outside[] = {11, 1, 2, 3};
  CHECK(check({.dns = {}, .emails = {}, .ips = {inside}, .uris = {}}));
  CHECK_FALSE(check({.dns = {}, .emails = {}, .ips = {outside}, .uris = {}}));
}

TEST_CASE("path: at most kX509NameComparisons") {
  const std::vector<std::string_view> names(1000, "example.com");
  const std::vector<std::string_view> constraints(limits::kX509NameComparisons / 1000, "com");
  const Certificate leaf = named(names);
  const Certificate at = constrained(constraints, {});
  CHECK(check_name_constraints({&leaf, &at}));
  const Certificate above = constrained(constraints, {"org"});
  const Status checked = check_name_constraints({&leaf, &above});
  REQUIRE_FALSE(checked);
  CHECK(checked.error().code == ErrorCode::kLimitExceeded);
}

TEST_CASE("path: hosts") {
  const Certificate leaf = named({"a.example.com", "*.w.example.com", "_x.y", "bad name"});
  for (const std::string_view host :
       {"a.example.com", "A.example.com.", "b.w.example.com", "_x.y", "bad name"}) {
    CAPTURE(host);
    CHECK(check_host(leaf, host));
  }
  for (const std::string_view host :
       {"example.com", "c.b.w.example.com", "w.example.com", ".", "1.2.3.4", "[::1]"}) {
    CAPTURE(host);
    CHECK_FALSE(check_host(leaf, host));
  }
}

}  // namespace
}  // namespace igp::rego::x509
