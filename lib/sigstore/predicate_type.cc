// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/predicate_type.h"

#include <algorithm>

#include "base/ascii.h"

namespace igp::sigstore {
namespace {

constexpr struct {
  std::string_view name;
  std::string_view uri;
} kKnown[] = {
    {"slsaprovenance", "https://slsa.dev/provenance/v0.2"},
    {"slsaprovenance02", "https://slsa.dev/provenance/v0.2"},
    {"slsaprovenance1", kSlsaProvenanceV1},
    {"spdx", kSpdxDocument},
    {"spdxjson", kSpdxDocument},
    {"cyclonedx", "https://cyclonedx.org/bom"},
    {"link", "https://in-toto.io/Link/v1"},
    {"vuln", "https://cosign.sigstore.dev/attestation/vuln/v1"},
    {"openvex", "https://openvex.dev/ns"},
    {"custom", "https://cosign.sigstore.dev/attestation/v1"},
};

/// A scheme, a colon and something after it, all of printable ASCII (RFC 3986 section 3).
bool is_uri(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon + 1 == text.size()) return false;
  const std::string_view scheme = text.substr(0, colon);
  const auto in_scheme = [](char c) {
    return is_alphanumeric(c) || c == '+' || c == '-' || c == '.';
  };
  const auto in_uri = [](char c) {
    return c > ' ' && c < 0x7f && std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos;
  };
  return !scheme.empty() && is_letter(scheme.front()) && std::ranges::all_of(scheme, in_scheme) &&
         std::ranges::all_of(text, in_uri);
}

}  // namespace

Result<std::string> resolve_predicate_type(std::string_view name) {
  for (const auto& known : kKnown) {
    if (known.name == name) return std::string(known.uri);
  }
  if (is_uri(name)) return std::string(name);
  std::string names;
  for (const auto& known : kKnown)
    names += fmt::format("{}{}", names.empty() ? "" : ", ", known.name);
  return Fail(error(ErrorCode::kUsage, "{} is no predicate type", quote(name))
                  .with_hint(fmt::format("give a URI or one of {}", names)));
}

}  // namespace igp::sigstore
