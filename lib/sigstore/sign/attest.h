// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What attestations say: in-toto v1 statements, for signing as DSSE envelopes (see sign.h).
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/digest.h"
#include "sigstore/sign/sign.h"

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

/// An in-toto v1 statement. The predicate's text enters it unchanged, so that no number is rounded
/// on the way. Fails with kUsage without subjects or when two have one name, or one has no
/// SHA-256 digest, kJsonMalformed or kFieldInvalid when the predicate is not one strict JSON
/// object, and kLimitExceeded beyond kPredicateBytes, kInTotoSubjects or the nesting of JSON.
Result<UnsignedEnvelope> make_statement(const std::vector<Subject>& subjects,
                                        const Predicate& predicate);

}  // namespace igp::sigstore
