// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/certificate.h"

#include <doctest/doctest.h>
#include <openssl/rsa.h>

#include "crypto/openssl.h"
#include "crypto/timestamp.h"
#include "support/seeded_rng.h"
#include "support/test_pki.h"
#include "support/test_token.h"

using namespace igp;
using namespace igp::crypto;
using namespace igp::testing;

namespace {

constexpr UnixNanos kNow = 1'772'366'400 * kNanosPerSecond;
constexpr UnixNanos kDay = 86400 * kNanosPerSecond;

struct Pki {
  SeededRng rng{1};
  PrivateKey root_key = *PrivateKey::generate(rng);
  PrivateKey key = *PrivateKey::generate(rng);
  Certificate root = make("root", "root", root_key, {{"basicConstraints", "critical,CA:TRUE"}}, 10);

  [[nodiscard]] Certificate make(const std::string& subject, const std::string& issuer,
                                 const PrivateKey& holder,
                                 std::vector<std::pair<std::string, std::string>> extensions,
                                 int days) const {
    return make_certificate({.subject = subject,
                             .issuer = issuer,
                             .not_before = kNow,
                             .not_after = kNow + days * kDay,
                             .extensions = std::move(extensions),
                             .raw_extensions = {}},
                            holder.public_key(), root_key);
  }
};

}  // namespace

TEST_CASE("certificate: names, usages and times are read") {
  const Pki pki;
  const Certificate leaf = pki.make("", "root", pki.key,
                                    {{"keyUsage", "critical,digitalSignature"},
                                     {"extendedKeyUsage", "codeSigning"},
                                     {"subjectAltName",
                                      "critical,URI:https://a,email:b@c,DNS:d,"
                                      "otherName:1.3.6.1.4.1.57264.1.7;UTF8:e"}},
                                    1);
  CHECK(*leaf.alt_names() == std::vector<AltName>{{AltNameType::kUri, "https://a"},
                                                  {AltNameType::kEmail, "b@c"},
                                                  {AltNameType::kDns, "d"},
                                                  {AltNameType::kOtherName, "e"}});
  CHECK(leaf.may_sign_content());
  CHECK(leaf.for_code_signing());
  CHECK(!leaf.for_timestamping());
  CHECK(!leaf.self_issued());
  CHECK(pki.root.self_issued());
  CHECK(*leaf.not_before() == kNow);
  CHECK(*leaf.not_after() == kNow + kDay);
  CHECK(*leaf.public_key() == pki.key.public_key());
  CHECK(Certificate::from_der(leaf.der()) == leaf);
}

TEST_CASE("certificate: refuses damage and bytes behind it") {
  const Pki pki;
  Bytes der = pki.root.der();
  der.push_back(0);
  CHECK(Certificate::from_der(der).error().code == ErrorCode::kCertificateMalformed);
  CHECK(Certificate::from_der({}).error().code == ErrorCode::kCertificateMalformed);
}

TEST_CASE("certificate: an extension is taken out of what was signed, and nothing else") {
  constexpr const char* kOid = "1.3.6.1.4.1.11129.2.4.2";
  const Pki pki;
  Bytes before;
  const auto keep = [&](ByteView tbs) {
    before.assign(tbs.begin(), tbs.end());
    return Bytes(200, 0x61);
  };
  const CertificateSpec spec = {.subject = "leaf",
                                .issuer = "root",
                                .not_before = kNow,
                                .not_after = kNow + kDay,
                                .extensions = {{"keyUsage", "critical,digitalSignature"}},
                                .raw_extensions = {{"1.2.3", Bytes{1}}}};
  const Certificate logged = make_certificate(spec, pki.key.public_key(), pki.root_key, keep);
  CHECK(*logged.tbs_without(kOid) == before);
  CHECK(logged.tbs_without("1.2.3.4").error().code == ErrorCode::kCertificateMalformed);

  CertificateSpec twice = spec;
  twice.raw_extensions = {{kOid, Bytes{1}}, {"1.2.3", Bytes{1}}, {kOid, Bytes{1}}};
  const Certificate doubtful = make_certificate(twice, pki.key.public_key(), pki.root_key);
  CHECK(doubtful.tbs_without(kOid).error().code == ErrorCode::kCertificateMalformed);
  const Certificate bare = pki.make("leaf", "root", pki.key, {}, 1);
  CHECK(bare.tbs_without(kOid).error().code == ErrorCode::kCertificateMalformed);
}

TEST_CASE("certificate: chains hold at the times when all of it was valid") {
  const Pki pki;
  const Certificate leaf = pki.make("leaf", "root", pki.key, {}, 1);
  const auto at = [&](UnixNanos time) {
    return verify_chain(leaf, {}, pki.root, time).has_value();
  };
  CHECK(at(kNow));
  CHECK(at(kNow + kDay - kNanosPerSecond));
  CHECK(!at(kNow - kNanosPerSecond));
  // OpenSSL counts the last second itself as expired, which errs on the safe side.
  CHECK(!at(kNow + kDay));
  // CVE-2026-24122: the issuer's own expiry counts as well.
  const Certificate outlives = pki.make("leaf", "root", pki.key, {}, 20);
  CHECK(verify_chain(outlives, {}, pki.root, kNow + 5 * kDay));
  CHECK(!verify_chain(outlives, {}, pki.root, kNow + 15 * kDay));
}

TEST_CASE("certificate: authorities may have any accepted kind of key") {
  const Pki pki;
  const KeyPtr keys[] = {KeyPtr(EVP_EC_gen("P-256")), KeyPtr(EVP_EC_gen("P-384")),
                         KeyPtr(EVP_EC_gen("P-521")), KeyPtr(EVP_RSA_gen(2048)),
                         KeyPtr(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"))};
  for (const KeyPtr& generated : keys) {
    CAPTURE(EVP_PKEY_get_bits(generated.get()));
    const Owned<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free> info(
        EVP_PKEY2PKCS8(generated.get()));
    const auto key = *PrivateKey::from_pkcs8(encode_der(i2d_PKCS8_PRIV_KEY_INFO, info.get()));
    const auto issued = [&](const std::string& subject, const PublicKey& holder) {
      return make_certificate({.subject = subject,
                               .issuer = "authority",
                               .not_before = kNow,
                               .not_after = kNow + kDay,
                               .extensions = {{"basicConstraints", "critical,CA:TRUE"}},
                               .raw_extensions = {}},
                              holder, key);
    };
    const Certificate authority = issued("authority", key.public_key());
    const Certificate leaf = issued("leaf", pki.key.public_key());
    CHECK(*authority.public_key() == key.public_key());
    CHECK(verify_chain(leaf, {}, authority, kNow));
    CHECK(verify_chain(leaf, {}, pki.root, kNow).error().code == ErrorCode::kCertificateUntrusted);
  }
}

TEST_CASE("certificate: one that is no authority issues nothing") {
  const Pki pki;
  const Certificate middle =
      pki.make("middle", "root", pki.key, {{"basicConstraints", "CA:FALSE"}}, 5);
  const Certificate leaf = make_certificate({.subject = "leaf",
                                             .issuer = "middle",
                                             .not_before = kNow,
                                             .not_after = kNow + kDay,
                                             .extensions = {},
                                             .raw_extensions = {}},
                                            pki.key.public_key(), pki.key);
  CHECK(verify_chain(leaf, {middle}, pki.root, kNow).error().code ==
        ErrorCode::kCertificateUntrusted);
}

TEST_CASE("certificate: what is critical and unknown is refused, in the leaf and above") {
  const Pki pki;
  SeededRng rng{4};
  const PrivateKey ca_key = *PrivateKey::generate(rng);
  const auto accepted = [&](const std::string& in_leaf, const std::string& in_authority) {
    const Certificate authority =
        pki.make("ca", "root", ca_key,
                 {{"basicConstraints", "critical,CA:TRUE"}, {"1.2.3.4", in_authority}}, 5);
    const Certificate leaf = make_certificate({.subject = "leaf",
                                               .issuer = "ca",
                                               .not_before = kNow,
                                               .not_after = kNow + kDay,
                                               .extensions = {{"1.2.3.4", in_leaf}},
                                               .raw_extensions = {}},
                                              pki.key.public_key(), ca_key);
    return verify_chain(leaf, {authority}, pki.root, kNow).has_value();
  };
  CHECK(accepted("DER:0500", "DER:0500"));
  CHECK(!accepted("critical,DER:0500", "DER:0500"));
  CHECK(!accepted("DER:0500", "critical,DER:0500"));
}

TEST_CASE("certificate: a root's own signature tells damage") {
  const Pki pki;
  const Certificate leaf = pki.make("leaf", "root", pki.key, {}, 1);
  Bytes der = pki.root.der();
  der.back() ^= 1;  // of the signature, which nobody looks at to find the leaf's issuer
  const auto damaged = Certificate::from_der(der);
  REQUIRE(damaged);
  CHECK(verify_own_signature(pki.root));
  CHECK(verify_own_signature(*damaged).error().code == ErrorCode::kCertificateUntrusted);
  CHECK(verify_own_signature(leaf));  // its issuer's is not its own
}

TEST_CASE("timestamp: is bound to its bytes, its signer and its time") {
  const Pki pki;
  const Certificate tsa =
      pki.make("tsa", "root", pki.key, {{"extendedKeyUsage", "critical,timeStamping"}}, 5);
  for (const bool embed : {false, true}) {
    CAPTURE(embed);
    const auto timestamp =
        Timestamp::from_der(make_timestamp(tsa, pki.key, as_bytes("message"), kNow + kDay, embed));
    REQUIRE(timestamp);
    CHECK(timestamp->time() == kNow + kDay);
    CHECK(timestamp->imprint() == digest_of(as_bytes("message")));
    CHECK(timestamp->verify({tsa, pki.root}));
  }
  const auto late =
      Timestamp::from_der(make_timestamp(tsa, pki.key, as_bytes("message"), kNow + 6 * kDay));
  CHECK(late->verify({tsa, pki.root}).error().code == ErrorCode::kTimestampInvalid);
}

TEST_CASE("timestamp: the signer must be for timestamping, and the one that the root names") {
  const Pki pki;
  const Certificate signer =
      pki.make("tsa", "root", pki.key, {{"extendedKeyUsage", "critical,timeStamping"}}, 5);
  const Certificate named =
      pki.make("other tsa", "root", pki.key, {{"extendedKeyUsage", "critical,timeStamping"}}, 5);
  const auto timestamp =
      *Timestamp::from_der(make_timestamp(signer, pki.key, as_bytes("m"), kNow, /*embed=*/true));
  CHECK(timestamp.verify({signer, pki.root}));
  CHECK(timestamp.verify({pki.root}));
  CHECK(timestamp.verify({named, pki.root}).error().code == ErrorCode::kTimestampInvalid);
}

TEST_CASE("timestamp: an authority for other uses certifies no signer of timestamps") {
  const Pki pki;
  SeededRng rng{3};
  const PrivateKey ca_key = *PrivateKey::generate(rng);
  const struct {
    const char* usage;
    bool accepted;
  } cases[] = {{"", true},
               {"timeStamping", true},
               {"serverAuth,timeStamping", true},
               {"serverAuth", false},
               {"critical,codeSigning", false},
               {"1.2.3.4", false}};
  for (const auto& one : cases) {
    CAPTURE(one.usage);
    std::vector<std::pair<std::string, std::string>> extensions = {
        {"basicConstraints", "critical,CA:TRUE"}};
    if (*one.usage != '\0') extensions.emplace_back("extendedKeyUsage", one.usage);
    const Certificate ca = pki.make("ca", "root", ca_key, extensions, 5);
    const Certificate signer =
        make_certificate({.subject = "tsa",
                          .issuer = "ca",
                          .not_before = kNow,
                          .not_after = kNow + kDay,
                          .extensions = {{"extendedKeyUsage", "critical,timeStamping"}},
                          .raw_extensions = {}},
                         pki.key.public_key(), ca_key);
    const auto timestamp =
        *Timestamp::from_der(make_timestamp(signer, pki.key, as_bytes("m"), kNow, /*embed=*/true));
    CHECK(timestamp.verify({ca, pki.root}).has_value() == one.accepted);
  }
}

TEST_CASE(
    "timestamp: the signer must be for timestamping and nothing else, and say so critically") {
  const Pki pki;
  const struct {
    std::vector<std::pair<std::string, std::string>> extensions;
    bool accepted;
  } cases[] = {
      {{{"extendedKeyUsage", "critical,timeStamping"}}, true},
      {{{"keyUsage", "critical,digitalSignature"}, {"extendedKeyUsage", "critical,timeStamping"}},
       true},
      {{}, false},
      {{{"extendedKeyUsage", "timeStamping"}}, false},
      {{{"extendedKeyUsage", "critical,codeSigning"}}, false},
      {{{"extendedKeyUsage", "critical,timeStamping,codeSigning"}}, false},
      {{{"extendedKeyUsage", "critical,timeStamping,anyExtendedKeyUsage"}}, false},
      {{{"extendedKeyUsage", "critical,timeStamping,1.2.3.4"}}, false},
      {{{"extendedKeyUsage", "critical,1.2.3.4"}}, false},
      {{{"keyUsage", "critical,keyEncipherment"}, {"extendedKeyUsage", "critical,timeStamping"}},
       false},
  };
  for (const auto& one : cases) {
    const std::string usage = one.extensions.empty() ? "none" : one.extensions.back().second;
    CAPTURE(usage);
    const Certificate signer = pki.make("tsa", "root", pki.key, one.extensions, 5);
    const auto timestamp =
        Timestamp::from_der(make_timestamp_of_any(signer, pki.key, as_bytes("m"), kNow));
    REQUIRE(timestamp);
    const Status status = timestamp->verify({signer, pki.root});
    CHECK(status.has_value() == one.accepted);
    if (!status) CHECK(status.error().code == ErrorCode::kTimestampInvalid);
  }
}

TEST_CASE("timestamp: refuses damage") {
  CHECK(Timestamp::from_der({}).error().code == ErrorCode::kTimestampMalformed);
  CHECK(Timestamp::from_der(Bytes{0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02}).error().code ==
        ErrorCode::kTimestampMalformed);
}
