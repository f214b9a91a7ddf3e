// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "pack/digest_check.h"

#include "pack/digest_source.h"

namespace igp::pack {
namespace {

std::string directory_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash);
}

std::vector<ExpectedDigest> expected_of(const Manifest& manifest, const std::string& directory,
                                        const std::string& tar) {
  std::vector<ExpectedDigest> out;
  for (const ManifestFile& file : manifest.contents) {
    out.push_back({.path = directory + '/' + file.path, .digest = file.digest});
  }
  out.push_back({.path = tar.empty() ? directory : tar, .digest = manifest.digest});
  return out;
}

}  // namespace

Result<std::vector<ExpectedDigest>> expected_digests(std::string_view text, const std::string& name,
                                                     const std::string& tar) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || text[first] != '{') return parse_digest_list(text, name);
  auto manifest = parse_manifest(text);
  if (!manifest) return Fail(std::move(manifest).error().in(quote(name)));
  return expected_of(*manifest, directory_of(name), tar);
}

std::vector<CheckedDigest> check_digests(const std::vector<ExpectedDigest>& expected,
                                         std::int64_t entry_time, Diag& diag) {
  std::vector<CheckedDigest> out;
  for (const ExpectedDigest& row : expected) {
    const auto actual = digest_of_path(row.path, entry_time, row.digest.algorithm(), diag);
    CheckedDigest checked{.path = row.path, .problem = {}};
    if (!actual) {
      checked.outcome = CheckedDigest::Outcome::kUnreadable;
      checked.problem = actual.error().text();
    } else if (*actual == row.digest) {
      checked.outcome = CheckedDigest::Outcome::kMatches;
    }
    out.push_back(std::move(checked));
  }
  return out;
}

}  // namespace igp::pack
