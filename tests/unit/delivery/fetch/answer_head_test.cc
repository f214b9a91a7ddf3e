// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/fetch/answer_head.h"

#include <doctest/doctest.h>

#include "http/digest_fields.h"

using namespace igp;
using namespace igp::delivery;

namespace {

const crypto::Digest kDigest = crypto::digest_of(as_bytes("pack"));
const crypto::Digest kOther = crypto::digest_of(as_bytes("other"));
const crypto::Digest kLong = crypto::digest_of(as_bytes("pack"), crypto::HashAlgorithm::kSha512);

/// What igpack's own server answers.
http::HttpAnswer answer() {
  return {.status = 200,
          .headers = {{"Content-Type", "application/vnd.intelgraph.policy+tar"},
                      {"Content-Length", "10240"},
                      {"Digest", http::encode_digest_field(kDigest)},
                      {"Repr-Digest", http::encode_repr_digest(kDigest)},
                      {"ETag", "W/\"x\""}}};
}

ErrorCode refusal(const http::HttpAnswer& answer) {
  const auto head = check_pack_head(answer, false);
  return head ? ErrorCode::kInternal : head.error().code;
}

}  // namespace

TEST_CASE("pack head: takes digest, length and etag") {
  const auto head = check_pack_head(answer(), false);
  REQUIRE(head);
  CHECK(head->digests == std::vector{kDigest});
  CHECK(head->length == 10240);
  CHECK(head->etag == "W/\"x\"");
  CHECK_FALSE(head->bundle);
}

TEST_CASE("pack head: one digest header is enough and several algorithms are kept") {
  auto only_old = answer();
  only_old.headers.remove("Repr-Digest");
  CHECK(check_pack_head(only_old, false)->digests == std::vector{kDigest});
  auto both = answer();
  both.headers.add("Content-Digest", http::encode_repr_digest(kLong));
  CHECK(check_pack_head(both, false)->digests == std::vector{kDigest, kLong});
  auto chunked = answer();
  chunked.headers.remove("Content-Length");
  CHECK_FALSE(check_pack_head(chunked, false)->length);
}

TEST_CASE("pack head: no digest, or two that disagree, is refused") {
  auto none = answer();
  none.headers.remove("Digest");
  none.headers.remove("Repr-Digest");
  CHECK(refusal(none) == ErrorCode::kDigestHeaderMissing);
  for (const char* name : {"Repr-Digest", "Content-Digest"}) {
    auto two = answer();
    two.headers.set(name, http::encode_repr_digest(kOther));
    CHECK(refusal(two) == ErrorCode::kHttpAnswerInvalid);
  }
  auto broken = answer();
  broken.headers.set("Repr-Digest", "sha-256=:AAAA:");
  CHECK(refusal(broken) == ErrorCode::kHttpAnswerInvalid);
}

TEST_CASE("pack head: status, media type, coding and length are checked") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"Content-Type", "text/html"},
      {"Content-Type", "application/vnd.intelgraph.policy+tarx"},
      {"Content-Type", ""},
      {"Content-Encoding", "gzip"},
      {"Content-Length", "-1"},
      {"Content-Length", "1 2"},
      {"Content-Length", "18446744073709551616"},
  };
  for (const auto& [name, value] : cases) {
    CAPTURE(name);
    CAPTURE(value);
    auto changed = answer();
    changed.headers.set(name, value);
    CHECK(refusal(changed) == ErrorCode::kHttpAnswerInvalid);
  }
  for (const int status : {201, 203, 206, 304}) {
    auto changed = answer();
    changed.status = status;
    CHECK(refusal(changed) == ErrorCode::kHttpAnswerInvalid);
  }
  auto typed = answer();
  typed.headers.set("Content-Type", "Application/Vnd.IntelGraph.Policy+Tar; v=1");
  CHECK(check_pack_head(typed, false).has_value());
  typed.headers.set("Content-Type", "application/gzip");
  CHECK(check_pack_head(typed, true).has_value());
}

TEST_CASE("pack head: the announced length is limited") {
  auto at = answer();
  at.headers.set("Content-Length", std::to_string(limits::kArchiveTotalBytes));
  CHECK(check_pack_head(at, false).has_value());
  at.headers.set("Content-Length", std::to_string(limits::kArchiveTotalBytes + 1));
  CHECK(refusal(at) == ErrorCode::kLimitExceeded);
}

TEST_CASE("inline bundle: base64 in colons or JSON, nothing else") {
  CHECK(parse_inline_bundle(":eyJhIjoxfQ==:").value() == R"({"a":1})");
  CHECK(parse_inline_bundle(R"({"a":1})").value() == R"({"a":1})");
  CHECK(parse_inline_bundle("::").error().code == ErrorCode::kBundleMalformed);
  for (const char* bad : {"", ":", ":a", ":eyJhIjoxfQ:", "eyJhIjoxfQ==", ":eyJhIjoxfQ==:;x", "[]",
                          "{\"a\":1", ":eyJh IjoxfQ==:"}) {
    CAPTURE(bad);
    const auto bundle = parse_inline_bundle(bad);
    REQUIRE_FALSE(bundle);
    CHECK(bundle.error().code == ErrorCode::kBundleMalformed);
  }
}

TEST_CASE("pack head: an inline bundle is taken once") {
  auto inlined = answer();
  inlined.headers.add("X-Cosign-Bundle", ":e30=:");
  CHECK(check_pack_head(inlined, false)->bundle == "{}");
  inlined.headers.add("X-Cosign-Bundle", ":e30=:");
  CHECK(refusal(inlined) == ErrorCode::kHttpAnswerInvalid);
}

TEST_CASE("attestation head: JSON types only") {
  const auto check = [](int status, std::string type) {
    return check_attestation_head(
               {.status = status, .headers = {{"Content-Type", std::move(type)}}})
        .has_value();
  };
  CHECK(check(200, "application/vnd.sigstore.bundle+json"));
  CHECK(check(200, "application/vnd.dev.sigstore.bundle.v0.3+json"));
  CHECK(check(200, "application/json; charset=utf-8"));
  CHECK_FALSE(check(200, "text/html"));
  CHECK_FALSE(check(206, "application/json"));
}
