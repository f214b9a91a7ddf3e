// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/serve/pack_snapshot.h"

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/json.h"
#include "http/date.h"
#include "http/digest_fields.h"

namespace igp::delivery {
namespace {

using http::Headers;

std::string http_date(std::int64_t seconds) {
  return http::format_http_date(seconds * kNanosPerSecond);
}

/// An RFC 9651 byte sequence: bundles hold characters that no header may.
std::string byte_sequence(std::string_view bytes) {
  return fmt::format(":{}:", encode_base64(as_bytes(bytes)));
}

Entity make_entity(std::string etag, std::int64_t modified, const Headers& fields,
                   std::string body) {
  Entity entity;
  entity.etag = std::move(etag);
  entity.last_modified = modified;
  entity.head_200 = http::encode_head(200, fields, body.size());
  entity.head_304 = http::encode_head(304, fields, std::nullopt);
  entity.body = std::make_shared<const std::string>(std::move(body));
  return entity;
}

Entity make_attestation(std::string bundle, std::int64_t modified) {
  const crypto::Digest digest = crypto::digest_of(as_bytes(bundle));
  const std::string etag = "\"sha-256:" + digest.hex() + "\"";
  const Headers fields{{"Content-Type", "application/vnd.sigstore.bundle+json"},
                       {"Repr-Digest", http::encode_repr_digest(digest)},
                       {"ETag", etag},
                       {"Last-Modified", http_date(modified)},
                       {"Cache-Control", "public, max-age=300"},
                       {"X-Content-Type-Options", "nosniff"}};
  return make_entity(etag, modified, fields, std::move(bundle));
}

Headers pack_fields(std::string_view pack_id, const SnapshotInput& input,
                    const crypto::Digest& digest, const std::string& etag) {
  const std::string attestation = "/v1/policy/packs/" + std::string(pack_id) + "/attestation";
  return {{"Content-Type", "application/vnd.intelgraph.policy+tar"},
          {"Digest", http::encode_digest_field(digest)},
          {"Repr-Digest", http::encode_repr_digest(digest)},
          {"ETag", etag},
          {"Last-Modified", http_date(input.tar_modified)},
          {"Cache-Control", "public, max-age=60, immutable"},
          {"Link", "<" + attestation +
                       R"(>; rel="describedby"; type="application/vnd.sigstore.bundle+json")"},
          {"X-Content-Type-Options", "nosniff"}};
}

}  // namespace

Status check_manifest(std::string_view manifest, const HashedTar& tar) {
  const auto invalid = [](const Error& cause) {
    return fail(ErrorCode::kManifestInvalid, "manifest.json: {}", cause.message);
  };
  const auto json = parse_json(manifest);
  if (!json) return invalid(json.error());
  const auto digest = json_object(*json, "digest", "manifest");
  if (!digest) return invalid(digest.error());
  const auto algorithm = json_string(**digest, "algorithm", "manifest.digest");
  if (!algorithm) return invalid(algorithm.error());
  const auto value = json_string(**digest, "value", "manifest.digest");
  if (!value) return invalid(value.error());
  const auto want = crypto::Digest::parse(*algorithm + ":" + *value);
  if (!want) return invalid(want.error());
  const crypto::Digest got = want->algorithm() == tar.sha256().algorithm()
                                 ? tar.sha256()
                                 : crypto::digest_of(as_bytes(tar.bytes()), want->algorithm());
  if (got != *want) {
    return fail(ErrorCode::kDigestMismatch, "the tar has digest {}, manifest.json names {}",
                got.str(), want->str());
  }
  return {};
}

PackSnapshot make_snapshot(std::string_view pack_id, SnapshotInput input, Diag& diag) {
  PackSnapshot snapshot{.digest = input.tar.sha256(), .pack = {}, .attestation = {}};
  // The contract spells the algorithm as the Digest field does.
  const std::string etag = "W/\"sha-256:" + snapshot.digest.hex() + "\"";
  Headers fields = pack_fields(pack_id, input, snapshot.digest, etag);
  if (input.inline_bundle && input.bundle) {
    std::string value = byte_sequence(*input.bundle);
    if (value.size() <= limits::kInlineBundleBytes) {
      fields.add("X-Cosign-Bundle", std::move(value));
    } else {
      diag.warn(
          fmt::format("{}: the bundle takes {} bytes in X-Cosign-Bundle, more than {}, left out",
                      pack_id, value.size(), limits::kInlineBundleBytes));
    }
  }
  snapshot.pack = make_entity(etag, input.tar_modified, fields, std::move(input.tar).bytes());
  if (input.bundle) {
    snapshot.attestation = make_attestation(*std::move(input.bundle), input.bundle_modified);
  }
  return snapshot;
}

}  // namespace igp::delivery
