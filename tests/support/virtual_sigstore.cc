// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "support/virtual_sigstore.h"

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/hex.h"
#include "base/json.h"
#include "crypto/merkle.h"
#include "crypto/pem.h"
#include "crypto/signer.h"
#include "sigstore/dsse.h"
#include "sigstore/hash_names.h"
#include "support/seeded_rng.h"
#include "support/test_pki.h"

namespace igp::testing {
namespace {

using namespace igp::sigstore;
using crypto::Certificate;
using crypto::Digest;
using crypto::PrivateKey;

constexpr UnixNanos kYear = 365 * 24 * kHour;
constexpr UnixNanos kStart = kSigningTime - kYear;
constexpr UnixNanos kEnd = kSigningTime + kYear;
constexpr std::string_view kIdentity = "https://example.org/workflow@refs/heads/main";
constexpr std::string_view kIssuer = "https://issuer.example.org";
constexpr std::string_view kHostV1 = "rekor1.example.org";
constexpr std::string_view kHostV2 = "rekor2.example.org";

Bytes bytes_of(const Digest& digest) { return {digest.bytes().begin(), digest.bytes().end()}; }

Bytes sign_message(const PrivateKey& key, ByteView message) {
  return *crypto::make_signer(key)->sign_message(message);
}

void append_number(Bytes& out, std::uint64_t value, int size) {
  for (int shift = (size - 1) * 8; shift >= 0; shift -= 8)
    out.push_back(static_cast<std::uint8_t>(value >> shift));
}

void append(Bytes& out, ByteView bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }

Digest note_key_id(std::string_view name, const PrivateKey& ed25519) {
  const Bytes& spki = ed25519.public_key().spki();
  Bytes text = to_bytes(fmt::format("{}\n\x01", name));
  text.insert(text.end(), spki.end() - 32, spki.end());
  return crypto::digest_of(text);
}

}  // namespace

struct VirtualSigstore::State {
  explicit State(std::string_view text) : content(text) {}

  std::string content;
  SeededRng rng{2026};
  PrivateKey root_key = *PrivateKey::generate(rng);
  PrivateKey ca_key = *PrivateKey::generate(rng);
  PrivateKey rogue_key = *PrivateKey::generate(rng);
  PrivateKey leaf_key = *PrivateKey::generate(rng);
  PrivateKey user_key = *PrivateKey::generate(rng);
  PrivateKey ct_key = *PrivateKey::generate(rng);
  PrivateKey tsa_key = *PrivateKey::generate(rng);
  PrivateKey rekor1_key = *PrivateKey::generate(rng);
  PrivateKey rekor2_key = make_ed25519(bytes_of(crypto::digest_of(as_bytes("rekor2"))));
  Certificate root = authority("virtual root", "virtual root", root_key.public_key(), root_key);
  Certificate ca = authority("virtual ca", "virtual root", ca_key.public_key(), root_key);
  Certificate tsa = timestamp_authority(root_key);
  Certificate rogue_tsa = timestamp_authority(rogue_key);
  Artifact artifact{
      .name = "artifact", .digest = crypto::digest_of(as_bytes(content)), .content = std::nullopt};
  TrustRoot trust = make_trust();

  static Certificate authority(const std::string& subject, const std::string& issuer,
                               const crypto::PublicKey& key, const PrivateKey& issuer_key,
                               UnixNanos end = kEnd, const std::string& usage = "") {
    CertificateSpec spec{.subject = subject,
                         .issuer = issuer,
                         .not_before = kStart,
                         .not_after = end,
                         .extensions = {{"basicConstraints", "critical,CA:TRUE"},
                                        {"keyUsage", "critical,keyCertSign"}}};
    if (!usage.empty()) spec.extensions.emplace_back("extendedKeyUsage", usage);
    return make_certificate(spec, key, issuer_key);
  }

  [[nodiscard]] Certificate timestamp_authority(const PrivateKey& issuer_key,
                                                UnixNanos end = kEnd) const {
    return make_certificate({.subject = "virtual tsa",
                             .issuer = "virtual root",
                             .not_before = kStart,
                             .not_after = end,
                             .extensions = {{"keyUsage", "critical,digitalSignature"},
                                            {"extendedKeyUsage", "critical,timeStamping"}}},
                            tsa_key.public_key(), issuer_key);
  }

  [[nodiscard]] TrustRoot make_trust() const {
    const Validity validity{.start = kStart, .end = kEnd};
    const auto log = [&](std::string url, const PrivateKey& key, Bytes id) {
      return LogInstance{.url = std::move(url),
                         .id = std::move(id),
                         .key_der = key.public_key().spki(),
                         .key_details = "",
                         .validity = validity};
    };
    TrustRoot out;
    out.tlogs = {log(fmt::format("https://{}", kHostV1), rekor1_key,
                     bytes_of(rekor1_key.public_key().fingerprint())),
                 log(fmt::format("https://{}", kHostV2), rekor2_key,
                     bytes_of(note_key_id(kHostV2, rekor2_key)))};
    out.ctlogs = {
        log("https://ct.example.org", ct_key, bytes_of(ct_key.public_key().fingerprint()))};
    out.certificate_authorities = {
        {.uri = "https://ca.example.org", .chain = {ca.der(), root.der()}, .validity = validity}};
    out.timestamp_authorities = {
        {.uri = "https://tsa.example.org", .chain = {tsa.der(), root.der()}, .validity = validity}};
    return out;
  }

  /// The value of the SCT list extension for a precertificate (RFC 6962 section 3.2 and 3.3).
  [[nodiscard]] Bytes sct_extension(ByteView tbs, bool forge) const {
    const std::uint64_t time = static_cast<std::uint64_t>(kSigningTime) / 1'000'000;
    Bytes text = {0, 0};
    append_number(text, time, 8);
    append_number(text, 1, 2);
    append(text, crypto::digest_of(ca.spki()).bytes());
    append_number(text, tbs.size(), 3);
    append(text, tbs);
    append_number(text, 0, 2);
    const Bytes signature = sign_message(forge ? rogue_key : ct_key, text);
    Bytes sct = {0};
    append(sct, ct_key.public_key().fingerprint().bytes());
    append_number(sct, time, 8);
    append_number(sct, 0, 2);
    append(sct, Bytes{4, 3});
    append_number(sct, signature.size(), 2);
    append(sct, signature);
    Bytes out = {0x04, static_cast<std::uint8_t>(sct.size() + 4)};
    append_number(out, sct.size() + 2, 2);
    append_number(out, sct.size(), 2);
    append(out, sct);
    return out;
  }

  [[nodiscard]] Certificate leaf(const Recipe& recipe, const crypto::PublicKey& key) const {
    SctMaker sct;
    if (recipe.certificate_timestamp) {
      sct = [&](ByteView tbs) { return sct_extension(tbs, recipe.forge_certificate_timestamp); };
    }
    const std::string alt_name =
        recipe.alt_name.empty() ? fmt::format("URI:{}", kIdentity) : recipe.alt_name;
    return make_certificate(
        {.subject = "",
         .issuer = "virtual ca",
         .not_before = recipe.leaf_start,
         .not_after = recipe.leaf_end,
         .extensions = {{"keyUsage", recipe.key_usage},
                        {"extendedKeyUsage", recipe.extended_key_usage},
                        {"subjectAltName", "critical," + alt_name}},
         .raw_extensions = {{"1.3.6.1.4.1.57264.1.8", der_utf8_string(kIssuer)},
                            {"1.3.6.1.4.1.57264.1.5", to_bytes("acme/policies")}}},
        key, recipe.rogue_ca ? rogue_key : ca_key, sct);
  }

  [[nodiscard]] DsseEnvelope envelope(const Recipe& recipe) const {
    const Json statement = {
        {"_type", "https://in-toto.io/Statement/v1"},
        {"subject",
         {{{"name", "artifact"},
           {"digest", {{"sha256", recipe.subject.value_or(artifact.digest).hex()}}}}}},
        {"predicateType", "https://example.org/predicate"},
        {"predicate", Json::object()}};
    return {.payload = to_bytes(encode_json(statement)),
            .payload_type = recipe.payload_type,
            .signature = {},
            .key_id = ""};
  }

  /// The log of the first generation has entries for envelopes; the second logs their encoding.
  static bool logs_envelope(const Recipe& recipe) {
    return recipe.attestation && !recipe.rekor_v2 && !recipe.log_as_file;
  }

  /// What the log entry says: signature, signer, and the digest of what was signed.
  [[nodiscard]] std::string body(const Recipe& recipe, const Bundle& bundle,
                                 ByteView signed_text) const {
    const PrivateKey& key = recipe.keyed ? user_key : leaf_key;
    const Digest digest = recipe.logged_digest.value_or(crypto::digest_of(signed_text));
    const Bytes signature =
        recipe.log_other_signature ? sign_message(key, signed_text) : bundle.signature();
    Bytes signer = recipe.keyed ? user_key.public_key().spki() : bundle.certificates.front();
    if (recipe.log_other_signer) {
      Recipe other;
      other.leaf_end += kHour;
      signer =
          recipe.keyed ? leaf_key.public_key().spki() : leaf(other, leaf_key.public_key()).der();
    }
    const std::string pem = crypto::encode_pem(recipe.keyed ? "PUBLIC KEY" : "CERTIFICATE", signer);
    if (logs_envelope(recipe)) {
      const Digest payload =
          recipe.logged_digest.value_or(crypto::digest_of(envelope(recipe).payload));
      return encode_json(
          Json{{"apiVersion", "0.0.1"},
               {"kind", "dsse"},
               {"spec",
                {{"payloadHash", {{"algorithm", "sha256"}, {"value", payload.hex()}}},
                 {"signatures",
                  {{{"signature", encode_base64(signature)},
                    {"verifier", encode_base64(as_bytes(pem))}}}}}}});
    }
    if (!recipe.rekor_v2) {
      return encode_json(
          Json{{"apiVersion", "0.0.1"},
               {"kind", "hashedrekord"},
               {"spec",
                {{"data", {{"hash", {{"algorithm", "sha256"}, {"value", digest.hex()}}}}},
                 {"signature",
                  {{"content", encode_base64(signature)},
                   {"publicKey", {{"content", encode_base64(as_bytes(pem))}}}}}}}});
    }
    Json verifier = {
        {recipe.keyed ? "publicKey" : "x509Certificate", {{"rawBytes", encode_base64(signer)}}}};
    if (!recipe.key_details.empty()) verifier["keyDetails"] = recipe.key_details;
    return encode_json(Json{
        {"apiVersion", "0.0.2"},
        {"kind", "hashedrekord"},
        {"spec",
         {{"hashedRekordV002",
           {{"data",
             {{"algorithm", proto_name_of(digest.algorithm())},
              {"digest", encode_base64(digest.bytes())}}},
            {"signature", {{"content", encode_base64(signature)}, {"verifier", verifier}}}}}}}});
  }

  /// A log of two entries, of which the second is ours.
  [[nodiscard]] InclusionProof prove(const Recipe& recipe, ByteView entry) const {
    const Bytes first = crypto::merkle_leaf_hash(as_bytes("somebody else's entry"));
    const Bytes root_hash = crypto::merkle_node_hash(first, crypto::merkle_leaf_hash(entry));
    const PrivateKey& key = recipe.rekor_v2 ? rekor2_key : rekor1_key;
    const std::string name =
        !recipe.origin.empty() ? recipe.origin : std::string(recipe.rekor_v2 ? kHostV2 : kHostV1);
    const std::string origin = recipe.rekor_v2 ? name : fmt::format("{} - 42", name);
    const std::string text = fmt::format("{}\n2\n{}\n", origin, encode_base64(root_hash));
    const Digest id = recipe.rekor_v2 ? note_key_id(name, key) : key.public_key().fingerprint();
    Bytes line(id.bytes().begin(), id.bytes().begin() + 4);
    append(line, sign_message(key, as_bytes(recipe.forge_checkpoint ? "another text" : text)));
    return {.log_index = 1,
            .tree_size = 2,
            .root_hash = root_hash,
            .hashes = {first},
            .checkpoint = fmt::format("{}\n\u2014 {} {}\n", text, name, encode_base64(line))};
  }

  [[nodiscard]] TlogEntry record(const Recipe& recipe, std::string_view body) const {
    const LogInstance& instance = trust.tlogs[recipe.rekor_v2 ? 1 : 0];
    TlogEntry entry;
    entry.log_id = instance.id;
    entry.kind = logs_envelope(recipe) ? "dsse" : "hashedrekord";
    entry.version = recipe.rekor_v2 ? "0.0.2" : "0.0.1";
    entry.log_index = recipe.rekor_v2 ? 1 : 1001;
    entry.canonicalized_body = to_bytes(body);
    if (!recipe.rekor_v2 && recipe.promise) {
      entry.integrated_time = kSigningTime / kNanosPerSecond;
      const std::string promise =
          fmt::format(R"({{"body":"{}","integratedTime":{},"logID":"{}","logIndex":{}}})",
                      encode_base64(entry.canonicalized_body), entry.integrated_time,
                      encode_hex(entry.log_id), entry.log_index);
      entry.signed_entry_timestamp =
          sign_message(recipe.forge_promise ? rogue_key : rekor1_key, as_bytes(promise));
    }
    if (recipe.format != BundleFormat::kLegacyCosign)
      entry.inclusion_proof = prove(recipe, entry.canonicalized_body);
    return entry;
  }
};

VirtualSigstore::VirtualSigstore(std::string_view content)
    : state_(std::make_unique<State>(content)) {}
VirtualSigstore::~VirtualSigstore() = default;

const TrustRoot& VirtualSigstore::trust_root() const { return state_->trust; }
const Artifact& VirtualSigstore::artifact() const { return state_->artifact; }
const Certificate& VirtualSigstore::root_certificate() const { return state_->root; }

std::vector<Bytes> VirtualSigstore::authority_chain(UnixNanos ca_end, UnixNanos root_end,
                                                    const std::string& ca_usage) const {
  const State& s = *state_;
  const auto make = [&](const std::string& subject, const PrivateKey& key, UnixNanos end,
                        const std::string& usage) {
    return State::authority(subject, "virtual root", key.public_key(), s.root_key, end, usage)
        .der();
  };
  return {make("virtual ca", s.ca_key, ca_end, ca_usage),
          make("virtual root", s.root_key, root_end, "")};
}

VerifyPolicy VirtualSigstore::policy(bool keyed) const {
  VerifyPolicy out;
  out.trust_root = std::make_shared<const TrustRoot>(state_->trust);
  if (keyed) {
    out.key = state_->user_key.public_key();
  } else {
    out.identity =
        IdentityPolicy{.identity = {.text = std::string(kIdentity), .expression = nullptr},
                       .issuer = {.text = std::string(kIssuer), .expression = nullptr},
                       .extensions = {{"github-workflow-repository", "acme/policies"}}};
  }
  return out;
}

Certificate VirtualSigstore::certify(const crypto::PublicKey& key, const Recipe& recipe) const {
  return state_->leaf(recipe, key);
}

TlogEntry VirtualSigstore::record(const Recipe& recipe, std::string_view body) const {
  return state_->record(recipe, body);
}

Bytes VirtualSigstore::stamp(const Recipe& recipe, ByteView request) const {
  return answer_timestamp(recipe.rogue_tsa ? state_->rogue_tsa : state_->tsa, state_->tsa_key,
                          request, kSigningTime);
}

Bundle VirtualSigstore::sign(const Recipe& recipe) const {
  const State& s = *state_;
  Bundle bundle;
  bundle.format = recipe.format;
  if (recipe.keyed) {
    bundle.key_hint = "";
  } else {
    bundle.certificates = {s.leaf(recipe, s.leaf_key.public_key()).der()};
  }
  Bytes text = to_bytes(s.content);
  DsseEnvelope envelope;
  if (recipe.attestation) {
    envelope = s.envelope(recipe);
    text = encode_pae(envelope.payload_type, envelope.payload);
  }
  const Bytes signature = sign_message(recipe.keyed ? s.user_key : s.leaf_key,
                                       recipe.forge_signature ? to_bytes("something else") : text);
  if (recipe.attestation) {
    envelope.signature = signature;
    bundle.content = std::move(envelope);
  } else {
    bundle.content = MessageSignature{.digest = s.artifact.digest, .signature = signature};
  }
  if (recipe.log_entry) bundle.tlog_entries = {s.record(recipe, s.body(recipe, bundle, text))};
  if (recipe.timestamp) {
    Certificate tsa = recipe.rogue_tsa ? s.rogue_tsa : s.tsa;
    if (recipe.fresh_tsa) tsa = s.timestamp_authority(s.root_key, recipe.tsa_end);
    bundle.timestamps = {make_timestamp(tsa, s.tsa_key, recipe.stamped.value_or(signature),
                                        kSigningTime, /*embed=*/recipe.fresh_tsa)};
  }
  return bundle;
}

}  // namespace igp::testing
