// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "pack/manifest.h"

#include <nlohmann/json.hpp>

#include "base/io/file.h"
#include "base/json_edit.h"

namespace igp::pack {
namespace {

constexpr std::size_t kNameBytes = 128;

bool is_name(std::string_view text) {
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  if (text.empty() || text.size() > kNameBytes || !is_plain(text[0])) return false;
  return std::ranges::all_of(text, [&](char c) { return is_plain(c) || c == '.' || c == '-'; });
}

/// Errors of the JSON helpers in this document's terms.
Error as_invalid(Error error) {
  if (error.code != ErrorCode::kLimitExceeded) error.code = ErrorCode::kManifestInvalid;
  return error;
}

Result<Json> parse_document(std::string_view text) {
  Json document = IGP_TRY(parse_json(text, {.bytes = limits::kManifestBytes}));
  if (!document.is_object()) {
    return fail(ErrorCode::kManifestInvalid, "manifest is not a JSON object");
  }
  const auto name = json_string(document, "name", "");
  if (!name) return Fail(as_invalid(name.error()));
  if (!is_name(*name)) {
    return fail(ErrorCode::kManifestInvalid, "name {} is not lower-case letters, digits, '.', '-'",
                quote(*name));
  }
  const auto version = json_string(document, "version", "");
  if (!version) return Fail(as_invalid(version.error()));
  if (version->empty() || version->size() > kNameBytes) {
    return fail(ErrorCode::kManifestInvalid, "version has not 1 to {} bytes", kNameBytes);
  }
  return document;
}

Result<crypto::Digest> parse_tar_digest(const Json& document) {
  const auto* digest = IGP_TRY(json_object(document, "digest", ""));
  const std::string algorithm = IGP_TRY(json_string(*digest, "algorithm", "digest"));
  const std::string value = IGP_TRY(json_string(*digest, "value", "digest"));
  return crypto::Digest::parse(algorithm + ':' + value);
}

Result<ManifestFile> parse_file(const Json& row) {
  if (!row.is_object()) return fail(ErrorCode::kFieldInvalid, "contents holds no object");
  std::string path = IGP_TRY(json_string(row, "path", "contents"));
  IGP_CHECK(CanonicalPath::parse(path));
  const std::int64_t size = IGP_TRY(json_integer(row, "size", "contents"));
  if (size < 0) return fail(ErrorCode::kFieldInvalid, "{}: negative size", quote(path));
  auto digest = IGP_TRY(crypto::Digest::parse(IGP_TRY(json_string(row, "digest", "contents"))));
  return ManifestFile{.path = std::move(path),
                      .size = static_cast<std::uint64_t>(size),
                      .digest = std::move(digest)};
}

Result<std::vector<ManifestFile>> parse_contents(const Json& document) {
  const auto* rows = IGP_TRY(json_array(document, "contents", ""));
  if (rows->size() > limits::kArchiveEntries) {
    return fail(ErrorCode::kLimitExceeded, "manifest lists more than {} files",
                limits::kArchiveEntries);
  }
  std::vector<ManifestFile> out;
  for (const Json& row : *rows) out.push_back(IGP_TRY(parse_file(row)));
  return out;
}

Json to_json(const std::vector<ManifestFile>& contents) {
  Json out = Json::array();
  for (const ManifestFile& file : contents) {
    out.push_back({{"path", file.path}, {"size", file.size}, {"digest", file.digest.str()}});
  }
  return out;
}

}  // namespace

Result<Manifest> parse_manifest(std::string_view text) {
  const Json document = IGP_TRY(parse_document(text));
  auto digest = parse_tar_digest(document);
  if (!digest) return Fail(as_invalid(std::move(digest).error()));
  auto contents = parse_contents(document);
  if (!contents) return Fail(as_invalid(std::move(contents).error()));
  return Manifest{.name = document["name"].get<std::string>(),
                  .version = document["version"].get<std::string>(),
                  .contents = *std::move(contents),
                  .digest = *std::move(digest)};
}

Result<Manifest> load_manifest(const std::string& path) {
  auto manifest = parse_manifest(IGP_TRY(read_file(path, limits::kManifestBytes)));
  if (!manifest) return Fail(std::move(manifest).error().in(quote(path)));
  return manifest;
}

Result<std::string> update_manifest(std::string_view text, const crypto::Digest& digest,
                                    const std::vector<ManifestFile>* contents) {
  IGP_CHECK(parse_document(text));
  const JsonLimits limits{.bytes = limits::kManifestBytes};
  std::string out(text);
  if (contents != nullptr) {
    out = IGP_TRY(set_json_member(out, "contents", to_json(*contents), limits));
  }
  const Json tar = {{"algorithm", crypto::name_of(digest.algorithm())}, {"value", digest.hex()}};
  return set_json_member(out, "digest", tar, limits);
}

}  // namespace igp::pack
