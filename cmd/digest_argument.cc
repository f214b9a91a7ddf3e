// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "digest_argument.h"

#include <sys/stat.h>

namespace igp {

std::optional<crypto::Digest> digest_argument(const std::string& argument) {
  auto digest = crypto::Digest::parse(argument);
  struct stat st{};
  if (!digest || ::lstat(argument.c_str(), &st) == 0) return std::nullopt;
  return *std::move(digest);
}

}  // namespace igp
