// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/limits.h"
#include "sigstore/bundle_formats.h"
#include "sigstore/hash_names.h"
#include "sigstore/proto_json.h"

namespace igp::sigstore {
namespace {

constexpr std::string_view kMediaTypeV03 = "application/vnd.dev.sigstore.bundle.v0.3+json";

Result<BundleFormat> parse_media_type(const std::string& type) {
  constexpr std::string_view kOldPrefix = "application/vnd.dev.sigstore.bundle+json;version=";
  if (type == kMediaTypeV03) return BundleFormat::kV03;
  if (type.starts_with(kOldPrefix)) {
    const std::string_view version = std::string_view(type).substr(kOldPrefix.size());
    if (version == "0.1") return BundleFormat::kV01;
    if (version == "0.2") return BundleFormat::kV02;
    if (version == "0.3") return BundleFormat::kV03;
  }
  return fail(ErrorCode::kBundleUnsupported, "unknown bundle media type {}", quote(type));
}

Result<InclusionProof> parse_inclusion_proof(const ProtoObject& proof) {
  IGP_CHECK(proof.only({"logIndex", "rootHash", "treeSize", "hashes", "checkpoint"}));
  InclusionProof out;
  out.log_index = IGP_TRY(proof.count("logIndex"));
  out.tree_size = IGP_TRY(proof.count("treeSize"));
  out.root_hash = IGP_TRY(proof.bytes("rootHash"));
  out.hashes = IGP_TRY(proof.byte_strings("hashes", limits::kInclusionHashes));
  if (const auto checkpoint = IGP_TRY(proof.maybe_object("checkpoint"))) {
    IGP_CHECK(checkpoint->only({"envelope"}));
    out.checkpoint = IGP_TRY(checkpoint->text("envelope"));
  }
  return out;
}

Result<std::vector<Bytes>> parse_certificates(const ProtoObject& material, BundleFormat format) {
  std::vector<Bytes> out;
  if (const auto certificate = IGP_TRY(material.maybe_object("certificate"))) {
    IGP_CHECK(certificate->only({"rawBytes"}));
    out.push_back(IGP_TRY(certificate->bytes("rawBytes")));
  }
  if (const auto chain = IGP_TRY(material.maybe_object("x509CertificateChain"))) {
    if (format == BundleFormat::kV03)
      return material.invalid("x509CertificateChain is not allowed in bundle 0.3");
    IGP_CHECK(chain->only({"certificates"}));
    for (const ProtoObject& one :
         IGP_TRY(chain->objects("certificates", limits::kChainCertificates))) {
      IGP_CHECK(one.only({"rawBytes"}));
      out.push_back(IGP_TRY(one.bytes("rawBytes")));
    }
    if (out.empty()) return material.invalid("x509CertificateChain is empty");
  }
  return out;
}

Status parse_material(const ProtoObject& material, Bundle& bundle) {
  IGP_CHECK(material.only({"certificate", "x509CertificateChain", "publicKey", "tlogEntries",
                           "timestampVerificationData"}));
  const int forms = material.has("certificate") + material.has("x509CertificateChain") +
                    material.has("publicKey");
  if (forms != 1) return material.invalid("{} key forms where one is needed", forms);
  bundle.certificates = IGP_TRY(parse_certificates(material, bundle.format));
  if (const auto key = IGP_TRY(material.maybe_object("publicKey"))) {
    IGP_CHECK(key->only({"hint"}));
    bundle.key_hint = IGP_TRY(key->maybe_text("hint"));
  }
  for (const ProtoObject& entry : IGP_TRY(material.objects("tlogEntries", limits::kTlogEntries))) {
    bundle.tlog_entries.push_back(IGP_TRY(parse_tlog_entry(entry)));
  }
  if (const auto data = IGP_TRY(material.maybe_object("timestampVerificationData"))) {
    IGP_CHECK(data->only({"rfc3161Timestamps"}));
    for (const ProtoObject& one :
         IGP_TRY(data->objects("rfc3161Timestamps", limits::kTimestamps))) {
      IGP_CHECK(one.only({"signedTimestamp"}));
      bundle.timestamps.push_back(IGP_TRY(one.bytes("signedTimestamp")));
    }
  }
  return {};
}

Result<MessageSignature> parse_message_signature(const ProtoObject& json) {
  IGP_CHECK(json.only({"messageDigest", "signature"}));
  MessageSignature out;
  out.signature = IGP_TRY(json.bytes("signature"));
  if (const auto claim = IGP_TRY(json.maybe_object("messageDigest"))) {
    IGP_CHECK(claim->only({"algorithm", "digest"}));
    const std::string name = IGP_TRY(claim->text("algorithm"));
    const auto algorithm = parse_proto_hash(name);
    if (!algorithm) return claim->invalid("unknown hash {}", quote(name));
    auto digest = crypto::Digest::from_bytes(*algorithm, IGP_TRY(claim->bytes("digest")));
    if (!digest) return claim->invalid("{}", digest.error().message);
    out.digest = std::move(*digest);
  }
  return out;
}

Result<DsseEnvelope> parse_envelope(const ProtoObject& json) {
  IGP_CHECK(json.only({"payload", "payloadType", "signatures"}));
  const auto signatures = IGP_TRY(json.objects("signatures", limits::kDsseSignatures));
  if (signatures.size() != 1)
    return json.invalid("{} signatures where one is needed", signatures.size());
  IGP_CHECK(signatures[0].only({"sig", "keyid"}));
  DsseEnvelope out;
  out.payload = IGP_TRY(json.bytes("payload"));
  out.payload_type = IGP_TRY(json.text("payloadType"));
  out.signature = IGP_TRY(signatures[0].bytes("sig"));
  out.key_id = IGP_TRY(signatures[0].maybe_text("keyid"));
  return out;
}

Json encode_tlog_entry(const TlogEntry& entry) {
  Json out = {{"logIndex", std::to_string(entry.log_index)},
              {"logId", {{"keyId", encode_base64(entry.log_id)}}},
              {"kindVersion", {{"kind", entry.kind}, {"version", entry.version}}}};
  if (entry.integrated_time != 0) out["integratedTime"] = std::to_string(entry.integrated_time);
  if (!entry.signed_entry_timestamp.empty()) {
    out["inclusionPromise"] = {
        {"signedEntryTimestamp", encode_base64(entry.signed_entry_timestamp)}};
  }
  if (entry.inclusion_proof) {
    const InclusionProof& proof = *entry.inclusion_proof;
    Json hashes = Json::array();
    for (const Bytes& hash : proof.hashes) hashes.push_back(encode_base64(hash));
    out["inclusionProof"] = {{"logIndex", std::to_string(proof.log_index)},
                             {"rootHash", encode_base64(proof.root_hash)},
                             {"treeSize", std::to_string(proof.tree_size)},
                             {"hashes", std::move(hashes)}};
    if (!proof.checkpoint.empty())
      out["inclusionProof"]["checkpoint"] = {{"envelope", proof.checkpoint}};
  }
  out["canonicalizedBody"] = encode_base64(entry.canonicalized_body);
  return out;
}

Json encode_material(const Bundle& bundle) {
  Json out = Json::object();
  if (bundle.certificates.empty()) {
    out["publicKey"] = {{"hint", bundle.key_hint.value_or("")}};
  } else {
    out["certificate"] = {{"rawBytes", encode_base64(bundle.certificates.front())}};
  }
  for (const TlogEntry& entry : bundle.tlog_entries)
    out["tlogEntries"].push_back(encode_tlog_entry(entry));
  for (const Bytes& timestamp : bundle.timestamps) {
    out["timestampVerificationData"]["rfc3161Timestamps"].push_back(
        {{"signedTimestamp", encode_base64(timestamp)}});
  }
  return out;
}

}  // namespace

Result<TlogEntry> parse_tlog_entry(const ProtoObject& json) {
  IGP_CHECK(json.only({"logIndex", "logId", "kindVersion", "integratedTime", "inclusionPromise",
                       "inclusionProof", "canonicalizedBody"}));
  const ProtoObject log_id = IGP_TRY(json.object("logId"));
  IGP_CHECK(log_id.only({"keyId"}));
  const ProtoObject kind = IGP_TRY(json.object("kindVersion"));
  IGP_CHECK(kind.only({"kind", "version"}));
  TlogEntry entry;
  entry.log_index = IGP_TRY(json.count("logIndex"));
  entry.log_id = IGP_TRY(log_id.bytes("keyId"));
  entry.kind = IGP_TRY(kind.text("kind"));
  entry.version = IGP_TRY(kind.text("version"));
  entry.integrated_time = IGP_TRY(json.count("integratedTime"));
  entry.canonicalized_body = IGP_TRY(json.bytes("canonicalizedBody"));
  if (const auto promise = IGP_TRY(json.maybe_object("inclusionPromise"))) {
    IGP_CHECK(promise->only({"signedEntryTimestamp"}));
    entry.signed_entry_timestamp = IGP_TRY(promise->bytes("signedEntryTimestamp"));
  }
  if (const auto proof = IGP_TRY(json.maybe_object("inclusionProof"))) {
    entry.inclusion_proof = IGP_TRY(parse_inclusion_proof(*proof));
  }
  return entry;
}

Result<Bundle> parse_proto_bundle(const Json& json) {
  const ProtoObject root = IGP_TRY(ProtoObject::root(json, "bundle", ErrorCode::kBundleMalformed));
  Bundle bundle;
  bundle.format = IGP_TRY(parse_media_type(IGP_TRY(root.text("mediaType"))));
  IGP_CHECK(root.only({"mediaType", "verificationMaterial", "messageSignature", "dsseEnvelope"}));
  IGP_CHECK(parse_material(IGP_TRY(root.object("verificationMaterial")), bundle));
  const int contents = root.has("messageSignature") + root.has("dsseEnvelope");
  if (contents != 1) return root.invalid("{} contents where one is needed", contents);
  if (root.has("messageSignature")) {
    bundle.content = IGP_TRY(parse_message_signature(IGP_TRY(root.object("messageSignature"))));
  } else {
    DsseEnvelope envelope = IGP_TRY(parse_envelope(IGP_TRY(root.object("dsseEnvelope"))));
    const std::string hint = bundle.key_hint.value_or("");
    if (!hint.empty() && !envelope.key_id.empty() && hint != envelope.key_id)
      return root.invalid("two key hints, {} and {}", quote(hint), quote(envelope.key_id));
    bundle.content = std::move(envelope);
  }
  return bundle;
}

std::string encode_proto_bundle(const Bundle& bundle) {
  Json out = {{"mediaType", kMediaTypeV03}, {"verificationMaterial", encode_material(bundle)}};
  if (const MessageSignature* message = bundle.message()) {
    Json& target = out["messageSignature"] = Json::object();
    if (message->digest) {
      target["messageDigest"] = {{"algorithm", proto_name_of(message->digest->algorithm())},
                                 {"digest", encode_base64(message->digest->bytes())}};
    }
    target["signature"] = encode_base64(message->signature);
  } else {
    const DsseEnvelope& envelope = *bundle.dsse();
    Json signature = {{"sig", encode_base64(envelope.signature)}};
    if (!envelope.key_id.empty()) signature["keyid"] = envelope.key_id;
    out["dsseEnvelope"] = {{"payload", encode_base64(envelope.payload)},
                           {"payloadType", envelope.payload_type},
                           {"signatures", Json::array({std::move(signature)})}};
  }
  return encode_json(out);
}

}  // namespace igp::sigstore
