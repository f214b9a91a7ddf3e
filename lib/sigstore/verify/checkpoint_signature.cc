// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/verify/checkpoint_signature.h"

#include <algorithm>

#include "crypto/verifier.h"
#include "sigstore/note_key.h"
#include "sigstore/verify/check.h"

namespace igp::sigstore {
namespace {

/// Rekor v1 names any key by its fingerprint; v2 by the signed-note identifier.
crypto::Digest key_id(const NoteSignature& line, const LogInstance& log,
                      const crypto::PublicKey& key) {
  const crypto::Digest fingerprint = key.fingerprint();
  if (std::ranges::equal(fingerprint.bytes(), log.id)) return fingerprint;
  return note_key_id(line.name, key);
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
    const crypto::Digest id = key_id(line, log, key.key);
    if (!of_origin || !std::ranges::equal(line.hint, id.bytes().first(line.hint.size()))) continue;
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
