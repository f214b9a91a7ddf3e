// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/root_repository.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/rfc3339.h"

namespace igp::sigstore {

Result<RootRepository> public_good_repository() {
  constexpr std::string_view kName = "public-good-tuf.json";
  const Json json = IGP_TRY(parse_json(public_good_repository_text()));
  RootRepository out;
  out.url = IGP_TRY(json_string(json, "url", kName));
  out.target = IGP_TRY(json_string(json, "target", kName));
  out.built_in_root_date =
      IGP_TRY(parse_rfc3339(IGP_TRY(json_string(json, "builtInRootDate", kName))));
  return out;
}

}  // namespace igp::sigstore
