// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "pack/sbom.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/hex.h"
#include "base/json.h"
#include "base/rfc3339.h"
#include "crypto/mac.h"

namespace igp::pack {
namespace {

constexpr std::string_view kDocument = "SPDXRef-DOCUMENT";
constexpr std::string_view kPackage = "SPDXRef-Package";
constexpr std::string_view kNoAssertion = "NOASSERTION";

std::string file_id(std::size_t index) { return fmt::format("SPDXRef-File-{}", index + 1); }

std::string_view file_type(std::string_view path) {
  if (path.ends_with(".rego")) return "SOURCE";
  if (path.ends_with(".md")) return "DOCUMENTATION";
  if (path.ends_with(".json") || path.ends_with(".yaml") || path.ends_with(".yml")) return "TEXT";
  return "OTHER";
}

/// Section 7.9: the SHA-1 of all files' SHA-1 values in ascending order.
std::string verification_code(const Inventory& inventory) {
  std::vector<std::string_view> hashes;
  for (const InventoryFile& file : inventory.files) hashes.push_back(file.sha1);
  std::ranges::sort(hashes);
  crypto::PlainHasher hasher(crypto::PlainHash::kSha1);
  for (const std::string_view hash : hashes) hasher.update(as_bytes(hash));
  return encode_hex(hasher.finish());
}

/// A UUID of version 8 (RFC 9562 section 5.8): the beginning of a SHA-256 with the fixed bits set.
std::string uuid_of(std::string_view text) {
  const crypto::Digest digest = crypto::digest_of(as_bytes(text));
  Bytes bytes(digest.bytes().begin(), digest.bytes().begin() + 16);
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x80);
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
  const std::string hex = encode_hex(bytes);
  return fmt::format("{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4),
                     hex.substr(16, 4), hex.substr(20));
}

/// `text` as a part of a URI's path.
std::string percent_encode(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

Json encode_file(std::size_t index, const InventoryFile& file) {
  return {
      {"fileName", "./" + file.path},
      {"SPDXID", file_id(index)},
      {"fileTypes", Json::array({file_type(file.path)})},
      {"checksums", Json::array({{{"algorithm", "SHA1"}, {"checksumValue", file.sha1}},
                                 {{"algorithm", "SHA256"}, {"checksumValue", file.sha256.hex()}}})},
      {"licenseConcluded", kNoAssertion},
      {"licenseInfoInFiles", Json::array({kNoAssertion})},
      {"copyrightText", kNoAssertion}};
}

Json encode_package(const SbomOptions& options, const Inventory& inventory) {
  Json out = {{"name", options.name}, {"SPDXID", kPackage}};
  if (!options.version.empty()) out["versionInfo"] = options.version;
  out["packageFileName"] = options.file_name;
  out["downloadLocation"] = kNoAssertion;
  out["filesAnalyzed"] = true;
  out["packageVerificationCode"] = {{"packageVerificationCodeValue", verification_code(inventory)}};
  out["checksums"] =
      Json::array({{{"algorithm", "SHA256"}, {"checksumValue", inventory.sha256.hex()}}});
  out["licenseConcluded"] = kNoAssertion;
  out["licenseInfoFromFiles"] = Json::array({kNoAssertion});
  out["licenseDeclared"] = kNoAssertion;
  out["copyrightText"] = kNoAssertion;
  out["primaryPackagePurpose"] = "ARCHIVE";
  return out;
}

Json relationship(std::string_view from, std::string_view type, std::string_view to) {
  return {{"spdxElementId", from}, {"relationshipType", type}, {"relatedSpdxElement", to}};
}

}  // namespace

std::string encode_sbom(const SbomOptions& options, const Inventory& inventory) {
  const std::string title =
      options.version.empty() ? options.name : fmt::format("{}-{}", options.name, options.version);
  const UnixNanos seconds = options.created - options.created % kNanosPerSecond;
  const std::string created = format_rfc3339(seconds);
  const std::string identity = fmt::format("{}\n{}\n{}\n{}\n{}", title, options.file_name,
                                           inventory.sha256.str(), created, options.tool);
  Json files = Json::array();
  Json relationships = Json::array({relationship(kDocument, "DESCRIBES", kPackage)});
  for (std::size_t i = 0; i < inventory.files.size(); ++i) {
    files.push_back(encode_file(i, inventory.files[i]));
    relationships.push_back(relationship(kPackage, "CONTAINS", file_id(i)));
  }
  const Json document = {
      {"spdxVersion", "SPDX-2.3"},
      {"dataLicense", "CC0-1.0"},
      {"SPDXID", kDocument},
      {"name", title},
      {"documentNamespace",
       fmt::format("https://spdx.org/spdxdocs/{}-{}", percent_encode(title), uuid_of(identity))},
      {"creationInfo",
       {{"created", created}, {"creators", Json::array({"Tool: " + options.tool})}}},
      {"packages", Json::array({encode_package(options, inventory)})},
      {"files", std::move(files)},
      {"relationships", std::move(relationships)}};
  return encode_json(document);
}

}  // namespace igp::pack
