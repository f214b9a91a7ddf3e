// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "support/tuf_repository.h"

#include "base/hex.h"
#include "base/json.h"
#include "tuf/canonical_json.h"

namespace igp::test {
namespace {

Json body(const char* type) {
  return {{"_type", type},
          {"spec_version", "1.0.31"},
          {"version", 1},
          {"expires", "2030-01-01T00:00:00Z"}};
}

template <class Map>
std::optional<std::string> find(const Map& map, std::string_view key) {
  const auto it = map.find(std::string(key));
  if (it == map.end()) return std::nullopt;
  return it->second;
}

Result<std::optional<std::string>> within(std::optional<std::string> file, std::size_t max_bytes) {
  if (file && file->size() > max_bytes)
    return fail(ErrorCode::kLimitExceeded, "{} bytes, more than {}", file->size(), max_bytes);
  return file;
}

}  // namespace

TufRepository::TufRepository()
    : root(body("root")),
      timestamp(body("timestamp")),
      snapshot(body("snapshot")),
      targets(body("targets")),
      signer_(crypto::make_signer(crypto::PrivateKey::generate(rng_).value())) {
  root["consistent_snapshot"] = true;
  root["keys"]["k"] = {{"keytype", "ecdsa"},
                       {"scheme", "ecdsa-sha2-nistp256"},
                       {"keyval", {{"public", signer_->public_key().pem()}}}};
  for (const char* role : {"root", "timestamp", "snapshot", "targets"}) {
    root["roles"][role] = {{"keyids", {"k"}}, {"threshold", 1}};
  }
  targets["targets"] = Json::object();
}

std::string TufRepository::sign(const Json& signed_part) {
  const std::string bytes = tuf::encode_canonical(signed_part).value();
  const Bytes signature = signer_->sign_message(as_bytes(bytes)).value();
  return encode_json(Json{{"signatures", {{{"keyid", "k"}, {"sig", encode_hex(signature)}}}},
                          {"signed", signed_part}});
}

void TufRepository::publish() {
  const auto versioned = [](const Json& part, const char* role) {
    return std::to_string(part["version"].get<int>()) + "." + role + ".json";
  };
  files[versioned(root, "root")] = sign(root);
  files[versioned(targets, "targets")] = sign(targets);
  snapshot["meta"]["targets.json"] = {{"version", targets["version"]}};
  files[versioned(snapshot, "snapshot")] = sign(snapshot);
  timestamp["meta"]["snapshot.json"] = {{"version", snapshot["version"]}};
  files["timestamp.json"] = sign(timestamp);
}

Result<std::optional<std::string>> TufRepository::metadata(const std::string& name,
                                                           std::size_t max_bytes) {
  return within(find(files, name), max_bytes);
}
Result<std::optional<std::string>> TufRepository::target(const std::string& name,
                                                         std::size_t max_bytes) {
  return within(find(target_files, name), max_bytes);
}

Result<std::optional<std::string>> MemoryStore::load_metadata(std::string_view role) {
  return find(metadata, role);
}
Status MemoryStore::save_metadata(std::string_view role, std::string_view text) {
  metadata.insert_or_assign(std::string(role), text);
  return {};
}
Status MemoryStore::remove_metadata(std::string_view role) {
  metadata.erase(std::string(role));
  return {};
}
Result<std::optional<std::string>> MemoryStore::load_root(std::int64_t version) {
  const auto it = roots.find(version);
  if (it == roots.end()) return std::optional<std::string>();
  return std::optional(it->second);
}
Status MemoryStore::save_root(std::int64_t version, std::string_view text) {
  roots.insert_or_assign(version, std::string(text));
  return {};
}
Result<std::optional<std::string>> MemoryStore::load_target(std::string_view path, std::size_t) {
  return find(targets, path);
}
Status MemoryStore::save_target(std::string_view path, std::string_view content) {
  targets.insert_or_assign(std::string(path), content);
  return {};
}

}  // namespace igp::test
