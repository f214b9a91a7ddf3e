// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "support/virtual_services.h"

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/hex.h"
#include "base/json.h"
#include "crypto/pem.h"
#include "crypto/timestamp_request.h"

namespace igp::testing {
namespace {

using namespace igp::sigstore;

constexpr const char* kEntryId = "24296fb24b8ad77a0123456789abcdef";

http::HttpAnswer answer(int status, const Json& body) {
  return {.status = status, .headers = {}, .body = encode_json(body), .url = {}};
}

/// The entry as the protobuf JSON of a bundle has it.
Json entry_json(const TlogEntry& entry) {
  Bundle bundle;
  bundle.key_hint = "";
  bundle.content = MessageSignature{.digest = std::nullopt, .signature = {1}};
  bundle.tlog_entries = {entry};
  const Json json = *parse_json(*encode_bundle(bundle, BundleFormat::kV03));
  return json["verificationMaterial"]["tlogEntries"][0];
}

/// What Rekor v1 makes of a proposed dsse entry: hashes in the place of the content.
Json canonical_dsse(const Json& proposed) {
  const Json& content = proposed["spec"]["proposedContent"];
  const auto text = content["envelope"].get<std::string>();
  const Json envelope = *parse_json(text);
  const Bytes payload = *parse_base64(envelope["payload"].get<std::string>());
  const auto hash = [](ByteView bytes) {
    return Json{{"algorithm", "sha256"}, {"value", crypto::digest_of(bytes).hex()}};
  };
  const Json signature = {{"signature", envelope["signatures"][0]["sig"]},
                          {"verifier", content["verifiers"][0]}};
  return {{"apiVersion", "0.0.1"},
          {"kind", "dsse"},
          {"spec",
           {{"envelopeHash", hash(as_bytes(text))},
            {"payloadHash", hash(payload)},
            {"signatures", Json::array({signature})}}}};
}

Json verification_json(const TlogEntry& entry) {
  const InclusionProof& proof = *entry.inclusion_proof;
  Json hashes = Json::array();
  for (const Bytes& hash : proof.hashes) hashes.push_back(encode_hex(hash));
  return {{"inclusionProof",
           {{"checkpoint", proof.checkpoint},
            {"hashes", hashes},
            {"logIndex", proof.log_index},
            {"rootHash", encode_hex(proof.root_hash)},
            {"treeSize", proof.tree_size}}},
          {"signedEntryTimestamp", encode_base64(entry.signed_entry_timestamp)}};
}

}  // namespace

Service service_at(const std::string& url, std::int64_t version) {
  return {.url = *http::Url::parse(url), .major_version = version};
}

std::string make_token(const std::string& claims_json) {
  const auto part = [](std::string_view text) { return encode_base64url(as_bytes(text)); };
  return fmt::format("{}.{}.{}", part(R"({"alg":"RS256"})"), part(claims_json), part("signature"));
}

IdentityToken honest_token() {
  const Json claims = {{"iss", "https://issuer.example.org"},
                       {"sub", "repo:acme/policies"},
                       {"aud", "sigstore"},
                       {"exp", (kSigningTime + kHour) / kNanosPerSecond}};
  return *IdentityToken::parse(make_token(encode_json(claims)));
}

VirtualServices::VirtualServices(const VirtualSigstore& sigstore)
    : client(
          http, [](http::Url url) { return http::HttpRequest{.url = std::move(url)}; }, {},
          {clock, waiter, diag}, rng),
      sigstore_(sigstore) {
  const auto route = [this](const std::string& url, auto member) {
    http.on("POST " + url,
            [this, member](const auto& request) { return (this->*member)(request); });
  };
  route(fmt::format("{}/api/v2/signingCert", kFulcioUrl), &VirtualServices::certify);
  route(kTsaUrl, &VirtualServices::stamp);
  route(fmt::format("{}/api/v1/log/entries", kRekor1Url), &VirtualServices::log_v1);
  route(fmt::format("{}/api/v2/log/entries", kRekor2Url), &VirtualServices::log_v2);
}

SigningServices VirtualServices::services() {
  SigningServices out;
  out.trust_root = std::make_shared<const TrustRoot>(sigstore_.trust_root());
  out.client = &client;
  return out;
}

SigningServices VirtualServices::keyless(int log_version) {
  SigningServices out = services();
  out.certificate_authority = service_at(kFulcioUrl);
  out.token = honest_token();
  out.logs = {service_at(log_version == 2 ? kRekor2Url : kRekor1Url, log_version)};
  out.timestamp_authorities = {service_at(kTsaUrl)};
  return out;
}

Result<http::HttpAnswer> VirtualServices::certify(const http::HttpRequest& request) const {
  const Json json = *parse_json(request.body);
  const auto pem = json["publicKeyRequest"]["publicKey"]["content"].get<std::string>();
  crypto::PublicKey key = *crypto::PublicKey::from_pem(pem);
  if (lies.certify_other_key) {
    SeededRng other(8);
    key = crypto::PrivateKey::generate(other)->public_key();
  }
  const std::string leaf = crypto::encode_pem("CERTIFICATE", sigstore_.certify(key, recipe).der());
  const std::string root = crypto::encode_pem("CERTIFICATE", sigstore_.root_certificate().der());
  const Json chain = {{"chain", {{"certificates", Json::array({leaf, root})}}}};
  const char* form =
      lies.detached_sct ? "signedCertificateDetachedSct" : "signedCertificateEmbeddedSct";
  return answer(200, Json{{form, chain}});
}

Result<http::HttpAnswer> VirtualServices::stamp(const http::HttpRequest& request) const {
  Bytes query = to_bytes(request.body);
  const Bytes nonce = {9};
  if (lies.stamp_other_signature)
    query = *crypto::encode_timestamp_request(crypto::digest_of(as_bytes("another")), nonce);
  // The imprint stands in the request as it is; the nonce is the next-to-last member.
  if (lies.stamp_other_request) query[query.size() - 4] ^= 1;
  return http::HttpAnswer{
      .status = 200, .headers = {}, .body = to_string(sigstore_.stamp(recipe, query)), .url = {}};
}

Result<http::HttpAnswer> VirtualServices::log_v1(const http::HttpRequest& request) {
  Json body = *parse_json(request.body);
  if (lies.log_other_artifact)
    body["spec"]["data"]["hash"]["value"] = crypto::digest_of(as_bytes("another")).hex();
  if (body["kind"] == "dsse") body = canonical_dsse(body);
  const TlogEntry entry = sigstore_.record(recipe, encode_jcs(body));
  const Json json = {{kEntryId,
                      {{"body", encode_base64(entry.canonicalized_body)},
                       {"integratedTime", entry.integrated_time},
                       {"logID", encode_hex(entry.log_id)},
                       {"logIndex", entry.log_index},
                       {"verification", verification_json(entry)}}}};
  if (!lies.entry_exists) return answer(201, json);
  http::HttpAnswer conflict =
      answer(409, Json{{"code", 409}, {"message", "an equal entry exists"}});
  conflict.headers.set("Location", fmt::format("/api/v1/log/entries/{}", kEntryId));
  http.on(fmt::format("GET {}/api/v1/log/entries/{}", kRekor1Url, kEntryId), answer(200, json));
  return conflict;
}

Result<http::HttpAnswer> VirtualServices::log_v2(const http::HttpRequest& request) const {
  const Json json = *parse_json(request.body);
  const Json& asked = json["hashedRekordRequestV002"];
  Json digest = asked["digest"];
  if (lies.log_other_artifact)
    digest = encode_base64(crypto::digest_of(as_bytes("another")).bytes());
  const Json data = {{"algorithm", "SHA2_256"}, {"digest", digest}};
  const Json record = {{"data", data}, {"signature", asked["signature"]}};
  const Json body = {
      {"apiVersion", "0.0.2"}, {"kind", "hashedrekord"}, {"spec", {{"hashedRekordV002", record}}}};
  Recipe second = recipe;
  second.rekor_v2 = true;
  return answer(201, entry_json(sigstore_.record(second, encode_jcs(body))));
}

}  // namespace igp::testing
