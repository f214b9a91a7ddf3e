// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/hex.h"
#include "crypto/pem.h"
#include "sigstore/bundle_formats.h"
#include "sigstore/proto_json.h"

namespace igp::sigstore {
namespace {

constexpr std::size_t kLogIdSize = 32;

/// The DER of the certificate in `cert`, which holds base64 of PEM. A bare public key in its place
/// would let the bundle choose the key it is checked with (GHSA-fx35-mq7g-6g98).
Result<Bytes> parse_certificate(const ProtoObject& root) {
  const Bytes pem = IGP_TRY(root.bytes("cert"));
  auto block = crypto::parse_single_pem(as_text(pem));
  if (!block) return root.invalid("cert is not PEM");
  if (block->label != "CERTIFICATE")
    return root.invalid("cert holds {}, not a certificate", quote(block->label));
  return std::move(block->bytes);
}

Result<TlogEntry> parse_rekor_bundle(const ProtoObject& rekor) {
  IGP_CHECK(rekor.only({"SignedEntryTimestamp", "Payload"}));
  const ProtoObject payload = IGP_TRY(rekor.object("Payload"));
  IGP_CHECK(payload.only({"body", "integratedTime", "logIndex", "logID"}));
  TlogEntry entry;
  entry.signed_entry_timestamp = IGP_TRY(rekor.bytes("SignedEntryTimestamp"));
  entry.canonicalized_body = IGP_TRY(payload.bytes("body"));
  entry.integrated_time = IGP_TRY(payload.count("integratedTime"));
  entry.log_index = IGP_TRY(payload.count("logIndex"));
  auto log_id = parse_hex(IGP_TRY(payload.text("logID")));
  if (!log_id || log_id->size() != kLogIdSize)
    return payload.invalid("logID is not 64 hexadecimal digits");
  entry.log_id = std::move(*log_id);
  return entry;
}

}  // namespace

Result<Bundle> parse_legacy_bundle(const Json& json) {
  const ProtoObject root = IGP_TRY(ProtoObject::root(json, "bundle", ErrorCode::kBundleMalformed));
  IGP_CHECK(root.only({"base64Signature", "cert", "rekorBundle"}));
  Bundle bundle;
  bundle.format = BundleFormat::kLegacyCosign;
  Bytes signature = IGP_TRY(root.bytes("base64Signature"));
  bundle.content = MessageSignature{.digest = std::nullopt, .signature = std::move(signature)};
  if (!IGP_TRY(root.maybe_text("cert")).empty())
    bundle.certificates.push_back(IGP_TRY(parse_certificate(root)));
  if (const auto rekor = IGP_TRY(root.maybe_object("rekorBundle"))) {
    bundle.tlog_entries.push_back(IGP_TRY(parse_rekor_bundle(*rekor)));
  }
  return bundle;
}

Result<std::string> encode_legacy_bundle(const Bundle& bundle) {
  const auto cannot_say = [](std::string_view what) {
    return fail(ErrorCode::kBundleUnsupported, "cosign's legacy bundle cannot hold {}", what);
  };
  if (bundle.dsse() != nullptr) return cannot_say("a DSSE envelope");
  if (!bundle.timestamps.empty()) return cannot_say("timestamps");
  if (bundle.tlog_entries.size() > 1) return cannot_say("more than one log entry");
  if (bundle.certificates.size() > 1) return cannot_say("a certificate chain");
  Json json = {{"base64Signature", encode_base64(bundle.signature())}};
  if (!bundle.certificates.empty()) {
    json["cert"] =
        encode_base64(as_bytes(crypto::encode_pem("CERTIFICATE", bundle.certificates.front())));
  }
  if (!bundle.tlog_entries.empty()) {
    const TlogEntry& entry = bundle.tlog_entries.front();
    if (entry.signed_entry_timestamp.empty())
      return cannot_say("a log entry without signed entry timestamp");
    json["rekorBundle"] = {{"SignedEntryTimestamp", encode_base64(entry.signed_entry_timestamp)},
                           {"Payload",
                            {{"body", encode_base64(entry.canonicalized_body)},
                             {"integratedTime", entry.integrated_time},
                             {"logIndex", entry.log_index},
                             {"logID", encode_hex(entry.log_id)}}}};
  }
  return encode_json(json);
}

}  // namespace igp::sigstore
