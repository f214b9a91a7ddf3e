// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// PEM as Go's encoding/pem reads it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace igp::rego {

/// A block, and what follows its last line.
struct GoPemBlock {
  std::string label;
  std::string bytes;
  std::string_view rest;
};

/// The first whole block of `text`; whatever stands before it is passed over, broken blocks among
/// it, of which at most kPemBlocks are tried.
std::optional<GoPemBlock> find_go_pem_block(std::string_view text);

}  // namespace igp::rego
