// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Forgeries that other verifiers of Sigstore bundles have accepted, or might: each as a whole, from
// the bundle's text to the verdict.
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/hex.h"
#include "base/json.h"
#include "crypto/pem.h"
#include "sigstore/dsse.h"
#include "sigstore/verify/verifier.h"
#include "support/virtual_sigstore.h"

using namespace igp;
using namespace igp::sigstore;
using namespace igp::testing;

namespace {

const VirtualSigstore& world() {
  static const VirtualSigstore sigstore;
  return sigstore;
}

/// What verification of the text says; kInternal stands for "verified".
ErrorCode verdict(std::string_view text, const VerifyPolicy& policy) {
  const auto bundle = parse_bundle(text);
  if (!bundle) return bundle.error().code;
  const auto report = verify_bundle(*bundle, world().artifact(), policy);
  return report ? ErrorCode::kInternal : report.error().code;
}

ErrorCode verdict(const Bundle& bundle, const VerifyPolicy& policy) {
  return verdict(*encode_bundle(bundle, bundle.format), policy);
}

constexpr auto kVerified = ErrorCode::kInternal;

Recipe v2() { return {.rekor_v2 = true, .timestamp = true}; }
Recipe attestation() { return {.rekor_v2 = true, .timestamp = true, .attestation = true}; }

/// A DER INTEGER of a big-endian number of 32 bytes.
Bytes der_integer(Bytes number) {
  while (number.size() > 1 && number.front() == 0) number.erase(number.begin());
  if (number.front() >= 0x80) number.insert(number.begin(), 0);
  number.insert(number.begin(), {0x02, static_cast<std::uint8_t>(number.size())});
  return number;
}

/// The content of the DER INTEGER at `at`, as 32 bytes.
Bytes read_integer(const Bytes& der, std::size_t at) {
  const auto begin = der.begin() + static_cast<std::ptrdiff_t>(at) + 2;
  Bytes out(begin, begin + der.at(at + 1));
  while (out.size() > 32) out.erase(out.begin());
  out.insert(out.begin(), 32 - out.size(), 0);
  return out;
}

/// The other signature (r, n - s) of the same message that ECDSA on P-256 has for every (r, s).
Bytes twin_of(const Bytes& signature) {
  Bytes s = read_integer(signature, std::size_t{4} + signature.at(3));
  const Bytes order =
      *parse_hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
  int borrow = 0;
  for (std::size_t i = s.size(); i-- > 0;) {
    const int digit = order[i] - s[i] - borrow;
    borrow = digit < 0 ? 1 : 0;
    s[i] = static_cast<std::uint8_t>(digit & 0xff);
  }
  Bytes out = der_integer(read_integer(signature, 2));
  const Bytes second = der_integer(s);
  out.insert(out.end(), second.begin(), second.end());
  out.insert(out.begin(), {0x30, static_cast<std::uint8_t>(out.size())});
  return out;
}

Bundle with_signature(Bundle bundle, Bytes signature) {
  std::get<MessageSignature>(bundle.content).signature = std::move(signature);
  return bundle;
}

}  // namespace

TEST_CASE("forgery: a bare key in place of the certificate (GHSA-fx35-mq7g-6g98)") {
  // Signed and logged with a key of the forger's, who claims that it is a certificate.
  const Recipe recipe{.format = BundleFormat::kLegacyCosign, .keyed = true};
  const Bundle bundle = world().sign(recipe);
  CHECK(verdict(bundle, world().policy(/*keyed=*/true)) == kVerified);
  Json json = *parse_json(*encode_bundle(bundle, BundleFormat::kLegacyCosign));
  const std::string pem = world().policy(/*keyed=*/true).key->pem();
  json["cert"] = encode_base64(as_bytes(pem));
  CHECK(verdict(encode_json(json), world().policy()) == ErrorCode::kBundleMalformed);
  json.erase("cert");
  CHECK(verdict(encode_json(json), world().policy()) == ErrorCode::kKeyRequired);
}

TEST_CASE("forgery: the log entry of something else (CVE-2026-22703)") {
  const crypto::Digest other = crypto::digest_of(as_bytes("another artifact"));
  for (const BundleFormat format : {BundleFormat::kLegacyCosign, BundleFormat::kV03}) {
    for (const bool keyed : {false, true}) {
      CAPTURE(name_of(format));
      CAPTURE(keyed);
      const Recipe honest{.format = format, .keyed = keyed};
      const VerifyPolicy policy = world().policy(keyed);
      CHECK(verdict(world().sign(honest), policy) == kVerified);
      Recipe digest = honest;
      digest.logged_digest = other;
      Recipe signature = honest;
      signature.log_other_signature = true;
      Recipe signer = honest;
      signer.log_other_signer = true;
      for (const Recipe& lie : {digest, signature, signer})
        CHECK(verdict(world().sign(lie), policy) == ErrorCode::kTlogEntryMismatch);
    }
  }
}

TEST_CASE("forgery: a certificate of an issuer that had expired (CVE-2026-24122)") {
  const Bundle bundle = world().sign(v2());
  VerifyPolicy policy = world().policy();
  CHECK(verdict(bundle, policy) == kVerified);
  TrustRoot root = world().trust_root();
  root.certificate_authorities[0].chain =
      world().authority_chain(kSigningTime - kHour, kSigningTime + kHour);
  policy.trust_root = std::make_shared<const TrustRoot>(std::move(root));
  CHECK(verdict(bundle, policy) == ErrorCode::kCertificateUntrusted);
}

TEST_CASE("forgery: the other ECDSA signature of the same artifact") {
  // It verifies with the key, and nothing but the log says which of the two was made.
  const Recipe unlogged{.keyed = true, .log_entry = false};
  const Bundle plain = world().sign(unlogged);
  CHECK(verdict(with_signature(plain, twin_of(plain.signature())), world().policy(true)) ==
        kVerified);
  for (const bool keyed : {false, true}) {
    const Bundle logged = world().sign({.keyed = keyed});
    CHECK(verdict(with_signature(logged, twin_of(logged.signature())), world().policy(keyed)) ==
          ErrorCode::kTlogEntryMismatch);
  }
  const Bundle stamped = world().sign(v2());
  CHECK(verdict(with_signature(stamped, twin_of(stamped.signature())), world().policy()) ==
        ErrorCode::kTimestampInvalid);
}

TEST_CASE("forgery: members that stand twice, of which two readers take different ones") {
  const std::string bundle = *encode_bundle(world().sign(v2()), BundleFormat::kV03);
  for (const std::string_view member :
       {"mediaType", "verificationMaterial", "messageSignature", "signature", "logId"}) {
    CAPTURE(member);
    const std::size_t at = bundle.find(fmt::format("\"{}\":", member));
    REQUIRE(at != std::string::npos);
    std::string twice = bundle;
    twice.insert(at, fmt::format("\"{}\":null,", member));
    CHECK(verdict(twice, world().policy()) == ErrorCode::kJsonMalformed);
  }
  // Within what the log signed, too.
  Bundle logged = world().sign(v2());
  std::string body(as_text(logged.tlog_entries[0].canonicalized_body));
  body.insert(1, R"("kind":"dsse",)");
  logged.tlog_entries[0].canonicalized_body = to_bytes(body);
  CHECK(verdict(logged, world().policy()) == ErrorCode::kTlogEntryMismatch);
}

TEST_CASE("forgery: a checkpoint with a second origin") {
  const Bundle honest = world().sign(v2());
  const std::string note = honest.tlog_entries[0].inclusion_proof->checkpoint;
  const std::size_t end_of_text = note.find("\n\n") + 1;
  const std::string text = note.substr(0, end_of_text);
  const std::string signatures = note.substr(end_of_text + 1);
  const std::string forged = "rekor1.example.org\n9\n" + encode_base64(Bytes(32, 7)) + "\n";
  const std::pair<const char*, std::string> notes[] = {
      {"a checkpoint before the signed one", forged + "\n" + note},
      {"a checkpoint behind the signed one", text + "\n" + forged + "\n" + signatures},
      {"an origin before the signed one", "rekor1.example.org\n" + note},
      {"an origin in place of the signed one", "rekor1.example.org" + note.substr(note.find('\n'))},
      {"both texts under one signature", text + forged + "\n" + signatures},
  };
  for (const auto& [what, checkpoint] : notes) {
    CAPTURE(what);
    Bundle bundle = honest;
    bundle.tlog_entries[0].inclusion_proof->checkpoint = checkpoint;
    CHECK(verdict(bundle, world().policy()) == ErrorCode::kCheckpointInvalid);
  }
  // Signed by one trusted log under the name of another.
  Recipe other = v2();
  other.origin = "rekor1.example.org";
  CHECK(verdict(world().sign(other), world().policy()) == ErrorCode::kCheckpointInvalid);
}

TEST_CASE("forgery: an envelope and a plain signature are not each other (PAE confusion)") {
  const VerifyPolicy policy = [] {
    VerifyPolicy out = world().policy(/*keyed=*/true);
    out.insecure_ignore_tlog = true;
    return out;
  }();
  const Recipe keyed{.keyed = true, .log_entry = false, .attestation = true};
  const Bundle honest = world().sign(keyed);
  const DsseEnvelope& envelope = *honest.dsse();
  CHECK(verdict(honest, policy) == kVerified);
  // The envelope's signature, said to be one of its payload.
  Bundle message = honest;
  message.content = MessageSignature{.digest = std::nullopt, .signature = envelope.signature};
  const Artifact payload{
      .name = "payload", .digest = crypto::digest_of(envelope.payload), .content = std::nullopt};
  CHECK(verify_bundle(message, payload, policy).error().code == ErrorCode::kSignatureInvalid);
  // A byte that moves from the payload to its type, with or without the space between them.
  for (const std::size_t moved : {std::size_t{1}, std::size_t{2}}) {
    DsseEnvelope shifted = envelope;
    shifted.payload_type += as_text(ByteView(envelope.payload).first(moved));
    shifted.payload.erase(shifted.payload.begin(),
                          shifted.payload.begin() + static_cast<std::ptrdiff_t>(moved));
    Bundle bundle = honest;
    bundle.content = shifted;
    CHECK(verdict(bundle, policy) != kVerified);
  }
  // A signature of the artifact, said to be one of an envelope about it.
  const Bundle plain = world().sign({.keyed = true, .log_entry = false});
  Bundle wrapped = honest;
  std::get<DsseEnvelope>(wrapped.content).signature = plain.signature();
  CHECK(verdict(wrapped, policy) == ErrorCode::kSignatureInvalid);
  Recipe text = attestation();
  text.payload_type = "text/plain";
  CHECK(verdict(world().sign(text), world().policy()) == ErrorCode::kAttestationInvalid);
}

TEST_CASE("forgery: a signed file whose content is the encoding of an envelope (PAE confusion)") {
  // Who signs a file of the forger's may sign an encoded statement. A Rekor of the first generation
  // knows the file from the envelope by the kind of its entry.
  const VerifyPolicy policy = world().policy();
  const Recipe honest{.attestation = true};
  CHECK(verdict(world().sign(honest), policy) == kVerified);
  Recipe as_file = honest;
  as_file.log_as_file = true;
  CHECK(verdict(world().sign(as_file), policy) == ErrorCode::kTlogEntryMismatch);
}
