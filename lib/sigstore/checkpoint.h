// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Checkpoint: a log's signed tree head as a signed note (C2SP signed-note and tlog-checkpoint).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace igp::sigstore {

/// One line "— name base64(hint || signature)" of a note.
struct NoteSignature {
  std::string name;
  std::array<std::uint8_t, 4> hint;  ///< the first bytes of the key's identifier
  Bytes signature;
};

/// A checkpoint that parses; its signatures are not verified.
struct Checkpoint {
  std::string origin;
  std::int64_t tree_size = 0;
  Bytes root_hash;
  std::string_view signed_text;  ///< into the parsed note: all before the blank line
  std::vector<NoteSignature> signatures;
};

/// Parses origin, size, root hash and optional extension lines, a blank line and at least one
/// signature line. `note` must outlive the result. Fails with kCheckpointInvalid.
Result<Checkpoint> parse_checkpoint(std::string_view note);

}  // namespace igp::sigstore
