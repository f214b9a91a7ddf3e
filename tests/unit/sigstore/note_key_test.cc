// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/note_key.h"

#include <doctest/doctest.h>

#include "base/base64.h"
#include "crypto/pem.h"
#include "crypto/private_key.h"
#include "crypto/signer.h"
#include "sigstore/private_root.h"
#include "sigstore/verify/checkpoint_signature.h"
#include "sigstore/verify/verifier.h"
#include "support/test_keys.h"
#include "support/virtual_sigstore.h"

using namespace igp;
using namespace igp::sigstore;
using namespace igp::testing;

namespace {

/// kEd25519's public half, as another implementation writes it.
constexpr std::string_view kText =
    "log.example.org/2026+8ea15950+ATTqYGJhCB0KaiPOV0hPp9JS56EBTPH2ZRDajtmC6tYh";
constexpr std::string_view kLogId =
    "8ea159509855f66edaa6fdcad3414f2084a7eb808cb22c0286707948020908c5";

crypto::PrivateKey private_key(std::string_view pem) {
  return *crypto::PrivateKey::from_pkcs8(crypto::parse_single_pem(pem)->bytes);
}

crypto::PublicKey ed25519() { return private_key(kEd25519).public_key(); }

/// What single flags would say of a virtual Sigstore, without its log's key.
PrivateTrust trust_in(const VirtualSigstore& sigstore) {
  const TrustRoot& root = sigstore.trust_root();
  PrivateTrust out;
  for (const Bytes& der : root.certificate_authorities[0].chain)
    out.ca_roots += crypto::encode_pem("CERTIFICATE", der);
  for (const Bytes& der : root.timestamp_authorities[0].chain)
    out.tsa_roots += crypto::encode_pem("CERTIFICATE", der);
  out.ct_key = root.ctlogs[0].key()->key.pem();
  return out;
}

}  // namespace

TEST_CASE("note key: name, hash and key of the verifier-key form") {
  const auto key = parse_note_key(kText);
  REQUIRE(key);
  CHECK(key->name == "log.example.org/2026");
  CHECK(key->key == ed25519());
  CHECK(note_key_id(key->name, key->key).hex() == kLogId);
}

TEST_CASE("note key: the identifiers of other kinds of keys") {
  CHECK(note_key_id("log.example.org/2026", private_key(kRsa2048).public_key()).hex() ==
        "526bd1a1c7d49be40872ef4f833e730e83d477b15ce5f44acaa7288f22b0ff14");
  const crypto::PublicKey p256 = private_key(kP256).public_key();
  CHECK(note_key_id("any name", p256) == p256.fingerprint());
}

TEST_CASE("note key: checkpoints of an RSA log of either generation") {
  const crypto::PrivateKey key = private_key(kRsa2048);
  const std::string name = "log.example.org";
  const std::string text = fmt::format("{}\n2\n{}\n", name, encode_base64(Bytes(32, 7)));
  const crypto::Digest ids[] = {note_key_id(name, key.public_key()),
                                key.public_key().fingerprint()};
  for (const crypto::Digest& hint : ids) {
    Bytes line(hint.bytes().begin(), hint.bytes().begin() + 4);
    const Bytes signature = *crypto::make_signer(key)->sign_message(as_bytes(text));
    line.insert(line.end(), signature.begin(), signature.end());
    const std::string note = fmt::format("{}\n\u2014 {} {}\n", text, name, encode_base64(line));
    const auto checkpoint = parse_checkpoint(note);
    REQUIRE(checkpoint);
    for (const crypto::Digest& id : ids) {
      const LogInstance log{.url = "https://" + name,
                            .id = Bytes(id.bytes().begin(), id.bytes().end()),
                            .key_der = key.public_key().spki()};
      CHECK(verify_checkpoint(*checkpoint, log, *log.key()));
      Checkpoint other = *checkpoint;
      other.signatures[0].hint[0] ^= 1;
      CHECK(!verify_checkpoint(other, log, *log.key()));
    }
  }
}

TEST_CASE("note key: what does not fit together is refused") {
  const std::string text(kText);
  const std::string key = text.substr(text.rfind('+') + 1);
  const std::string bad[] = {"",
                             "log",
                             "log+8ea15950",
                             "+8ea15950+" + key,
                             "log.example.org/2027+8ea15950+" + key,  // another name
                             "log.example.org/2026+8EA15950+" + key,  // another spelling
                             "log.example.org/2026+8ea15951+" + key,  // another hash
                             "log.example.org /2026+8ea15950+" + key,
                             text + "A",
                             text.substr(0, text.size() - 4),
                             "n+00000000+"};
  for (const std::string& one : bad) {
    CAPTURE(one);
    const auto parsed = parse_note_key(one);
    REQUIRE(!parsed);
    CHECK(parsed.error().code == ErrorCode::kKeyMalformed);
  }
  CHECK(parse_note_key("n+00000000+AjTq").error().code == ErrorCode::kKeyUnsupported);
}

TEST_CASE("private root: a log of the second generation is known by origin and key") {
  for (const std::string_view key : {std::string_view("note"), std::string_view("pem")}) {
    CAPTURE(key);
    PrivateTrust trust;
    trust.rekor_key = key == "note" ? std::string(kText) + "\n" : ed25519().pem();
    if (key == "pem") trust.rekor_origin = "log.example.org/2026";
    const auto root = make_private_root(trust);
    REQUIRE(root);
    CHECK(crypto::Digest::from_bytes(crypto::HashAlgorithm::kSha256, root->tlogs[0].id)->hex() ==
          kLogId);
    CHECK(root->tlogs[0].origin == "log.example.org/2026");
  }
  PrivateTrust trust{.rekor_key = ed25519().pem()};
  CHECK(make_private_root(trust).error().code == ErrorCode::kUsage);
  trust = {.rekor_key = std::string(kText), .rekor_origin = "another"};
  CHECK(make_private_root(trust).error().code == ErrorCode::kUsage);
}

TEST_CASE("private root: verifies bundles of both generations of logs, under their names only") {
  const VirtualSigstore sigstore;
  const TrustRoot& real = sigstore.trust_root();
  const auto verify = [&](const PrivateTrust& trust, bool rekor_v2) {
    VerifyPolicy policy = sigstore.policy();
    auto root = make_private_root(trust);
    REQUIRE(root);
    policy.trust_root = std::make_shared<const TrustRoot>(std::move(*root));
    return verify_bundle(sigstore.sign({.rekor_v2 = rekor_v2, .timestamp = rekor_v2}),
                         sigstore.artifact(), policy);
  };
  PrivateTrust trust = trust_in(sigstore);
  trust.rekor_key = real.tlogs[0].key()->key.pem();
  CHECK(verify(trust, false));
  trust.rekor_origin = "rekor1.example.org";
  CHECK(verify(trust, false));
  trust.rekor_origin = "rekor3.example.org";
  CHECK(verify(trust, false).error().code == ErrorCode::kCheckpointInvalid);

  const crypto::PublicKey key = real.tlogs[1].key()->key;
  trust.rekor_key = key.pem();
  trust.rekor_origin = "rekor2.example.org";
  CHECK(verify(trust, true));
  // Another origin is another identifier: the log is not found.
  trust.rekor_origin = "rekor3.example.org";
  CHECK(verify(trust, true).error().code == ErrorCode::kLogUnknown);
}
