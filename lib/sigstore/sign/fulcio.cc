// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/sign/fulcio.h"

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/json.h"
#include "base/limits.h"
#include "crypto/pem.h"
#include "http/client/status.h"
#include "sigstore/identity.h"
#include "sigstore/proto_json.h"
#include "sigstore/verify/certificate.h"
#include "sigstore/verify/sct.h"

namespace igp::sigstore {
namespace {

constexpr int kAnswerDepth = 8;
constexpr std::string_view kWho = "the certificate authority";

/// Fulcio's name for the kind of key (dev.sigstore.fulcio.v2.PublicKeyAlgorithm).
std::string_view algorithm_name(crypto::KeyType type) {
  switch (type) {
    case crypto::KeyType::kEcdsaP256:
    case crypto::KeyType::kEcdsaP384:
    case crypto::KeyType::kEcdsaP521:
      return "ECDSA";
    case crypto::KeyType::kRsaPkcs1:
    case crypto::KeyType::kRsaPss:
      return "RSA_PSS";
    case crypto::KeyType::kEd25519:
      return "ED25519";
  }
  return "";
}

Result<std::string> encode_request(const IdentityToken& token, crypto::Signer& signer) {
  const Bytes proof = IGP_TRY(signer.sign_message(as_bytes(token.subject())));
  return encode_json(Json{{"credentials", {{"oidcIdentityToken", token.secret()}}},
                          {"publicKeyRequest",
                           {{"publicKey",
                             {{"algorithm", algorithm_name(signer.public_key().type())},
                              {"content", signer.public_key().pem()}}},
                            {"proofOfPossession", encode_base64(proof)}}}});
}

/// The body of a 2xx answer. What an error answer says is shown, but not if it repeats the token.
Result<std::string> ask(const Service& authority, const IdentityToken& token, std::string body,
                        ServiceClient& client) {
  const http::HttpRequest request = client.post(
      authority.url.with_path_suffix("/api/v2/signingCert"), "application/json", std::move(body));
  http::HttpAnswer answer = IGP_TRY(client.send(request));
  const std::string_view secret = token.secret();
  const std::string_view tail = secret.substr(secret.rfind('.') + 1);
  if (!answer.ok() && answer.body.find(tail) != std::string::npos) answer.body.clear();
  answer = IGP_TRY(http::check_status(request, std::move(answer)));
  return std::move(answer.body);
}

/// The certificate is what was asked for, before anything is signed with its key.
Status check_certificate(const crypto::Certificate& leaf, const IdentityToken& token,
                         const crypto::PublicKey& key, const TrustRoot& root) {
  if (leaf.spki() != key.spki()) {
    return fail(ErrorCode::kHttpAnswerInvalid, "{} certified another key than ours", kWho);
  }
  const SignerClaims claims = IGP_TRY(read_claims(leaf));
  IGP_CHECK(token.check_certified(claims.issuer, claims.identity));
  // Its start is the time it was issued at; this machine's clock may lag behind.
  const UnixNanos start = IGP_TRY(leaf.not_before());
  const std::vector<VerifiedTime> issued = {
      {.time = start, .source = "certificate", .authority = ""}};
  return verify_sct(IGP_TRY(verify_certificate(leaf, issued, root)), root);
}

}  // namespace

Result<std::vector<crypto::Certificate>> parse_certificate_answer(std::string_view text) {
  const auto json = parse_json(text, {.bytes = limits::kServiceAnswerBytes, .depth = kAnswerDepth});
  if (!json) return bad_answer(kWho, json.error());
  const ProtoObject root =
      IGP_TRY(ProtoObject::root(*json, "certificate answer", ErrorCode::kHttpAnswerInvalid));
  if (root.has("signedCertificateDetachedSct")) {
    return fail(ErrorCode::kHttpAnswerInvalid,
                "{} gave a certificate without embedded timestamp of a certificate log, which a "
                "bundle cannot carry",
                kWho);
  }
  const ProtoObject answer = IGP_TRY(root.object("signedCertificateEmbeddedSct"));
  const ProtoObject chain = IGP_TRY(answer.object("chain"));
  std::vector<crypto::Certificate> out;
  for (const std::string& pem : IGP_TRY(chain.texts("certificates", limits::kChainCertificates))) {
    const auto block = crypto::parse_single_pem(pem);
    if (!block || block->label != "CERTIFICATE")
      return chain.invalid("certificates[{}] is no PEM certificate", out.size());
    out.push_back(IGP_TRY(crypto::Certificate::from_der(block->bytes)));
  }
  if (out.empty()) return chain.invalid("certificates is empty");
  return out;
}

Result<crypto::Certificate> request_certificate(const Service& authority,
                                                const IdentityToken& token, crypto::Signer& signer,
                                                const TrustRoot& root, ServiceClient& client) {
  if (!authority.url.secure() && !authority.url.is_loopback()) {
    return fail(ErrorCode::kTokenExposed,
                "the identity token would travel unencrypted to {}: use https",
                quote(authority.url.display()));
  }
  std::string body = IGP_TRY(encode_request(token, signer));
  const std::string answer = IGP_TRY(ask(authority, token, std::move(body), client));
  const auto chain = IGP_TRY(parse_certificate_answer(answer));
  IGP_CHECK(check_certificate(chain.front(), token, signer.public_key(), root));
  return chain.front();
}

}  // namespace igp::sigstore
