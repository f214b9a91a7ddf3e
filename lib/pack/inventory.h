// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Inventory: everything in a pack's tar, with the hashes that bills of materials name files by.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/digest.h"

namespace igp::pack {

/// A file in the tar.
struct InventoryFile {
  std::string path;  ///< relative to the pack, without "./"
  crypto::Digest sha256;
  std::string sha1;  ///< hexadecimal; SPDX demands it, nothing here trusts it
};

/// A pack whose tar is canonical.
struct Inventory {
  crypto::Digest sha256;  ///< of the tar
  std::vector<InventoryFile> files;
};

/// Reads a pack's tar to its end, in constant memory but for the list. `name` stands for it in
/// errors. Fails as PackReader: only what `igpack pack` writes is a pack.
Result<Inventory> take_inventory(int fd, const std::string& name);

}  // namespace igp::pack
