// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What a server's answer must say before its body is looked at.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crypto/digest.h"
#include "http/client/client.h"

namespace igp::delivery {

/// The head of an answer that carries a pack.
struct PackHead {
  std::vector<crypto::Digest> digests;  ///< of the body; at least one, one per algorithm
  std::optional<std::uint64_t> length;  ///< of the body
  std::string etag;                     ///< empty when there is none
  std::optional<std::string> bundle;    ///< from X-Cosign-Bundle
  /// Where a Link field says that the attestation is, as it stands there.
  std::optional<std::string> attestation_link = {};
  std::string url = {};  ///< where the answer came from, which the link is relative to
};

/// Checks the head of a 200 answer: a digest in `Repr-Digest` (RFC 9530) or in the contract's
/// `Digest`, agreeing where both are there; the pack's media type, unless `any_type`; no content
/// coding; a length within limits::kArchiveTotalBytes; well-formed Link fields, of which the first
/// with the relation "describedby" and the type of a bundle counts. Fails with
/// kDigestHeaderMissing, kHttpAnswerInvalid, kLimitExceeded or as parse_inline_bundle.
Result<PackHead> check_pack_head(const http::HttpAnswer& answer, bool any_type);

/// The bundle in an X-Cosign-Bundle field: `:base64:` (a byte sequence of RFC 9651) or the JSON
/// text itself. Only its outer form is checked. Fails with kBundleMalformed.
Result<std::string> parse_inline_bundle(std::string_view value);

/// Checks an answer of the attestation route: 200 with a JSON media type.
/// Fails with kHttpAnswerInvalid.
Status check_attestation_head(const http::HttpAnswer& answer);

}  // namespace igp::delivery
