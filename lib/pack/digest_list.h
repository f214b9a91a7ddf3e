// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Lists of digests as sha256sum and its relatives write them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/digest.h"

namespace igp::pack {

/// A file and the digest it should have.
struct ExpectedDigest {
  std::string path;
  crypto::Digest digest;
};

/// Parses one line a file, in any of these forms, mixed as they come; the digest's length tells the
/// algorithm where no name does:
///   <hex>  NAME   <hex> *NAME     sha256sum; a leading backslash means that \\, \n and \r in NAME
///                                 stand for backslash, newline and carriage return
///   SHA256 (NAME) = <hex>         --tag, and the BSDs
///   sha256:<hex>  NAME            igpack pack
/// Empty lines and lines that begin with '#' are skipped. Fails with kDigestListMalformed, whose
/// location is the line, also for a list without any digest.
Result<std::vector<ExpectedDigest>> parse_digest_list(std::string_view text,
                                                      const std::string& name);

}  // namespace igp::pack
