// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The digest of a file, a stream or a directory.
#pragma once

#include <string>

#include "base/diag.h"
#include "base/result.h"
#include "crypto/digest.h"

namespace igp::pack {

/// The digest of everything that `fd` yields; `name` stands for it in errors and progress.
Result<crypto::Digest> digest_of_fd(int fd, const std::string& name,
                                    crypto::HashAlgorithm algorithm, Diag& diag);

/// The digest of the file at `path`, or of the pack in the directory there: that is the digest of
/// its tar as build_pack makes it (opa/, data/, README.md), with `entry_time` for all entries.
/// Fails with kFileNotFound or kIo, and for directories as walk_source.
Result<crypto::Digest> digest_of_path(const std::string& path, std::int64_t entry_time,
                                      crypto::HashAlgorithm algorithm, Diag& diag);

}  // namespace igp::pack
