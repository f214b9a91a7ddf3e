// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/serve/pack_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/ascii.h"

namespace igp::delivery {
namespace {

constexpr std::string_view kName = "policy-pack";
constexpr std::size_t kMaxVersionBytes = 128;

bool is_version(std::string_view text) {
  return !text.empty() && text.size() <= kMaxVersionBytes && is_alphanumeric(text[0]) &&
         std::ranges::all_of(
             text, [](char c) { return is_alphanumeric(c) || c == '.' || c == '_' || c == '-'; });
}

}  // namespace

std::optional<PackFiles> PackFiles::of(std::string_view id, const PackRoots& roots) {
  const std::string prefix = std::string(kName) + "-";
  if (!id.starts_with(prefix) || !is_version(id.substr(prefix.size()))) return std::nullopt;
  const std::string below = fmt::format("/{}/{}", kName, id.substr(prefix.size()));
  PackFiles files;
  files.id = id;
  files.source = roots.contracts + below;
  files.tar = roots.dist + below + "/" + files.id + ".tar";
  files.manifest = files.source + "/manifest.json";
  files.bundle = files.source + "/signing/cosign.bundle.json";
  return files;
}

std::vector<std::string> list_packs(const PackRoots& roots) {
  namespace fs = std::filesystem;
  std::vector<std::string> ids;
  std::error_code problem;
  fs::directory_iterator entry(roots.contracts + "/" + std::string(kName), problem);
  for (; !problem && entry != fs::directory_iterator(); entry.increment(problem)) {
    std::string id = std::string(kName) + "-" + entry->path().filename().string();
    std::error_code ignored;
    if (entry->is_directory(ignored) && PackFiles::of(id, roots)) ids.push_back(std::move(id));
  }
  std::ranges::sort(ids);
  return ids;
}

}  // namespace igp::delivery
