// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/log_body.h"

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/hex.h"
#include "base/limits.h"
#include "crypto/pem.h"
#include "sigstore/hash_names.h"
#include "sigstore/proto_json.h"

namespace igp::sigstore {
namespace {

constexpr int kBodyDepth = 32;

Result<crypto::Digest> to_digest(const ProtoObject& json,
                                 std::optional<crypto::HashAlgorithm> algorithm,
                                 Result<Bytes> value) {
  if (!algorithm || !value) return json.invalid("not a SHA-2 digest");
  auto digest = crypto::Digest::from_bytes(*algorithm, *value);
  if (!digest) return json.invalid("{}", digest.error().message);
  return std::move(*digest);
}

/// {"algorithm": "sha256", "value": hex}, as Rekor v1 writes digests.
Result<crypto::Digest> hex_digest(const ProtoObject& json) {
  return to_digest(json, crypto::parse_hash_algorithm(IGP_TRY(json.text("algorithm"))),
                   parse_hex(IGP_TRY(json.text("value"))));
}

/// {"algorithm": "SHA2_256", "digest": base64}, as Rekor v2 does.
Result<crypto::Digest> base64_digest(const ProtoObject& json) {
  return to_digest(json, parse_proto_hash(IGP_TRY(json.text("algorithm"))),
                   IGP_TRY(json.bytes("digest")));
}

/// base64 of a PEM certificate or public key, as Rekor v1 names signers.
Status read_pem_verifier(const ProtoObject& json, const char* key, LogBody& out) {
  const Bytes pem = IGP_TRY(json.bytes(key));
  auto block = crypto::parse_single_pem(as_text(pem));
  if (!block) return json.invalid("{} is not PEM", key);
  if (block->label != "CERTIFICATE" && block->label != "PUBLIC KEY") {
    return json.invalid("{} is neither certificate nor public key", key);
  }
  out.certificate = block->label == "CERTIFICATE";
  out.verifier = std::move(block->bytes);
  return {};
}

/// {"content", "verifier": {"x509Certificate" | "publicKey": {"rawBytes"}}} of Rekor v2.
Status read_v2_signature(const ProtoObject& json, LogBody& out) {
  out.rekor_v2 = true;
  out.signature = IGP_TRY(json.bytes("content"));
  const ProtoObject verifier = IGP_TRY(json.object("verifier"));
  out.certificate = verifier.has("x509Certificate");
  if (out.certificate == verifier.has("publicKey"))
    return verifier.invalid("one of certificate and key is needed");
  out.verifier = IGP_TRY(IGP_TRY(verifier.object(out.certificate ? "x509Certificate" : "publicKey"))
                             .bytes("rawBytes"));
  out.key_details = IGP_TRY(verifier.maybe_text("keyDetails"));
  return {};
}

Result<ProtoObject> only_signature(const ProtoObject& json) {
  auto signatures = IGP_TRY(json.objects("signatures", limits::kDsseSignatures));
  if (signatures.size() != 1)
    return json.invalid("{} signatures where one is needed", signatures.size());
  return std::move(signatures.front());
}

Result<LogBody> parse_hashedrekord_v1(const ProtoObject& spec) {
  const ProtoObject data = IGP_TRY(spec.object("data"));
  auto digest = IGP_TRY(hex_digest(IGP_TRY(data.object("hash"))));
  LogBody out{.content = LoggedContent::kSigned, .digest = std::move(digest)};
  const ProtoObject signature = IGP_TRY(spec.object("signature"));
  out.signature = IGP_TRY(signature.bytes("content"));
  IGP_CHECK(read_pem_verifier(IGP_TRY(signature.object("publicKey")), "content", out));
  return out;
}

Result<LogBody> parse_hashedrekord_v2(const ProtoObject& spec) {
  const ProtoObject record = IGP_TRY(spec.object("hashedRekordV002"));
  auto digest = IGP_TRY(base64_digest(IGP_TRY(record.object("data"))));
  LogBody out{.content = LoggedContent::kSigned, .digest = std::move(digest)};
  IGP_CHECK(read_v2_signature(IGP_TRY(record.object("signature")), out));
  return out;
}

Result<LogBody> parse_dsse_v1(const ProtoObject& spec) {
  auto digest = IGP_TRY(hex_digest(IGP_TRY(spec.object("payloadHash"))));
  LogBody out{.content = LoggedContent::kPayload, .digest = std::move(digest)};
  const ProtoObject signature = IGP_TRY(only_signature(spec));
  out.signature = IGP_TRY(signature.bytes("signature"));
  IGP_CHECK(read_pem_verifier(signature, "verifier", out));
  return out;
}

Result<LogBody> parse_dsse_v2(const ProtoObject& spec) {
  const ProtoObject record = IGP_TRY(spec.object("dsseV002"));
  auto digest = IGP_TRY(base64_digest(IGP_TRY(record.object("payloadHash"))));
  LogBody out{.content = LoggedContent::kPayload, .digest = std::move(digest)};
  IGP_CHECK(read_v2_signature(IGP_TRY(only_signature(record)), out));
  return out;
}

Result<LogBody> parse_intoto(const ProtoObject& spec) {
  const ProtoObject content = IGP_TRY(spec.object("content"));
  auto digest = IGP_TRY(hex_digest(IGP_TRY(content.object("payloadHash"))));
  LogBody out{.content = LoggedContent::kPayload, .digest = std::move(digest)};
  const ProtoObject signature = IGP_TRY(only_signature(IGP_TRY(content.object("envelope"))));
  out.signature = IGP_TRY(signature.bytes("sig"));
  // Rekor stores the envelope's base64 text as bytes, hence base64 of base64; some writers do not.
  if (auto inner = parse_base64(as_text(out.signature)); inner && !inner->empty())
    out.signature = std::move(*inner);
  IGP_CHECK(read_pem_verifier(signature, "publicKey", out));
  return out;
}

constexpr struct {
  std::string_view kind;
  std::string_view version;
  Result<LogBody> (*parse)(const ProtoObject& spec);
} kKinds[] = {
    {"hashedrekord", "0.0.1", parse_hashedrekord_v1},
    {"hashedrekord", "0.0.2", parse_hashedrekord_v2},
    {"dsse", "0.0.1", parse_dsse_v1},
    {"dsse", "0.0.2", parse_dsse_v2},
    {"intoto", "0.0.2", parse_intoto},
};

}  // namespace

Result<LogBody> parse_log_body(std::string_view text) {
  auto json = parse_json(text, {.bytes = limits::kBundleBytes, .depth = kBodyDepth});
  if (!json) return fail(ErrorCode::kTlogEntryMismatch, "log entry body: {}", json.error().message);
  const ProtoObject root =
      IGP_TRY(ProtoObject::root(*json, "log entry body", ErrorCode::kTlogEntryMismatch));
  const std::string kind = IGP_TRY(root.text("kind"));
  const std::string version = IGP_TRY(root.text("apiVersion"));
  for (const auto& known : kKinds) {
    if (known.kind != kind || known.version != version) continue;
    LogBody out = IGP_TRY(known.parse(IGP_TRY(root.object("spec"))));
    out.kind = kind;
    out.version = version;
    return out;
  }
  return root.invalid("kind {} version {} is not known", quote(kind), quote(version));
}

}  // namespace igp::sigstore
