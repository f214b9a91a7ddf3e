// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Converting a bundle instead of making one.
#pragma once

#include <string>

#include "base/result.h"
#include "cli/command.h"
#include "sigstore/bundle.h"

namespace igp {

/// What `igpack sign --convert` was told.
struct Conversion {
  std::string input;       ///< the bundle ('-': standard input)
  std::string blob;        ///< the signed file, '-' or a digest; empty: not given
  std::string public_key;  ///< a PEM file; empty: not given
  std::string output;      ///< '-': standard output
  sigstore::BundleFormat format = sigstore::BundleFormat::kV03;
};

/// Converts and writes. Fails as parse_bundle and convert_bundle; then nothing is written.
Result<cli::ExitCode> convert(const Conversion& conversion, cli::Output& output);

}  // namespace igp
