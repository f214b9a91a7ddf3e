// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/trust_root.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/hex.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/rfc3339.h"
#include "sigstore/proto_json.h"

namespace igp::sigstore {
namespace {

constexpr int kRootDepth = 16;
constexpr std::string_view kTreeHash = "SHA2_256";
constexpr std::string_view kMediaTypes[] = {
    "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
    "application/vnd.dev.sigstore.trustedroot.v0.1+json",
    "application/vnd.dev.sigstore.trustedroot.v0.2+json"};

Result<UnixNanos> parse_time(const ProtoObject& json, const char* key) {
  auto time = parse_rfc3339_bound(IGP_TRY(json.text(key)));
  if (!time) return json.invalid("{} is no RFC 3339 time", key);
  return *time;
}

/// The member validFor. A period without start would be trusted for all the past.
Result<Validity> parse_validity(const ProtoObject& owner) {
  const ProtoObject json = IGP_TRY(owner.object("validFor"));
  Validity out;
  out.start = IGP_TRY(parse_time(json, "start"));
  if (json.has("end")) out.end = IGP_TRY(parse_time(json, "end"));
  return out;
}

/// Of the log's tree. Nothing that is verified here hashes otherwise than with SHA-256.
Status parse_hash_algorithm(const ProtoObject& json) {
  const std::string name = IGP_TRY(json.maybe_text("hashAlgorithm"));
  if (name.empty() || name == kTreeHash) return {};
  return json.invalid("hashAlgorithm is {}, not {}", quote(name), kTreeHash);
}

Result<LogInstance> parse_log(const ProtoObject& json) {
  IGP_CHECK(parse_hash_algorithm(json));
  // Not used, but nonsense in a place that has a meaning is damage.
  IGP_CHECK(json.maybe_object("checkpointKeyId"));
  const ProtoObject key = IGP_TRY(json.object("publicKey"));
  LogInstance out;
  out.url = IGP_TRY(json.maybe_text("baseUrl"));
  out.id = IGP_TRY(IGP_TRY(json.object("logId")).bytes("keyId"));
  out.key_der = IGP_TRY(key.bytes("rawBytes"));
  out.key_details = IGP_TRY(key.maybe_text("keyDetails"));
  out.operator_name = IGP_TRY(json.maybe_text("operator"));
  out.validity = IGP_TRY(parse_validity(key));
  return out;
}

Result<Authority> parse_authority(const ProtoObject& json) {
  Authority out;
  out.uri = IGP_TRY(json.maybe_text("uri"));
  out.operator_name = IGP_TRY(json.maybe_text("operator"));
  out.validity = IGP_TRY(parse_validity(json));
  const ProtoObject chain = IGP_TRY(json.object("certChain"));
  for (const ProtoObject& one :
       IGP_TRY(chain.objects("certificates", limits::kChainCertificates))) {
    out.chain.push_back(IGP_TRY(one.bytes("rawBytes")));
  }
  if (out.chain.empty()) return json.invalid("certChain is empty");
  return out;
}

template <class T>
Result<std::vector<T>> parse_all(const ProtoObject& root, const char* key,
                                 Result<T> (*parse)(const ProtoObject&)) {
  std::vector<T> out;
  for (const ProtoObject& one : IGP_TRY(root.objects(key, limits::kTrustRootEntries))) {
    out.push_back(IGP_TRY(parse(one)));
  }
  return out;
}

}  // namespace

Result<KeyWithHash> LogInstance::key() const { return decode_key(key_der, key_details); }

std::string_view LogInstance::host() const {
  std::string_view out = url;
  if (const std::size_t scheme = out.find("://"); scheme != std::string_view::npos)
    out.remove_prefix(scheme + 3);
  return out.substr(0, out.find('/'));
}

std::string LogInstance::witness() const {
  return operator_name.empty() ? encode_hex(id) : operator_name;
}

const LogInstance* find_log(const std::vector<LogInstance>& logs, ByteView id,
                            const std::vector<UnixNanos>& times) {
  const LogInstance* found = nullptr;
  for (const LogInstance& log : logs) {
    if (!std::ranges::equal(log.id, id)) continue;
    const auto trusted = [&](UnixNanos time) { return log.validity.contains(time); };
    if (std::ranges::all_of(times, trusted)) return &log;
    if (found == nullptr) found = &log;
  }
  return found;
}

Result<std::vector<crypto::Certificate>> Authority::certificates() const {
  std::vector<crypto::Certificate> out;
  for (const Bytes& der : chain) out.push_back(IGP_TRY(crypto::Certificate::from_der(der)));
  if (!vouched) IGP_CHECK(crypto::verify_own_signature(out.back()));
  return out;
}

Result<TrustRoot> parse_trust_root(std::string_view text, Vouched vouched) {
  const Json json =
      IGP_TRY(parse_json(text, {.bytes = limits::kTrustRootBytes, .depth = kRootDepth}));
  const ProtoObject root =
      IGP_TRY(ProtoObject::root(json, "trust root", ErrorCode::kTrustRootMalformed));
  const std::string type = IGP_TRY(root.text("mediaType"));
  if (std::ranges::find(kMediaTypes, type) == std::end(kMediaTypes)) {
    return root.invalid("unknown media type {}", quote(type));
  }
  TrustRoot out;
  out.tlogs = IGP_TRY(parse_all(root, "tlogs", parse_log));
  out.ctlogs = IGP_TRY(parse_all(root, "ctlogs", parse_log));
  out.certificate_authorities = IGP_TRY(parse_all(root, "certificateAuthorities", parse_authority));
  out.timestamp_authorities = IGP_TRY(parse_all(root, "timestampAuthorities", parse_authority));
  for (auto* authorities : {&out.certificate_authorities, &out.timestamp_authorities}) {
    for (Authority& one : *authorities) one.vouched = vouched == Vouched::kYes;
  }
  out.fingerprint = crypto::digest_of(as_bytes(text)).str();
  return out;
}

}  // namespace igp::sigstore
