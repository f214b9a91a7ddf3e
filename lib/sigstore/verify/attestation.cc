// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/verify/attestation.h"

#include <algorithm>

#include "crypto/verifier.h"
#include "sigstore/dsse.h"
#include "sigstore/verify/check.h"

namespace igp::sigstore {
namespace {

Status demand(bool holds, std::string_view otherwise) {
  if (holds) return {};
  return fail(ErrorCode::kAttestationInvalid, "{}", otherwise);
}

}  // namespace

Result<Statement> verify_attestation(const DsseEnvelope& envelope, const Artifact& artifact,
                                     const crypto::PublicKey& key,
                                     std::string_view predicate_type) {
  IGP_CHECK(require(Check::kPayloadType, demand(envelope.payload_type == kInTotoPayloadType,
                                                fmt::format("payload type {} is not in-toto",
                                                            quote(envelope.payload_type)))));
  const Bytes signed_bytes = encode_pae(envelope.payload_type, envelope.payload);
  IGP_CHECK(require(
      Check::kSignature,
      crypto::verify_message_signature(key, signed_bytes, envelope.signature, key.default_hash())));
  Statement statement = IGP_TRY(parse_statement(as_text(envelope.payload)));
  const bool named =
      std::ranges::find(statement.subjects, artifact.digest) != statement.subjects.end();
  IGP_CHECK(require(Check::kSubject, demand(named, fmt::format("the statement is not about {}",
                                                               artifact.digest.str()))));
  const bool type_fits = predicate_type.empty() || statement.predicate_type == predicate_type;
  IGP_CHECK(require(
      Check::kPredicateType,
      demand(type_fits, fmt::format("expected a statement of type {}, got {}",
                                    quote(predicate_type), quote(statement.predicate_type)))));
  return statement;
}

}  // namespace igp::sigstore
