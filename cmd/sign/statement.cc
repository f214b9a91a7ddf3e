// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sign/statement.h"

#include <unistd.h>

#include <algorithm>

#include "base/io/file.h"
#include "base/limits.h"
#include "sigstore/dsse.h"
#include "sigstore/statement.h"

namespace igp {

Result<sigstore::SigningRequest> read_statement(const std::string& path) {
  const std::string text = path == "-"
                               ? IGP_TRY(read_fd(STDIN_FILENO, path, limits::kPredicateBytes))
                               : IGP_TRY(read_file(path, limits::kPredicateBytes));
  const auto statement = sigstore::parse_statement(text);
  if (!statement)
    return fail(ErrorCode::kFieldInvalid, "{}: {}", quote(path), statement.error().message);
  const auto subject = std::ranges::find(statement->subjects, crypto::HashAlgorithm::kSha256,
                                         &crypto::Digest::algorithm);
  if (subject == statement->subjects.end()) {
    return fail(ErrorCode::kFieldInvalid, "{}: no subject has a SHA-256 digest", quote(path));
  }
  sigstore::UnsignedEnvelope envelope{.payload_type = std::string(sigstore::kInTotoPayloadType),
                                      .payload = to_bytes(text)};
  return sigstore::SigningRequest{
      .artifact = {.name = path, .digest = *subject, .content = std::nullopt},
      .envelope = std::move(envelope)};
}

}  // namespace igp
