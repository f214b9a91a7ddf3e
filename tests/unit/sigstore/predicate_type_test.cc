// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/predicate_type.h"

#include <doctest/doctest.h>

using namespace igp;
using namespace igp::sigstore;

TEST_CASE("predicate_type: short names are cosign's, URIs stand for themselves") {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"slsaprovenance", "https://slsa.dev/provenance/v0.2"},
      {"slsaprovenance1", "https://slsa.dev/provenance/v1"},
      {"spdx", "https://spdx.dev/Document"},
      {"spdxjson", "https://spdx.dev/Document"},
      {"cyclonedx", "https://cyclonedx.org/bom"},
      {"vuln", "https://cosign.sigstore.dev/attestation/vuln/v1"},
      {"custom", "https://cosign.sigstore.dev/attestation/v1"},
      {"https://example.com/type/v1", "https://example.com/type/v1"},
      {"urn:example:type", "urn:example:type"},
  };
  for (const auto& [name, want] : cases) {
    CAPTURE(name);
    CHECK(resolve_predicate_type(name).value_or("") == want);
  }
}

TEST_CASE("predicate_type: other text is refused") {
  for (const char* text : {"", "slsa", "https:", ":x", "1http://x", "https://a b", "https://ä/",
                           "https://a\n", "spdx ", "SPDX"}) {
    CAPTURE(text);
    CHECK(resolve_predicate_type(text).error().code == ErrorCode::kUsage);
  }
}
