// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// A digest in place of a file on the command line.
#pragma once

#include <optional>
#include <string>

#include "crypto/digest.h"

namespace igp {

/// The digest that `argument` is ("sha256:..."), unless a file has this name: of what a shell makes
/// of *, all are files.
std::optional<crypto::Digest> digest_argument(const std::string& argument);

}  // namespace igp
