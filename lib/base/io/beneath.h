// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Opening files below a directory without ever leaving it.
#pragma once

#include <sys/types.h>

#include "base/io/fd.h"
#include "base/path_safety.h"
#include "base/result.h"

namespace igp {

/// openat2(2) with RESOLVE_BENEATH and RESOLVE_NO_SYMLINKS: no component of `path` may be a link.
/// On kernels without it the components are opened one by one with O_NOFOLLOW. O_CLOEXEC is added
/// to `flags`. Fails with kFileNotFound or kIo.
Result<UniqueFd> open_beneath(int root, const CanonicalPath& path, int flags, mode_t mode = 0);

/// Opens the directory that holds `path`; `root` itself (a duplicate) for a path of one component.
Result<UniqueFd> open_parent_beneath(int root, const CanonicalPath& path);

}  // namespace igp
