// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Signing with services, honest ones and others.
#include <doctest/doctest.h>

#include "base/limits.h"
#include "crypto/pem.h"
#include "crypto/private_key.h"
#include "sigstore/dsse.h"
#include "sigstore/sign/sign.h"
#include "support/test_keys.h"
#include "support/virtual_services.h"

using namespace igp;
using namespace igp::sigstore;
using namespace igp::testing;

namespace {

std::unique_ptr<crypto::Signer> fresh_signer() {
  SystemRng rng;
  return crypto::make_signer(*crypto::PrivateKey::generate(rng));
}

std::unique_ptr<crypto::Signer> signer_of(std::string_view pem) {
  return crypto::make_signer(*crypto::PrivateKey::from_pkcs8(crypto::parse_single_pem(pem)->bytes));
}

SigningRequest request_for(std::string_view content, const crypto::Signer& signer,
                           BundleFormat format = BundleFormat::kV03) {
  const ArtifactNeeds needs = signing_needs(signer.public_key(), format, /*envelope=*/false);
  SigningRequest request{.artifact = {.name = "blob",
                                      .digest = crypto::digest_of(as_bytes(content), needs.hash),
                                      .content = std::nullopt},
                         .format = format};
  if (needs.content) request.artifact.content = to_bytes(content);
  return request;
}

SigningRequest statement_about(const Artifact& artifact) {
  const std::string text = fmt::format(
      R"({{"_type":"https://in-toto.io/Statement/v1","subject":[{{"name":"blob","digest":)"
      R"({{"sha256":"{}"}}}}],"predicateType":"https://example.org/p","predicate":{{}}}})",
      artifact.digest.hex());
  return {.artifact = artifact,
          .envelope = UnsignedEnvelope{.payload_type = std::string(kInTotoPayloadType),
                                       .payload = to_bytes(text)}};
}

/// The error of a keyless signing.
ErrorCode refusal(VirtualServices& virtual_services, int log_version) {
  const auto signer = fresh_signer();
  const auto made =
      sign(request_for("content", *signer), *signer, virtual_services.keyless(log_version));
  REQUIRE(!made);
  return made.error().code;
}

}  // namespace

TEST_CASE("sign: keyless, with logs of both generations, in every form") {
  const VirtualSigstore sigstore;
  VirtualServices s(sigstore);
  for (const int log : {1, 2}) {
    const auto signer = fresh_signer();
    const auto made = sign(request_for("content", *signer), *signer, s.keyless(log));
    REQUIRE_MESSAGE(made, made.error().text());
    CHECK(made->report.certificate->issuer == "https://issuer.example.org");
    CHECK(made->report.times.size() == (log == 1 ? 2 : 1));
    CHECK(made->report.log_entries.size() == 1);
    CHECK(made->report.log_entries[0].inclusion_proof);
  }
  const auto signer = fresh_signer();
  SigningServices legacy = s.keyless(1);
  legacy.timestamp_authorities.clear();
  const auto made =
      sign(request_for("content", *signer, BundleFormat::kLegacyCosign), *signer, legacy);
  REQUIRE_MESSAGE(made, made.error().text());
  CHECK(made->report.format == BundleFormat::kLegacyCosign);
}

TEST_CASE("sign: several logs record one signature, and all of them must") {
  const VirtualSigstore sigstore;
  VirtualServices s(sigstore);
  const auto signer = fresh_signer();
  SigningServices services = s.keyless(1);
  services.logs.push_back(service_at(kRekor2Url, 2));
  const auto made = sign(request_for("content", *signer), *signer, services);
  REQUIRE_MESSAGE(made, made.error().text());
  CHECK(made->report.log_entries.size() == 2);
  services.logs.push_back(service_at(kRekor1Url, 1));
  CHECK(sign(request_for("content", *signer), *signer, services).error().code ==
        ErrorCode::kSelfCheckFailed);
}

TEST_CASE("sign: envelopes are logged as their payload or as their PAE") {
  const VirtualSigstore sigstore;
  VirtualServices s(sigstore);
  const auto signer = fresh_signer();
  const SigningRequest request = statement_about(request_for("content", *signer).artifact);
  for (const auto& [log, kind] : {std::pair{1, "dsse 0.0.1"}, std::pair{2, "hashedrekord 0.0.2"}}) {
    const auto made = sign(request, *signer, s.keyless(log));
    REQUIRE_MESSAGE(made, made.error().text());
    CHECK(made->report.attestation);
    CHECK(made->report.log_entries[0].kind == kind);
  }
}

TEST_CASE("sign: keys are logged and stamped too, if the log can check them") {
  const VirtualSigstore sigstore;
  VirtualServices s(sigstore);
  SigningServices services = s.services();
  services.timestamp_authorities = {service_at(kTsaUrl)};
  for (const std::string_view pem : {kP256, kRsa2048, kEd25519}) {
    const auto signer = signer_of(pem);
    services.logs.clear();
    const auto stamped = sign(request_for("content", *signer), *signer, services);
    REQUIRE_MESSAGE(stamped, stamped.error().text());
    CHECK(stamped->report.key->fingerprint == signer->public_key().fingerprint());
    for (const int log : {1, 2}) {
      services.logs = {service_at(log == 2 ? kRekor2Url : kRekor1Url, log)};
      const auto logged = sign(request_for("content", *signer), *signer, services);
      if (pem == kEd25519) {
        CHECK(logged.error().code == ErrorCode::kKeyUnsupported);
      } else {
        REQUIRE_MESSAGE(logged, logged.error().text());
        CHECK(logged->report.log_entries.size() == 1);
      }
    }
  }
}

TEST_CASE("sign: nothing that a service answers wrongly gets into a bundle") {
  const VirtualSigstore sigstore;
  const auto with = [&](int log, auto change) {
    VirtualServices s(sigstore);
    change(s);
    return refusal(s, log);
  };
  using S = VirtualServices;
  const auto kBad = ErrorCode::kSelfCheckFailed;
  CHECK(with(1, [](S& s) { s.lies.certify_other_key = true; }) == ErrorCode::kHttpAnswerInvalid);
  CHECK(with(1, [](S& s) { s.lies.detached_sct = true; }) == ErrorCode::kHttpAnswerInvalid);
  CHECK(with(1, [](S& s) { s.recipe.forge_certificate_timestamp = true; }) == kBad);
  CHECK(with(1, [](S& s) { s.recipe.certificate_timestamp = false; }) == kBad);
  CHECK(with(1, [](S& s) { s.recipe.rogue_ca = true; }) == kBad);
  CHECK(with(1, [](S& s) { s.recipe.extended_key_usage = "serverAuth"; }) == kBad);
  CHECK(with(1, [](S& s) { s.recipe.leaf_end = kSigningTime - 1 * kNanosPerSecond; }) == kBad);
  CHECK(with(2, [](S& s) { s.lies.stamp_other_signature = true; }) == kBad);
  CHECK(with(2, [](S& s) { s.lies.stamp_other_request = true; }) == kBad);
  CHECK(with(2, [](S& s) { s.recipe.rogue_tsa = true; }) == kBad);
  for (const int log : {1, 2}) {
    CHECK(with(log, [](S& s) { s.lies.log_other_artifact = true; }) == kBad);
    CHECK(with(log, [](S& s) { s.recipe.forge_checkpoint = true; }) == kBad);
    CHECK(with(log, [](S& s) { s.recipe.origin = "another.example.org"; }) == kBad);
  }
  CHECK(with(1, [](S& s) { s.recipe.forge_promise = true; }) == kBad);
}

TEST_CASE("sign: a certificate for somebody else than the token is refused") {
  const VirtualSigstore sigstore;
  VirtualServices s(sigstore);
  const auto signer = fresh_signer();
  SigningServices services = s.keyless(1);
  services.token = *IdentityToken::parse(make_token(
      R"({"iss":"https://issuer.example.org","sub":"1","email":"me@example.org","aud":"sigstore","exp":9999999999})"));
  const SigningRequest request = request_for("content", *signer);
  CHECK(sign(request, *signer, services).error().code == ErrorCode::kIdentityTokenRefused);
  s.recipe.alt_name = "email:me@example.org";
  const auto made = sign(request, *signer, services);
  REQUIRE_MESSAGE(made, made.error().text());
  CHECK(made->report.certificate->identity == "me@example.org");
}

TEST_CASE("sign: temporary failures are tried again, others are not") {
  const VirtualSigstore sigstore;
  VirtualServices s(sigstore);
  const std::string fulcio = fmt::format("POST {}/api/v2/signingCert", kFulcioUrl);
  const auto signer = fresh_signer();
  const SigningRequest request = request_for("content", *signer);
  const auto status = [&](int code) {
    s.http.on(fulcio, http::HttpAnswer{.status = code, .body = R"({"message":"no"})"});
    const std::size_t before = s.http.sent.size();
    const auto made = sign(request, *signer, s.keyless(1));
    REQUIRE(!made);
    return std::pair(made.error().code, s.http.sent.size() - before);
  };
  CHECK(status(503) == std::pair(ErrorCode::kHttpStatus, std::size_t{4}));
  CHECK(status(401) == std::pair(ErrorCode::kHttpRefused, std::size_t{1}));

  VirtualServices once(sigstore);
  bool down = true;
  const VirtualServices honest(sigstore);
  once.http.on(fmt::format("POST {}", kTsaUrl), [&](const auto& sent) -> Result<http::HttpAnswer> {
    if (std::exchange(down, false)) return http::HttpAnswer{.status = 503};
    return http::HttpAnswer{.status = 200,
                            .body = to_string(sigstore.stamp({}, to_bytes(sent.body)))};
  });
  CHECK(sign(request, *signer, once.keyless(1)));
  CHECK(once.waiter.waits.size() == 1);
}

TEST_CASE("sign: answers that are too large, or no answers at all") {
  const VirtualSigstore sigstore;
  const auto with = [&](const std::string& url, std::string body) {
    VirtualServices s(sigstore);
    s.http.on("POST " + url, http::HttpAnswer{.status = 200, .body = std::move(body)});
    return refusal(s, 1);
  };
  const std::string fulcio = fmt::format("{}/api/v2/signingCert", kFulcioUrl);
  const std::string rekor = fmt::format("{}/api/v1/log/entries", kRekor1Url);
  const auto filled = [](std::size_t size) { return std::string(size, 'x'); };
  for (const std::string& url : {fulcio, rekor}) {
    CHECK(with(url, filled(limits::kServiceAnswerBytes)) == ErrorCode::kHttpAnswerInvalid);
    CHECK(with(url, filled(limits::kServiceAnswerBytes + 1)) == ErrorCode::kLimitExceeded);
  }
  CHECK(with(kTsaUrl, filled(limits::kTimestampAnswerBytes)) == ErrorCode::kTimestampMalformed);
  CHECK(with(kTsaUrl, filled(limits::kTimestampAnswerBytes + 1)) == ErrorCode::kLimitExceeded);
}

TEST_CASE("sign: what an error answer says is shown, but never the token") {
  const VirtualSigstore sigstore;
  VirtualServices s(sigstore);
  const auto signer = fresh_signer();
  const SigningServices services = s.keyless(1);
  const std::string secret = services.token->secret();
  for (const std::string& said : {std::string("bad audience"), "refused: " + secret}) {
    s.http.on(fmt::format("POST {}/api/v2/signingCert", kFulcioUrl),
              http::HttpAnswer{.status = 403, .body = fmt::format(R"({{"message":"{}"}})", said)});
    const Error error = sign(request_for("content", *signer), *signer, services).error();
    CHECK(error.text().find("status 403") != std::string::npos);
    CHECK(error.text().contains("bad audience") == (said == "bad audience"));
    CHECK(!error.text().contains(secret.substr(secret.rfind('.'))));
  }
}

TEST_CASE("sign: the token travels encrypted, or to this machine only") {
  const VirtualSigstore sigstore;
  VirtualServices s(sigstore);
  const auto signer = fresh_signer();
  SigningServices services = s.keyless(1);
  services.certificate_authority = service_at("http://ca.example.org");
  CHECK(sign(request_for("content", *signer), *signer, services).error().code ==
        ErrorCode::kTokenExposed);
  CHECK(s.http.sent.empty());
}

TEST_CASE("sign: what cannot end well is refused before anything is sent") {
  const VirtualSigstore sigstore;
  VirtualServices s(sigstore);
  const auto signer = fresh_signer();
  const auto refuse = [&](const SigningServices& services, BundleFormat format) {
    return sign(request_for("content", *signer, format), *signer, services).error().code;
  };
  SigningServices services = s.keyless(2);
  CHECK(refuse(services, BundleFormat::kLegacyCosign) == ErrorCode::kBundleUnsupported);
  services.timestamp_authorities.clear();
  CHECK(refuse(services, BundleFormat::kV03) == ErrorCode::kServiceMissing);
  services.logs.clear();
  CHECK(refuse(services, BundleFormat::kV03) == ErrorCode::kServiceMissing);
  services = s.keyless(2);
  services.token.reset();
  CHECK(refuse(services, BundleFormat::kV03) == ErrorCode::kIdentityTokenMissing);
  services = s.keyless(2);
  services.trust_root.reset();
  CHECK(refuse(services, BundleFormat::kV03) == ErrorCode::kInternal);
  CHECK(s.http.sent.empty());
}

TEST_CASE("sign: an equal entry that a log has already will do") {
  const VirtualSigstore sigstore;
  VirtualServices s(sigstore);
  s.lies.entry_exists = true;
  const auto signer = fresh_signer();
  CHECK(sign(request_for("content", *signer), *signer, s.keyless(1)));
  for (const char* location : {"https://evil.example.org/api/v1/log/entries/ab/../..", "", "/x?"}) {
    http::HttpAnswer conflict{.status = 409};
    conflict.headers.set("Location", location);
    s.http.on(fmt::format("POST {}/api/v1/log/entries", kRekor1Url), conflict);
    CHECK(sign(request_for("content", *signer), *signer, s.keyless(1)).error().code ==
          ErrorCode::kHttpAnswerInvalid);
  }
}
