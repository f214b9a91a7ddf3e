// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Keys of signed notes (C2SP signed-note): what Rekor v2 signs its checkpoints with.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/digest.h"
#include "crypto/pubkey.h"

namespace igp::sigstore {

/// An Ed25519 key and the name it signs under.
struct NoteKey {
  std::string name;
  crypto::PublicKey key;
};

/// Parses the verifier-key form "NAME+HASH+BASE64", in which such keys are published.
/// Fails with kKeyMalformed, also when HASH is not that of name and key, or with kKeyUnsupported
/// for other algorithms than Ed25519.
Result<NoteKey> parse_note_key(std::string_view text);

/// The identifier of a key that signs notes under `name` (c2sp.org/signed-note). Its first four
/// bytes stand in signature lines; Rekor v2 uses the whole as its log's identifier. Of ECDSA keys
/// it is the fingerprint, whatever the name.
crypto::Digest note_key_id(std::string_view name, const crypto::PublicKey& key);

}  // namespace igp::sigstore
