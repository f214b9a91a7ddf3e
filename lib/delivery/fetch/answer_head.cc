// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/fetch/answer_head.h"

#include <algorithm>
#include <charconv>

#include "base/base64.h"
#include "http/digest_fields.h"
#include "http/link_field.h"

namespace igp::delivery {
namespace {

constexpr std::string_view kPackType = "application/vnd.intelgraph.policy+tar";
constexpr std::string_view kBundleType = "application/vnd.sigstore.bundle+json";
constexpr std::string_view kBundleTypePrefix = "application/vnd.dev.sigstore.bundle";

Error invalid(std::string_view what) {
  return error(ErrorCode::kHttpAnswerInvalid, "the answer {}", what);
}

/// "type/subtype" of the Content-Type field in lower case, without parameters.
std::string media_type(const http::Headers& headers) {
  const std::string_view value = headers.find("Content-Type").value_or("");
  return http::to_lower_ascii(http::trim_whitespace(value.substr(0, value.find(';'))));
}

/// Adds what is new; an algorithm with two values is a contradiction.
Status merge(std::vector<crypto::Digest>& known, const std::vector<crypto::Digest>& more) {
  for (const crypto::Digest& digest : more) {
    const auto same = std::ranges::find(known, digest.algorithm(), &crypto::Digest::algorithm);
    if (same == known.end()) {
      known.push_back(digest);
    } else if (*same != digest) {
      return Fail(invalid("names two different digests"));
    }
  }
  return {};
}

Result<std::vector<crypto::Digest>> digests_of(const http::Headers& headers) {
  std::vector<crypto::Digest> digests;
  if (const auto value = headers.joined("Repr-Digest")) {
    IGP_CHECK(merge(digests, IGP_TRY(http::parse_repr_digest(*value))));
  }
  // Without a content coding it is the digest of the same bytes.
  if (const auto value = headers.joined("Content-Digest")) {
    IGP_CHECK(merge(digests, IGP_TRY(http::parse_repr_digest(*value))));
  }
  if (const auto value = headers.joined("Digest")) {
    IGP_CHECK(merge(digests, IGP_TRY(http::parse_digest_field(*value))));
  }
  if (digests.empty()) {
    return Fail(error(ErrorCode::kDigestHeaderMissing, "the answer carries no digest of the pack")
                    .with_hint("the server must send a Repr-Digest or Digest header"));
  }
  return digests;
}

Result<std::optional<std::uint64_t>> length_of(const http::Headers& headers) {
  const auto value = headers.find("Content-Length");
  if (!value) return std::nullopt;
  std::uint64_t length = 0;
  const char* end = value->data() + value->size();
  const auto number = std::from_chars(value->data(), end, length);
  if (number.ec != std::errc{} || number.ptr != end || headers.count("Content-Length") != 1) {
    return Fail(invalid("has no valid Content-Length"));
  }
  if (length > limits::kArchiveTotalBytes) {
    return fail(ErrorCode::kLimitExceeded, "the pack holds more than {} bytes",
                limits::kArchiveTotalBytes);
  }
  return length;
}

bool is_bundle_type(std::string_view type) {
  return type == kBundleType || type.starts_with(kBundleTypePrefix);
}

Result<std::optional<std::string>> find_link(const http::Headers& headers) {
  std::optional<std::string> found;
  for (http::Link& link : IGP_TRY(http::parse_link_field(headers.joined("Link").value_or("")))) {
    if (!found && link.has_relation("describedby") && is_bundle_type(link.type))
      found = std::move(link.target);
  }
  return found;
}

Status check_status_and_coding(const http::HttpAnswer& answer) {
  if (answer.status != 200) {
    return fail(ErrorCode::kHttpAnswerInvalid, "the answer has status {} instead of 200",
                answer.status);
  }
  const std::string coding = answer.headers.joined("Content-Encoding").value_or("identity");
  if (!http::equals_ignoring_case(coding, "identity")) {
    return fail(ErrorCode::kHttpAnswerInvalid,
                "the answer has the content coding {}, which was not asked for", quote(coding));
  }
  return {};
}

}  // namespace

Result<PackHead> check_pack_head(const http::HttpAnswer& answer, bool any_type) {
  IGP_CHECK(check_status_and_coding(answer));
  const std::string type = media_type(answer.headers);
  if (!any_type && type != kPackType) {
    return Fail(error(ErrorCode::kHttpAnswerInvalid, "the answer has the media type {}, not {}",
                      quote(type), kPackType)
                    .with_hint("--allow-foreign accepts archives that other servers send"));
  }
  PackHead head;
  head.digests = IGP_TRY(digests_of(answer.headers));
  head.length = IGP_TRY(length_of(answer.headers));
  head.etag = std::string(answer.headers.find("ETag").value_or(""));
  if (const auto value = answer.headers.find("X-Cosign-Bundle")) {
    if (answer.headers.count("X-Cosign-Bundle") != 1) {
      return Fail(invalid("has more than one X-Cosign-Bundle header"));
    }
    head.bundle = IGP_TRY(parse_inline_bundle(*value));
  }
  head.attestation_link = IGP_TRY(find_link(answer.headers));
  head.url = answer.url;
  return head;
}

Result<std::string> parse_inline_bundle(std::string_view value) {
  if (value.starts_with('{') && value.ends_with('}')) return std::string(value);
  if (value.size() < 3 || !value.starts_with(':') || !value.ends_with(':')) {
    return fail(ErrorCode::kBundleMalformed,
                "the X-Cosign-Bundle header is neither JSON nor ':base64:'");
  }
  const auto bytes = parse_base64(value.substr(1, value.size() - 2));
  if (!bytes) {
    return fail(ErrorCode::kBundleMalformed, "the X-Cosign-Bundle header is no valid base64");
  }
  return to_string(*bytes);
}

Status check_attestation_head(const http::HttpAnswer& answer) {
  IGP_CHECK(check_status_and_coding(answer));
  const std::string type = media_type(answer.headers);
  if (type == kBundleType || type == "application/json" || type.starts_with(kBundleTypePrefix)) {
    return {};
  }
  return fail(ErrorCode::kHttpAnswerInvalid, "the attestation has the media type {}, not {}",
              quote(type), kBundleType);
}

}  // namespace igp::delivery
