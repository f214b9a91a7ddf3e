// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <cstdlib>

#include "base/bytes.h"
#include "sigstore/sign/attest.h"
#include "sigstore/statement.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace igp::sigstore;
  const Subject subject{.name = "blob", .digest = igp::crypto::digest_of({})};
  const auto envelope =
      make_statement({subject}, {.type = "urn:x", .json = std::string(igp::as_text({data, size}))});
  if (!envelope) return 0;
  // No predicate can change what the statement is about, or of which type it is.
  const auto statement = parse_statement(igp::as_text(envelope->payload));
  if (!statement || statement->predicate_type != "urn:x" || statement->subjects.size() != 1 ||
      statement->subjects[0] != subject.digest) {
    std::abort();
  }
  return 0;
}
