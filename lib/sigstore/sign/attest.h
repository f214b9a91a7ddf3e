// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Making attestations: in-toto v1 statements in signed DSSE envelopes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/digest.h"
#include "crypto/signer.h"
#include "sigstore/bundle.h"

namespace igp::sigstore {

/// What a statement is about. Verifiers look for the SHA-256 digest.
struct Subject {
  std::string name;
  crypto::Digest digest;
};

/// What a statement says about its subjects.
struct Predicate {
  std::string type;  ///< a URI, see predicate_type.h
  std::string json;  ///< an object
};

/// The text of an in-toto v1 statement. The predicate's text enters it unchanged, so that no number
/// is rounded on the way. Fails with kUsage without subjects or when two have one name or no
/// SHA-256 digest, kJsonMalformed or kFieldInvalid when the predicate is not one strict JSON
/// object, and kLimitExceeded beyond kPredicateBytes, kInTotoSubjects or the nesting of JSON.
Result<std::string> encode_statement(const std::vector<Subject>& subjects,
                                     const Predicate& predicate);

/// The envelope of `statement` with one signature over its PAE, hashed as `signer`'s key goes with.
/// Fails as Signer::sign_message.
Result<DsseEnvelope> sign_statement(crypto::Signer& signer, std::string_view statement);

}  // namespace igp::sigstore
