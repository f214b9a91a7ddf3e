// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// UnnamedFile: bytes on disk that vanish with the process, however it ends.
#pragma once

#include <string>

#include "base/io/fd.h"
#include "base/result.h"

namespace igp {

/// Opens a file for reading and writing that has no name in any directory, on the file system of
/// the existing `directory`. Fails with kFileNotFound or kIo.
Result<UniqueFd> open_unnamed_file(const std::string& directory);

/// An empty file that lives in memory (memfd_create(2)) as long as it is open. Fails with kIo.
Result<UniqueFd> open_memory_file();

}  // namespace igp
