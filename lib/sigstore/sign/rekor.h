// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Rekor: the transparency log that a signature is recorded in.
#pragma once

#include <initializer_list>
#include <string_view>

#include "base/result.h"
#include "crypto/pubkey.h"
#include "sigstore/artifact.h"
#include "sigstore/bundle.h"
#include "sigstore/sign/service_client.h"
#include "sigstore/sign/signing_config.h"

namespace igp::sigstore {

/// The versions of the log's API that submit_entry speaks.
inline constexpr std::initializer_list<std::int64_t> kLogVersions = {1, 2};
/// Those whose entries cosign's legacy bundle can hold.
inline constexpr std::initializer_list<std::int64_t> kLegacyLogVersions = {1};

/// The JSON that asks a log of the second generation for an entry of `bundle`'s signature by `key`:
/// a hashedrekord 0.0.2, also for envelopes, over their PAE. Fails with kKeyUnsupported.
Result<std::string> encode_entry_request_v2(const Bundle& bundle, const Artifact& artifact,
                                            const crypto::PublicKey& key);
/// The same for the first generation: hashedrekord 0.0.1, or dsse 0.0.1 for envelopes.
Result<std::string> encode_entry_request_v1(const Bundle& bundle, const Artifact& artifact,
                                            const crypto::PublicKey& key);

/// Parses what a log answers: a TransparencyLogEntry. Fails with kHttpAnswerInvalid or
/// kLimitExceeded.
Result<TlogEntry> parse_entry_answer_v2(std::string_view text);
/// Parses what a log of the first generation answers: an object of one entry by its identifier.
Result<TlogEntry> parse_entry_answer_v1(std::string_view text);

/// Records the signature in `bundle` and returns the entry with its proof, of which nothing is
/// verified. An equal entry that is there already will do. Fails with kKeyUnsupported, the errors
/// of ServiceClient, or kHttpAnswerInvalid.
Result<TlogEntry> submit_entry(const Service& log, const Bundle& bundle, const Artifact& artifact,
                               const crypto::PublicKey& key, ServiceClient& client);

}  // namespace igp::sigstore
