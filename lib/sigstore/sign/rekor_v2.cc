// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/json.h"
#include "base/limits.h"
#include "sigstore/bundle_formats.h"
#include "sigstore/dsse.h"
#include "sigstore/hash_names.h"
#include "sigstore/proto_json.h"
#include "sigstore/sign/key_details.h"
#include "sigstore/sign/rekor.h"

namespace igp::sigstore {
namespace {

constexpr int kEntryDepth = 16;

Json encode_verifier(const Bundle& bundle, const crypto::PublicKey& key, std::string details) {
  const bool certified = !bundle.certificates.empty();
  const Bytes& raw = certified ? bundle.certificates.front() : key.spki();
  return {{certified ? "x509Certificate" : "publicKey", {{"rawBytes", encode_base64(raw)}}},
          {"keyDetails", std::move(details)}};
}

}  // namespace

Result<std::string> encode_entry_request_v2(const Bundle& bundle, const Artifact& artifact,
                                            const crypto::PublicKey& key) {
  const DsseEnvelope* envelope = bundle.dsse();
  const crypto::Digest digest =
      envelope == nullptr ? artifact.digest
                          : crypto::digest_of(encode_pae(envelope->payload_type, envelope->payload),
                                              key.default_hash());
  const Json verifier = encode_verifier(bundle, key, IGP_TRY(key_details(key, digest.algorithm())));
  // The algorithm is not a member of the request: it follows from the key's details.
  return encode_json(Json{
      {"hashedRekordRequestV002",
       {{"digest", encode_base64(digest.bytes())},
        {"signature", {{"content", encode_base64(bundle.signature())}, {"verifier", verifier}}}}}});
}

Result<TlogEntry> parse_entry_answer_v2(std::string_view text) {
  const auto json = parse_json(text, {.bytes = limits::kServiceAnswerBytes, .depth = kEntryDepth});
  if (!json) return bad_answer("the transparency log", json.error());
  return parse_tlog_entry(
      IGP_TRY(ProtoObject::root(*json, "log entry", ErrorCode::kHttpAnswerInvalid)));
}

}  // namespace igp::sigstore
