// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/private_root.h"

#include "crypto/pem.h"

namespace igp::sigstore {
namespace {

constexpr Validity kAlways = {.start = INT64_MIN, .end = std::nullopt};

/// One authority for each anchor, with all other certificates before it.
Result<std::vector<Authority>> authorities_of(std::string_view pem, std::string_view what) {
  std::vector<Authority> out;
  if (pem.empty()) return out;
  std::vector<Bytes> helpers;
  for (crypto::PemBlock& block : IGP_TRY(crypto::parse_pem(pem))) {
    if (block.label != "CERTIFICATE") {
      return fail(ErrorCode::kTrustRootMalformed, "{} holds {}, not a certificate", what,
                  quote(block.label));
    }
    const auto certificate = IGP_TRY(crypto::Certificate::from_der(block.bytes));
    if (certificate.self_issued()) {
      out.push_back(
          {.uri = std::string(what), .chain = {std::move(block.bytes)}, .validity = kAlways});
    } else {
      helpers.push_back(std::move(block.bytes));
    }
  }
  if (out.empty())
    return fail(ErrorCode::kTrustRootMalformed, "{} holds no root certificate", what);
  for (Authority& authority : out)
    authority.chain.insert(authority.chain.begin(), helpers.begin(), helpers.end());
  return out;
}

Result<std::vector<LogInstance>> log_of(std::string_view pem) {
  std::vector<LogInstance> out;
  if (pem.empty()) return out;
  const auto key = IGP_TRY(crypto::PublicKey::from_pem(pem));
  const crypto::Digest id = key.fingerprint();
  out.push_back({.url = "",
                 .id = Bytes(id.bytes().begin(), id.bytes().end()),
                 .key_der = key.spki(),
                 .key_details = "",
                 .validity = kAlways});
  return out;
}

}  // namespace

Result<TrustRoot> make_private_root(const PrivateTrust& trust) {
  return TrustRoot{
      .tlogs = IGP_TRY(log_of(trust.rekor_key)),
      .ctlogs = IGP_TRY(log_of(trust.ct_key)),
      .certificate_authorities = IGP_TRY(authorities_of(trust.ca_roots, "the file of --ca-roots")),
      .timestamp_authorities = IGP_TRY(authorities_of(trust.tsa_roots, "the file of --tsa-roots"))};
}

}  // namespace igp::sigstore
