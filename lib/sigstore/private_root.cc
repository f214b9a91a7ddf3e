// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/private_root.h"

#include "crypto/pem.h"
#include "sigstore/note_key.h"

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

LogInstance make_log(const crypto::PublicKey& key, const crypto::Digest& id, std::string origin) {
  return {.url = origin,
          .id = Bytes(id.bytes().begin(), id.bytes().end()),
          .key_der = key.spki(),
          .key_details = "",
          .validity = kAlways,
          .origin = std::move(origin)};
}

Result<std::vector<LogInstance>> certificate_log(std::string_view pem) {
  std::vector<LogInstance> out;
  if (pem.empty()) return out;
  const auto key = IGP_TRY(crypto::PublicKey::from_pem(pem));
  out.push_back(make_log(key, key.fingerprint(), ""));
  return out;
}

std::string_view without_newline(std::string_view text) {
  while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

Result<std::vector<LogInstance>> transparency_log(const PrivateTrust& trust) {
  std::vector<LogInstance> out;
  if (trust.rekor_key.empty()) return out;
  if (!trust.rekor_key.starts_with("-----BEGIN")) {
    const NoteKey note = IGP_TRY(parse_note_key(without_newline(trust.rekor_key)));
    if (!trust.rekor_origin.empty() && trust.rekor_origin != note.name) {
      return fail(ErrorCode::kUsage, "the verifier key is of {}, not of {}", quote(note.name),
                  quote(trust.rekor_origin));
    }
    out.push_back(make_log(note.key, note_key_id(note.name, note.key), note.name));
    return out;
  }
  const auto key = IGP_TRY(crypto::PublicKey::from_pem(trust.rekor_key));
  const bool by_origin = key.type() == crypto::KeyType::kEd25519;
  if (by_origin && trust.rekor_origin.empty()) {
    return Fail(error(ErrorCode::kUsage, "an Ed25519 key alone does not identify a log")
                    .with_hint("give --rekor-origin, or the key as NAME+HASH+KEY"));
  }
  out.push_back(make_log(key, by_origin ? note_key_id(trust.rekor_origin, key) : key.fingerprint(),
                         trust.rekor_origin));
  return out;
}

std::string fingerprint_of(const PrivateTrust& trust) {
  crypto::Hasher hasher;
  for (const std::string* part :
       {&trust.ca_roots, &trust.tsa_roots, &trust.rekor_key, &trust.rekor_origin, &trust.ct_key}) {
    hasher.update(crypto::digest_of(as_bytes(*part)).bytes());
  }
  return hasher.finish().str();
}

}  // namespace

Result<TrustRoot> make_private_root(const PrivateTrust& trust) {
  TrustRoot root;
  root.tlogs = IGP_TRY(transparency_log(trust));
  root.ctlogs = IGP_TRY(certificate_log(trust.ct_key));
  root.certificate_authorities = IGP_TRY(authorities_of(trust.ca_roots, "the file of --ca-roots"));
  root.timestamp_authorities = IGP_TRY(authorities_of(trust.tsa_roots, "the file of --tsa-roots"));
  root.fingerprint = fingerprint_of(trust);
  return root;
}

}  // namespace igp::sigstore
