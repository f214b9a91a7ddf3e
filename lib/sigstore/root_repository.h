// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The TUF repository of the public-good instance, which publishes its trust root.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace igp::sigstore {

/// contracts/trust/public-good-tuf.json.
struct RootRepository {
  std::string url;                   ///< of the metadata; targets are below it, in targets/
  std::string target;                ///< the path of the trust root
  UnixNanos built_in_root_date = 0;  ///< when public_good_trust_root() was the current one
};

/// Fails only when igpack was built from malformed data.
Result<RootRepository> public_good_repository();

/// The data behind public_good_repository().
std::string_view public_good_repository_text();

/// The repository's root metadata that igpack starts from
/// (contracts/trust/public-good-tuf-root.json).
std::string_view public_good_tuf_root();

}  // namespace igp::sigstore
