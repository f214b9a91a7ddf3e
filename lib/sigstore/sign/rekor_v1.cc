// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/hex.h"
#include "base/json.h"
#include "base/limits.h"
#include "crypto/pem.h"
#include "crypto/verifier.h"
#include "sigstore/log_body.h"
#include "sigstore/proto_json.h"
#include "sigstore/sign/rekor.h"

namespace igp::sigstore {
namespace {

constexpr int kAnswerDepth = 16;
constexpr std::string_view kWho = "the transparency log";

/// base64 of the PEM certificate, or of the key where there is none.
std::string encode_pem_verifier(const Bundle& bundle, const crypto::PublicKey& key) {
  const std::string pem = bundle.certificates.empty()
                              ? key.pem()
                              : crypto::encode_pem("CERTIFICATE", bundle.certificates.front());
  return encode_base64(as_bytes(pem));
}

Json hashedrekord(const Bundle& bundle, const Artifact& artifact, const crypto::PublicKey& key) {
  return {{"apiVersion", "0.0.1"},
          {"kind", "hashedrekord"},
          {"spec",
           {{"data",
             {{"hash",
               {{"algorithm", crypto::name_of(artifact.digest.algorithm())},
                {"value", artifact.digest.hex()}}}}},
            {"signature",
             {{"content", encode_base64(bundle.signature())},
              {"publicKey", {{"content", encode_pem_verifier(bundle, key)}}}}}}}};
}

Json dsse(const DsseEnvelope& envelope, const Bundle& bundle, const crypto::PublicKey& key) {
  const Json signature = {{"sig", encode_base64(envelope.signature)}};
  const Json text = {{"payload", encode_base64(envelope.payload)},
                     {"payloadType", envelope.payload_type},
                     {"signatures", Json::array({signature})}};
  return {{"apiVersion", "0.0.1"},
          {"kind", "dsse"},
          {"spec",
           {{"proposedContent",
             {{"envelope", encode_json(text)},
              {"verifiers", Json::array({encode_pem_verifier(bundle, key)})}}}}}};
}

Result<Bytes> hex_member(const ProtoObject& json, const char* key) {
  auto bytes = parse_hex(IGP_TRY(json.text(key)));
  if (!bytes || bytes->empty()) return json.invalid("{} is not hexadecimal", key);
  return std::move(*bytes);
}

Result<InclusionProof> parse_proof(const ProtoObject& json) {
  InclusionProof out;
  out.log_index = IGP_TRY(json.count("logIndex"));
  out.tree_size = IGP_TRY(json.count("treeSize"));
  out.root_hash = IGP_TRY(hex_member(json, "rootHash"));
  for (const std::string& text : IGP_TRY(json.texts("hashes", limits::kInclusionHashes))) {
    auto hash = parse_hex(text);
    if (!hash) return json.invalid("hashes[{}] is not hexadecimal", out.hashes.size());
    out.hashes.push_back(std::move(*hash));
  }
  out.checkpoint = IGP_TRY(json.text("checkpoint"));
  return out;
}

Result<TlogEntry> parse_entry(const ProtoObject& json) {
  TlogEntry out;
  out.log_index = IGP_TRY(json.count("logIndex"));
  out.log_id = IGP_TRY(hex_member(json, "logID"));
  out.integrated_time = IGP_TRY(json.count("integratedTime"));
  out.canonicalized_body = IGP_TRY(json.bytes("body"));
  const auto body = parse_log_body(as_text(out.canonicalized_body));
  if (!body) return json.invalid("{}", body.error().message);
  out.kind = body->kind;
  out.version = body->version;
  const ProtoObject verification = IGP_TRY(json.object("verification"));
  out.signed_entry_timestamp = IGP_TRY(verification.bytes("signedEntryTimestamp"));
  out.inclusion_proof = IGP_TRY(parse_proof(IGP_TRY(verification.object("inclusionProof"))));
  return out;
}

}  // namespace

Result<std::string> encode_entry_request_v1(const Bundle& bundle, const Artifact& artifact,
                                            const crypto::PublicKey& key) {
  if (const DsseEnvelope* envelope = bundle.dsse())
    return encode_json(dsse(*envelope, bundle, key));
  if (!crypto::verifies_digests(key)) {
    return Fail(error(ErrorCode::kKeyUnsupported,
                      "transparency logs take no Ed25519 signatures: they know only the digest of "
                      "what was signed")
                    .with_hint("use an ECDSA key, or no log"));
  }
  return encode_json(hashedrekord(bundle, artifact, key));
}

Result<TlogEntry> parse_entry_answer_v1(std::string_view text) {
  const auto json = parse_json(text, {.bytes = limits::kServiceAnswerBytes, .depth = kAnswerDepth});
  if (!json) return bad_answer(kWho, json.error());
  if (!json->is_object() || json->size() != 1) {
    return fail(ErrorCode::kHttpAnswerInvalid, "{} did not answer with one entry", kWho);
  }
  return parse_entry(
      IGP_TRY(ProtoObject::root(json->front(), "log entry", ErrorCode::kHttpAnswerInvalid)));
}

}  // namespace igp::sigstore
