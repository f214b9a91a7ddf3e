// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Role names and target paths as parts of URLs and file names.
#pragma once

#include <string>
#include <string_view>

#include "crypto/digest.h"

namespace igp::tuf {

/// `name` with everything but RFC 3986 unreserved characters percent-encoded, slashes and a leading
/// dot too: one path segment and one file name, whatever the name is.
std::string encode_name(std::string_view name);

/// The URL path of a target, with "HASH." in front of its last segment where the repository has
/// consistent snapshots (section 6.2).
std::string target_url_path(std::string_view path, const crypto::Digest& hash, bool consistent);

}  // namespace igp::tuf
