// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/trust_root.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/hex.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/rfc3339.h"

using namespace igp;
using namespace igp::sigstore;

namespace {

Json public_good() { return *parse_json(public_good_trust_root()); }

ErrorCode code_of(const Json& json) {
  const auto root = parse_trust_root(encode_json(json));
  return root ? ErrorCode::kInternal : root.error().code;
}

}  // namespace

TEST_CASE("trust root: the built-in root parses, with usable keys and certificates") {
  const auto root = parse_trust_root(public_good_trust_root());
  REQUIRE(root);
  CHECK(root->tlogs.size() == 2);
  CHECK(root->tlogs[0].host() == "rekor.sigstore.dev");
  CHECK(root->certificate_authorities.size() == 2);
  for (const auto& log : root->tlogs) CHECK(log.key());
  for (const auto& log : root->ctlogs) CHECK(log.key());
  for (const auto& authority : root->certificate_authorities) CHECK(authority.certificates());
  for (const auto& authority : root->timestamp_authorities) CHECK(authority.certificates());
}

TEST_CASE("trust root: a damaged root certificate is refused unless its bytes are vouched for") {
  for (const char* list : {"certificateAuthorities", "timestampAuthorities"}) {
    Json json = public_good();
    Json& anchor = json[list].back()["certChain"]["certificates"].back()["rawBytes"];
    Bytes der = *parse_base64(anchor.get<std::string>());
    der.back() ^= 1;  // of its own signature
    anchor = encode_base64(der);
    const std::string text = encode_json(json);
    for (const Vouched vouched : {Vouched::kNo, Vouched::kYes}) {
      const auto root = parse_trust_root(text, vouched);
      REQUIRE(root);
      const bool timestamps = std::string_view(list) == "timestampAuthorities";
      const auto& all = timestamps ? root->timestamp_authorities : root->certificate_authorities;
      const auto certificates = all.back().certificates();
      CHECK(certificates.has_value() == (vouched == Vouched::kYes));
      if (!certificates) CHECK(certificates.error().code == ErrorCode::kCertificateUntrusted);
    }
  }
}

TEST_CASE("trust root: ends of validity are inclusive, a missing end is open") {
  const Validity closed{.start = 10, .end = 20};
  CHECK(!closed.contains(9));
  CHECK(closed.contains(10));
  CHECK(closed.contains(20));
  CHECK(!closed.contains(21));
  const Validity open{.start = 10, .end = std::nullopt};
  CHECK(open.contains(INT64_MAX));
}

TEST_CASE("trust root: a validity without start is refused, an end of null is open") {
  Json json = public_good();
  json["tlogs"][0]["publicKey"]["validFor"]["end"] = nullptr;
  CHECK(parse_trust_root(encode_json(json)));
  for (const char* list : {"certificateAuthorities", "timestampAuthorities"}) {
    Json other = public_good();
    other[list][0]["validFor"].erase("start");
    CHECK(code_of(other) == ErrorCode::kTrustRootMalformed);
  }
  json["tlogs"][0]["publicKey"]["validFor"].erase("start");
  CHECK(code_of(json) == ErrorCode::kTrustRootMalformed);
}

TEST_CASE("trust root: an unknown key disables its own log only") {
  Json json = public_good();
  json["ctlogs"][0]["publicKey"]["rawBytes"] = "AQID";
  const auto root = parse_trust_root(encode_json(json));
  REQUIRE(root);
  CHECK(!root->ctlogs[0].key());
  CHECK(root->ctlogs[1].key());
}

TEST_CASE("trust root: a tree is hashed with SHA-256, whether it is said or not") {
  Json json = public_good();
  for (const char* list : {"tlogs", "ctlogs"}) {
    json[list][0].erase("hashAlgorithm");
    CHECK(parse_trust_root(encode_json(json)));
    Json other = json;
    other[list][0]["hashAlgorithm"] = "SHA2_512";
    CHECK(code_of(other) == ErrorCode::kTrustRootMalformed);
  }
}

TEST_CASE("trust root: refuses other documents and too many entries") {
  Json json = public_good();
  json["mediaType"] = "application/json";
  CHECK(code_of(json) == ErrorCode::kTrustRootMalformed);
  json = public_good();
  while (json["tlogs"].size() < limits::kTrustRootEntries)
    json["tlogs"].push_back(json["tlogs"][0]);
  CHECK(parse_trust_root(encode_json(json)));
  json["tlogs"].push_back(json["tlogs"][0]);
  CHECK(code_of(json) == ErrorCode::kLimitExceeded);
}

TEST_CASE("trust root: reads who runs the logs and authorities") {
  Json json = public_good();
  json["tlogs"][0]["operator"] = "example.org";
  json["timestampAuthorities"][0]["operator"] = "example.org";
  const auto root = parse_trust_root(encode_json(json));
  REQUIRE(root);
  CHECK(root->tlogs[0].witness() == "example.org");
  CHECK(root->timestamp_authorities[0].witness() == "example.org");
  json["tlogs"][0].erase("operator");
  json["timestampAuthorities"][0].erase("operator");
  const auto silent = parse_trust_root(encode_json(json));
  REQUIRE(silent);
  CHECK(silent->tlogs[0].witness() == encode_hex(silent->tlogs[0].id));
  CHECK(silent->timestamp_authorities[0].witness() == silent->timestamp_authorities[0].uri);
  json["tlogs"][0]["operator"] = 1;
  CHECK(code_of(json) == ErrorCode::kTrustRootMalformed);
}

TEST_CASE("trust root: every spelling of its media type") {
  Json json = public_good();
  for (const char* type : {"application/vnd.dev.sigstore.trustedroot+json;version=0.1",
                           "application/vnd.dev.sigstore.trustedroot.v0.1+json",
                           "application/vnd.dev.sigstore.trustedroot.v0.2+json"}) {
    json["mediaType"] = type;
    CHECK(parse_trust_root(encode_json(json)));
  }
}

TEST_CASE("trust root: a period may end in a year that no clock here reaches") {
  Json json = public_good();
  Json& period = json["tlogs"][0]["publicKey"]["validFor"];
  period["start"] = "0001-01-01T00:00:00Z";
  period["end"] = "9999-12-31T23:59:59Z";
  const auto root = parse_trust_root(encode_json(json));
  REQUIRE(root);
  CHECK(root->tlogs[0].validity.contains(0));
  CHECK(root->tlogs[0].validity.contains(INT64_MAX));
}
