// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// manifest.json: a pack's name and version, bound to the bytes of its tar
// (contracts/policy-pack-manifest.schema.json).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/path_safety.h"
#include "base/result.h"
#include "crypto/digest.h"

namespace igp::pack {

/// A file in the tar.
struct ManifestFile {
  std::string path;  ///< relative to the pack, without "./"
  std::uint64_t size = 0;
  crypto::Digest digest;
};

/// A manifest that follows its schema.
struct Manifest {
  std::string name;
  std::string version;
  std::vector<ManifestFile> contents;
  crypto::Digest digest;  ///< of the tar
};

/// Parses and checks the whole document. Fails with kJsonMalformed, kLimitExceeded or
/// kManifestInvalid.
Result<Manifest> parse_manifest(std::string_view text);

/// parse_manifest on a file; errors name it.
Result<Manifest> load_manifest(const std::string& path);

/// `text` with the given digest and, unless null, contents. Every other byte stays. Needs only a
/// name and a version in `text`; fails as parse_manifest.
Result<std::string> update_manifest(std::string_view text, const crypto::Digest& digest,
                                    const std::vector<ManifestFile>* contents);

}  // namespace igp::pack
