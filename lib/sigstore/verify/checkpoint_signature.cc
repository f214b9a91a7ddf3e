// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/verify/checkpoint_signature.h"

#include <algorithm>

#include "crypto/verifier.h"
#include "sigstore/note_key.h"
#include "sigstore/verify/check.h"

namespace igp::sigstore {
namespace {

/// Whether a signature line names `key`: Rekor v1 does so by its fingerprint, v2 by the signed-note
/// identifier. A trust root calls the log by either.
bool names_key(const NoteSignature& line, const crypto::PublicKey& key) {
  const auto is_hint_of = [&](const crypto::Digest& id) {
    return std::ranges::equal(line.hint, id.bytes().first(line.hint.size()));
  };
  return is_hint_of(key.fingerprint()) || is_hint_of(note_key_id(line.name, key));
}

Status verify_origin(const Checkpoint& checkpoint, const LogInstance& log) {
  const std::string_view name = log.origin.empty() ? log.host() : log.origin;
  // A key without URL (--rekor-key) stands for a log of any name; Rekor v1 adds its tree's number.
  if (name.empty() || checkpoint.origin == name ||
      checkpoint.origin.starts_with(fmt::format("{} - ", name)))
    return {};
  return fail(ErrorCode::kCheckpointInvalid, "checkpoint is of {}, not of {}",
              quote(checkpoint.origin), quote(name));
}

Status verify_signatures(const Checkpoint& checkpoint, const LogInstance& log,
                         const KeyWithHash& key) {
  for (const NoteSignature& line : checkpoint.signatures) {
    const bool of_origin =
        checkpoint.origin == line.name || checkpoint.origin.starts_with(line.name + " - ");
    if (!of_origin || !names_key(line, key.key)) continue;
    if (crypto::verify_message_signature(key.key, as_bytes(checkpoint.signed_text), line.signature,
                                         key.hash)) {
      return {};
    }
  }
  return fail(ErrorCode::kCheckpointInvalid, "checkpoint has no valid signature of {}",
              quote(log.url));
}

}  // namespace

Status verify_checkpoint(const Checkpoint& checkpoint, const LogInstance& log,
                         const KeyWithHash& key) {
  IGP_CHECK(require(Check::kCheckpointOrigin, verify_origin(checkpoint, log)));
  return require(Check::kCheckpointSignature, verify_signatures(checkpoint, log, key));
}

}  // namespace igp::sigstore
