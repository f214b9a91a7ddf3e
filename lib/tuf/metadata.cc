// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "tuf/metadata.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/hex.h"
#include "base/json.h"
#include "base/rfc3339.h"
#include "crypto/verifier.h"
#include "tuf/canonical_json.h"
#include "tuf/path_pattern.h"

namespace igp::tuf {
namespace {

/// Any error of a field becomes kTufMalformed, so that callers see one code for one cause.
template <class T>
Result<T> malformed(Result<T> result) {
  if (!result) result.error().code = ErrorCode::kTufMalformed;
  return result;
}

Result<std::vector<std::string>> strings(const Json& object, const char* key,
                                         std::string_view where) {
  std::vector<std::string> out;
  for (const Json& item : *IGP_TRY(json_array(object, key, where))) {
    if (!item.is_string())
      return fail(ErrorCode::kTufMalformed, "{}.{} holds no strings", where, key);
    out.push_back(item.get<std::string>());
  }
  return out;
}

Result<crypto::PublicKey> ed25519_key(std::string_view hex) {
  const Bytes raw = IGP_TRY(parse_hex(hex));
  return crypto::PublicKey::from_ed25519(raw);
}

/// Nothing when the type or scheme is unknown: such keys only do not count.
Result<std::optional<Key>> parse_key(const Json& json, std::string_view where) {
  const std::string type = IGP_TRY(json_string(json, "keytype", where));
  const std::string scheme = IGP_TRY(json_string(json, "scheme", where));
  const Json& value = *IGP_TRY(json_object(json, "keyval", where));
  const std::string text = IGP_TRY(json_string(value, "public", where));
  // Sigstore's roots spell the type of their ECDSA keys like the scheme.
  const bool ecdsa = type == "ecdsa" || type == scheme;
  std::optional<Key> none;
  if (type == "ed25519" && scheme == "ed25519") {
    const auto key = ed25519_key(text);
    return key ? std::optional(Key{*key, crypto::HashAlgorithm::kSha256}) : none;
  }
  const auto key = crypto::PublicKey::from_pem(text);
  if (!key) return none;
  if (type == "rsa" && scheme == "rsassa-pss-sha256")
    return Key{key->as_pss(), crypto::HashAlgorithm::kSha256};
  if (type == "rsa" && scheme == "rsa-pkcs1v15-sha256")
    return Key{*key, crypto::HashAlgorithm::kSha256};
  if (ecdsa && scheme == "ecdsa-sha2-nistp256" && key->type() == crypto::KeyType::kEcdsaP256) {
    return Key{*key, crypto::HashAlgorithm::kSha256};
  }
  if (ecdsa && scheme == "ecdsa-sha2-nistp384" && key->type() == crypto::KeyType::kEcdsaP384) {
    return Key{*key, crypto::HashAlgorithm::kSha384};
  }
  return none;
}

Result<Keys> parse_keys(const Json& object, std::string_view where) {
  Keys out;
  for (const auto& [id, json] : IGP_TRY(json_object(object, "keys", where))->items()) {
    if (auto key = IGP_TRY(parse_key(json, id))) out.emplace(id, std::move(*key));
  }
  return out;
}

Result<Role> parse_role(const Json& json, std::string_view where) {
  Role role;
  role.key_ids = IGP_TRY(strings(json, "keyids", where));
  role.threshold = IGP_TRY(json_integer(json, "threshold", where));
  if (role.threshold < 1) return fail(ErrorCode::kTufMalformed, "{}.threshold is below 1", where);
  std::set<std::string_view> seen(role.key_ids.begin(), role.key_ids.end());
  if (seen.size() != role.key_ids.size()) {
    return fail(ErrorCode::kTufMalformed, "{}.keyids names a key twice", where);
  }
  return role;
}

Status parse_hashes(const Json& json, FileInfo& info, std::string_view where) {
  const Json* hashes = json_find(json, "hashes");
  if (hashes == nullptr) return {};
  if (!hashes->is_object() || hashes->empty()) {
    return fail(ErrorCode::kTufMalformed, "{}.hashes is not an object with members", where);
  }
  for (const auto& [name, value] : hashes->items()) {
    const auto algorithm = crypto::parse_hash_algorithm(name);
    if (!value.is_string())
      return fail(ErrorCode::kTufMalformed, "{}.hashes.{} is not a string", where, name);
    if (!algorithm) continue;
    const Bytes bytes = IGP_TRY(parse_hex(value.get<std::string>()));
    info.hashes.push_back(IGP_TRY(crypto::Digest::from_bytes(*algorithm, bytes)));
  }
  info.unknown_hashes_only = info.hashes.empty();
  return {};
}

Result<FileInfo> parse_file_info(const Json& json, std::string_view where, bool is_metadata) {
  FileInfo info;
  if (is_metadata) {
    info.version = IGP_TRY(json_integer(json, "version", where));
    if (info.version < 1) return fail(ErrorCode::kTufMalformed, "{}.version is below 1", where);
  }
  if (!is_metadata || json_find(json, "length") != nullptr) {
    const std::int64_t length = IGP_TRY(json_integer(json, "length", where));
    if (length < 0) return fail(ErrorCode::kTufMalformed, "{}.length is negative", where);
    info.length = static_cast<std::uint64_t>(length);
  }
  if (!is_metadata) IGP_CHECK(json_object(json, "hashes", where));
  IGP_CHECK(parse_hashes(json, info, where));
  return info;
}

Status decode(const Json& json, Root& root) {
  // Absent means false: the field is optional and older repositories have no consistent snapshots.
  if (json_find(json, "consistent_snapshot") == nullptr) {
    root.consistent_snapshot = false;
  } else {
    root.consistent_snapshot = IGP_TRY(json_bool(json, "consistent_snapshot", "root"));
  }
  root.keys = IGP_TRY(parse_keys(json, "root"));
  const Json& roles = *IGP_TRY(json_object(json, "roles", "root"));
  for (const char* name : {"root", "timestamp", "snapshot", "targets"}) {
    const Json* role = IGP_TRY(json_object(roles, name, "root.roles"));
    root.roles.emplace(name, IGP_TRY(parse_role(*role, name)));
  }
  return {};
}

Status decode(const Json& json, Timestamp& timestamp) {
  const Json& meta = *IGP_TRY(json_object(json, "meta", "timestamp"));
  const Json* snapshot = IGP_TRY(json_object(meta, "snapshot.json", "timestamp.meta"));
  timestamp.snapshot = IGP_TRY(parse_file_info(*snapshot, "timestamp.meta", true));
  return {};
}

Status decode(const Json& json, Snapshot& snapshot) {
  for (const auto& [name, info] : IGP_TRY(json_object(json, "meta", "snapshot"))->items()) {
    snapshot.meta.emplace(name, IGP_TRY(parse_file_info(info, "snapshot.meta", true)));
  }
  return {};
}

Result<DelegatedRole> parse_delegation(const Json& json) {
  DelegatedRole out;
  out.name = IGP_TRY(json_string(json, "name", "delegation"));
  for (const char* reserved : {"root", "timestamp", "snapshot", "targets"}) {
    if (out.name == reserved)
      return fail(ErrorCode::kTufMalformed, "a delegation to {}", quote(out.name));
  }
  if (out.name.empty()) return fail(ErrorCode::kTufMalformed, "a delegation without a name");
  out.role = IGP_TRY(parse_role(json, out.name));
  out.terminating = IGP_TRY(json_bool(json, "terminating", out.name));
  const bool has_paths = json_find(json, "paths") != nullptr;
  const bool has_prefixes = json_find(json, "path_hash_prefixes") != nullptr;
  if (has_paths == has_prefixes) {
    return fail(ErrorCode::kTufMalformed, "delegation {} needs either paths or path_hash_prefixes",
                quote(out.name));
  }
  if (has_paths) out.paths = IGP_TRY(strings(json, "paths", out.name));
  if (has_prefixes) out.path_hash_prefixes = IGP_TRY(strings(json, "path_hash_prefixes", out.name));
  return out;
}

Status decode(const Json& json, Targets& targets) {
  for (const auto& [path, info] : IGP_TRY(json_object(json, "targets", "targets"))->items()) {
    targets.targets.emplace(path, IGP_TRY(parse_file_info(info, path, false)));
  }
  const Json* delegations = json_find(json, "delegations");
  if (delegations == nullptr) return {};
  if (json_find(*delegations, "succinct_roles") != nullptr) {
    return fail(ErrorCode::kTufMalformed, "succinct hash bin delegations are not supported");
  }
  targets.delegated_keys = IGP_TRY(parse_keys(*delegations, "delegations"));
  std::set<std::string> names;
  for (const Json& role : *IGP_TRY(json_array(*delegations, "roles", "delegations"))) {
    targets.delegations.push_back(IGP_TRY(parse_delegation(role)));
    if (!names.insert(targets.delegations.back().name).second) {
      return fail(ErrorCode::kTufMalformed, "two delegations to {}",
                  quote(targets.delegations.back().name));
    }
  }
  return {};
}

template <class T>
Result<Unverified<T>> parse_file(std::string_view text) {
  const Json json = IGP_TRY(parse_json(text));
  Unverified<T> out;
  const Json& body = *IGP_TRY(json_object(json, "signed", "metadata"));
  if (IGP_TRY(json_string(body, "_type", "signed")) != T::kType) {
    return fail(ErrorCode::kTufMalformed, "this is no {} metadata", T::kType);
  }
  const std::string spec_version = IGP_TRY(json_string(body, "spec_version", "signed"));
  if (!spec_version.starts_with("1.")) {
    return fail(ErrorCode::kTufMalformed, "specification version {}", quote(spec_version));
  }
  out.value.version = IGP_TRY(json_integer(body, "version", "signed"));
  if (out.value.version < 1) return fail(ErrorCode::kTufMalformed, "signed.version is below 1");
  out.value.expires = IGP_TRY(parse_rfc3339_bound(IGP_TRY(json_string(body, "expires", "signed"))));
  IGP_CHECK(decode(body, out.value));
  out.signed_bytes = IGP_TRY(encode_canonical(body));
  std::set<std::string> seen;
  for (const Json& signature : *IGP_TRY(json_array(json, "signatures", "metadata"))) {
    const std::string id = IGP_TRY(json_string(signature, "keyid", "signature"));
    if (!seen.insert(id).second)
      return fail(ErrorCode::kTufMalformed, "two signatures of key {}", quote(id));
    // A signature that is no hex text is a wrong signature, not a wrong file: others may suffice.
    auto bytes = parse_hex(IGP_TRY(json_string(signature, "sig", "signature")));
    out.signatures.emplace_back(id, bytes ? std::move(*bytes) : Bytes{});
  }
  return out;
}

}  // namespace

bool DelegatedRole::covers(std::string_view path) const {
  if (std::ranges::any_of(paths, [&](const auto& p) { return matches_pattern(p, path); }))
    return true;
  if (path_hash_prefixes.empty()) return false;
  const std::string digest = crypto::digest_of(as_bytes(path)).hex();
  return std::ranges::any_of(path_hash_prefixes,
                             [&](const auto& p) { return digest.starts_with(p); });
}

Result<Unverified<Root>> parse_root(std::string_view text) {
  return malformed(parse_file<Root>(text));
}
Result<Unverified<Timestamp>> parse_timestamp(std::string_view text) {
  return malformed(parse_file<Timestamp>(text));
}
Result<Unverified<Snapshot>> parse_snapshot(std::string_view text) {
  return malformed(parse_file<Snapshot>(text));
}
Result<Unverified<Targets>> parse_targets(std::string_view text) {
  return malformed(parse_file<Targets>(text));
}

Status verify_threshold(const std::string& signed_bytes,
                        const std::vector<std::pair<std::string, Bytes>>& signatures,
                        const Keys& keys, const Role& role, std::string_view what) {
  std::set<std::string> signers;
  for (const auto& [id, signature] : signatures) {
    const auto key = keys.find(id);
    if (key == keys.end() || std::ranges::find(role.key_ids, id) == role.key_ids.end()) continue;
    const auto checked = crypto::verify_message_signature(key->second.key, as_bytes(signed_bytes),
                                                          signature, key->second.hash);
    if (checked) signers.insert(key->second.key.fingerprint().hex());
  }
  if (static_cast<std::int64_t>(signers.size()) >= role.threshold) return {};
  return fail(ErrorCode::kTufSignature, "{} has {} valid signatures of the {} it needs",
              quote(what), signers.size(), role.threshold);
}

Status check_file(const FileInfo& info, std::string_view content, std::string_view what) {
  if (info.length && *info.length != content.size()) {
    return fail(ErrorCode::kTufMismatch, "{} has {} bytes, not {}", quote(what), content.size(),
                *info.length);
  }
  if (info.unknown_hashes_only) {
    return fail(ErrorCode::kTufMismatch, "no hash of {} is of a known kind", quote(what));
  }
  for (const crypto::Digest& want : info.hashes) {
    const crypto::Digest got = crypto::digest_of(as_bytes(content), want.algorithm());
    if (got != want)
      return fail(ErrorCode::kTufMismatch, "{} is {}, not {}", quote(what), got.str(), want.str());
  }
  return {};
}

}  // namespace igp::tuf
