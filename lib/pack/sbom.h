// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The bill of materials of a pack: an SPDX 2.3 document.
#pragma once

#include <string>

#include "base/clock.h"
#include "pack/inventory.h"

namespace igp::pack {

/// What an SBOM says beyond the pack's content.
struct SbomOptions {
  std::string name;       ///< the pack's
  std::string version;    ///< may be empty
  std::string file_name;  ///< of the tar, without directories
  std::string tool;       ///< "igpack-1.2.3"
  UnixNanos created = 0;  ///< fractions of seconds are dropped
};

/// The document as one line of JSON: one package with all its files. Equal input gives equal bytes, also
/// the namespace, whose UUID is made of the input (RFC 9562 version 8).
std::string encode_sbom(const SbomOptions& options, const Inventory& inventory);

}  // namespace igp::pack
