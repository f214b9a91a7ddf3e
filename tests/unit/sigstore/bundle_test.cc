// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/bundle.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/json.h"
#include "base/limits.h"
#include "crypto/pem.h"

using namespace igp;
using namespace igp::sigstore;

namespace {

/// A bundle 0.3 with every field that has a form of its own.
Json full_bundle() {
  return *parse_json(R"({
    "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
    "verificationMaterial": {
      "certificate": {"rawBytes": "AQID"},
      "tlogEntries": [{
        "logIndex": "7", "logId": {"keyId": "AAEC"},
        "kindVersion": {"kind": "hashedrekord", "version": "0.0.1"},
        "integratedTime": "1700000000",
        "inclusionPromise": {"signedEntryTimestamp": "BAUG"},
        "inclusionProof": {"logIndex": "5", "rootHash": "Bwg=", "treeSize": "9", "hashes": ["CQ==", "Cg=="],
                           "checkpoint": {"envelope": "note"}},
        "canonicalizedBody": "e30="}],
      "timestampVerificationData": {"rfc3161Timestamps": [{"signedTimestamp": "Cws="}]}},
    "messageSignature": {
      "messageDigest": {"algorithm": "SHA2_256", "digest": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
      "signature": "DA0="}})");
}

Json with(Json json, const char* pointer, const Json& value) {
  json[Json::json_pointer(pointer)] = value;
  return json;
}

Json without(Json json, const char* parent, const char* key) {
  json[Json::json_pointer(parent)].erase(key);
  return json;
}

ErrorCode code_of(const Json& json) {
  const auto bundle = parse_bundle(encode_json(json));
  return bundle ? ErrorCode::kInternal : bundle.error().code;
}

}  // namespace

TEST_CASE("bundle: every field of a Sigstore bundle is read") {
  const auto bundle = parse_bundle(encode_json(full_bundle()));
  REQUIRE(bundle);
  CHECK(bundle->format == BundleFormat::kV03);
  CHECK(bundle->certificates == std::vector<Bytes>{{1, 2, 3}});
  CHECK(!bundle->key_hint);
  CHECK(bundle->timestamps == std::vector<Bytes>{{11, 11}});
  CHECK(bundle->signature() == Bytes{12, 13});
  CHECK(bundle->message()->digest == crypto::digest_of({}));
  REQUIRE(bundle->tlog_entries.size() == 1);
  const TlogEntry& entry = bundle->tlog_entries[0];
  CHECK(entry.log_index == 7);
  CHECK(entry.integrated_time == 1700000000);
  CHECK(entry.signed_entry_timestamp == Bytes{4, 5, 6});
  CHECK(entry.inclusion_proof->tree_size == 9);
  CHECK(entry.inclusion_proof->hashes.size() == 2);
  CHECK(entry.inclusion_proof->checkpoint == "note");
}

TEST_CASE("bundle: what is written reads back as the same text") {
  const std::string text = encode_json(full_bundle());
  CHECK(*encode_bundle(*parse_bundle(text), BundleFormat::kV03) == text);
}

TEST_CASE("bundle: both spellings of the media type, and no other version") {
  const struct {
    const char* type;
    std::optional<BundleFormat> format;
  } cases[] = {
      {"application/vnd.dev.sigstore.bundle.v0.3+json", BundleFormat::kV03},
      {"application/vnd.dev.sigstore.bundle+json;version=0.3", BundleFormat::kV03},
      {"application/vnd.dev.sigstore.bundle+json;version=0.2", BundleFormat::kV02},
      {"application/vnd.dev.sigstore.bundle+json;version=0.1", BundleFormat::kV01},
      {"application/vnd.dev.sigstore.bundle+json;version=0.4", std::nullopt},
      {"application/vnd.dev.sigstore.bundle.v0.2+json", std::nullopt},
      {"application/vnd.dev.sigstore.bundle.v0.3+json ", std::nullopt},
      {"", std::nullopt},
  };
  for (const auto& c : cases) {
    CAPTURE(c.type);
    const auto bundle = parse_bundle(encode_json(with(full_bundle(), "/mediaType", c.type)));
    if (c.format) {
      REQUIRE(bundle);
      CHECK(bundle->format == *c.format);
    } else {
      CHECK(bundle.error().code == ErrorCode::kBundleUnsupported);
    }
  }
}

TEST_CASE("bundle: null is absence, zero may be left out") {
  CHECK(parse_bundle(encode_json(
      with(full_bundle(), "/verificationMaterial/timestampVerificationData", nullptr))));
  const auto bundle = parse_bundle(
      encode_json(without(full_bundle(), "/verificationMaterial/tlogEntries/0", "logIndex")));
  REQUIRE(bundle);
  CHECK(bundle->tlog_entries[0].log_index == 0);
}

TEST_CASE("bundle: key hints of an envelope and its bundle are the same, where both are given") {
  const auto hinted = [](const char* outer, const char* inner) {
    Json json = without(full_bundle(), "", "messageSignature");
    json["verificationMaterial"].erase("certificate");
    json["verificationMaterial"]["publicKey"] = {{"hint", outer}};
    json["dsseEnvelope"] = {
        {"payload", "AQ=="},
        {"payloadType", "t"},
        {"signatures", Json::array({{{"sig", "AQ=="}, {"keyid", inner}}})},
    };
    return encode_json(json);
  };
  CHECK(parse_bundle(hinted("k", "k")));
  CHECK(parse_bundle(hinted("k", "")));
  CHECK(parse_bundle(hinted("", "k")));
  CHECK(parse_bundle(hinted("k", "l")).error().code == ErrorCode::kBundleMalformed);
}

TEST_CASE("bundle: refuses every ambiguity and damage") {
  const Json good = full_bundle();
  const char* const entry = "/verificationMaterial/tlogEntries/0";
  const Json certificate = {{"rawBytes", "AQID"}};
  const Json bad[] = {
      Json::array(),
      Json::object(),
      with(good, "/extra", 1),
      with(good, "/dsseEnvelope",
           {{"payload", "AQ=="}, {"payloadType", "t"}, {"signatures", {{{"sig", "AQ=="}}}}}),
      without(good, "", "messageSignature"),
      with(good, "/verificationMaterial/publicKey", {{"hint", "h"}}),
      with(good, "/verificationMaterial/x509CertificateChain", {{"certificates", {certificate}}}),
      without(good, "/verificationMaterial", "certificate"),
      with(good, "/verificationMaterial/certificate/rawBytes", "AQI"),
      with(good, "/verificationMaterial/certificate/rawBytes", ""),
      with(good, "/verificationMaterial/tlogEntries/0/logIndex", "-1"),
      with(good, "/verificationMaterial/tlogEntries/0/logIndex", -1),
      with(good, "/verificationMaterial/tlogEntries/0/logIndex", "7.0"),
      with(good, "/verificationMaterial/tlogEntries/0/logIndex", "07"),
      with(good, "/verificationMaterial/tlogEntries/0/logIndex", "+7"),
      with(good, "/verificationMaterial/tlogEntries/0/logIndex", " 7"),
      with(good, "/verificationMaterial/tlogEntries/0/logIndex", ""),
      with(good, "/verificationMaterial/tlogEntries/0/logIndex", "9223372036854775808"),
      with(good, "/verificationMaterial/tlogEntries/0/logIndex", true),
      with(good, "/verificationMaterial/tlogEntries/0/unknown", 1),
      without(good, entry, "kindVersion"),
      without(good, entry, "canonicalizedBody"),
      without(good, entry, "logId"),
      without(good, "/verificationMaterial/tlogEntries/0/inclusionProof", "rootHash"),
      with(good, "/messageSignature/messageDigest/algorithm", "SHA1"),
      with(good, "/messageSignature/messageDigest/digest", "AQ=="),
      with(good, "/messageSignature/signature", "DA0"),
      with(good, "/messageSignature/signature", "DA1="),
      with(good, "/messageSignature/signature", 12),
  };
  for (const Json& json : bad) {
    CAPTURE(encode_json(json));
    CHECK(code_of(json) == ErrorCode::kBundleMalformed);
  }
}

TEST_CASE("bundle: duplicate keys and truncated text are no JSON") {
  CHECK(parse_bundle(R"({"base64Signature":"AQ==","base64Signature":"Ag=="})").error().code ==
        ErrorCode::kJsonMalformed);
  CHECK(parse_bundle(R"({"base64Signature":"AQ==")").error().code == ErrorCode::kJsonMalformed);
}

TEST_CASE("bundle: an envelope has exactly one signature") {
  Json json = without(full_bundle(), "", "messageSignature");
  json["dsseEnvelope"] = {
      {"payload", "AQ=="}, {"payloadType", "t"}, {"signatures", {{{"sig", "AQ=="}}}}};
  const auto bundle = parse_bundle(encode_json(json));
  REQUIRE(bundle);
  CHECK(bundle->dsse()->payload == Bytes{1});
  json["dsseEnvelope"]["signatures"].push_back({{"sig", "Ag=="}});
  CHECK(code_of(json) == ErrorCode::kBundleMalformed);
  json["dsseEnvelope"]["signatures"] = Json::array();
  CHECK(code_of(json) == ErrorCode::kBundleMalformed);
}

TEST_CASE("bundle: log entries, timestamps and certificates are counted") {
  Json json = full_bundle();
  Json& entries = json["verificationMaterial"]["tlogEntries"];
  while (entries.size() < limits::kTlogEntries) entries.push_back(entries[0]);
  CHECK(parse_bundle(encode_json(json)));
  entries.push_back(entries[0]);
  CHECK(code_of(json) == ErrorCode::kLimitExceeded);
}

TEST_CASE("bundle: legacy form with a certificate and a log entry") {
  const std::string pem = crypto::encode_pem("CERTIFICATE", Bytes{1, 2, 3});
  Json json = {{"base64Signature", "AQ=="},
               {"cert", encode_base64(as_bytes(pem))},
               {"rekorBundle",
                {{"SignedEntryTimestamp", "Ag=="},
                 {"Payload",
                  {{"body", "e30="},
                   {"integratedTime", 5},
                   {"logIndex", 6},
                   {"logID", std::string(64, 'a')}}}}}};
  const auto bundle = parse_bundle(encode_json(json));
  REQUIRE(bundle);
  CHECK(bundle->format == BundleFormat::kLegacyCosign);
  CHECK(bundle->certificates == std::vector<Bytes>{{1, 2, 3}});
  CHECK(bundle->tlog_entries.at(0).log_index == 6);
  CHECK(*encode_bundle(*bundle, BundleFormat::kLegacyCosign) == encode_json(json));
  CHECK(code_of(with(json, "/rekorBundle/Payload/logID", "aa")) == ErrorCode::kBundleMalformed);
  CHECK(code_of(with(json, "/rekorBundle/Payload/logIndex", -6)) == ErrorCode::kBundleMalformed);
}

TEST_CASE("bundle: a bare key in a legacy bundle's cert is refused (GHSA-fx35-mq7g-6g98)") {
  const std::string key = crypto::encode_pem("PUBLIC KEY", Bytes{1, 2, 3});
  for (const std::string& cert : {key, std::string("no PEM"), key + key}) {
    const Json json = {{"base64Signature", "AQ=="}, {"cert", encode_base64(as_bytes(cert))}};
    CHECK(code_of(json) == ErrorCode::kBundleMalformed);
  }
}

TEST_CASE("bundle: the legacy form refuses what it cannot say") {
  Bundle bundle = *parse_bundle(encode_json(full_bundle()));
  CHECK(encode_bundle(bundle, BundleFormat::kLegacyCosign).error().code ==
        ErrorCode::kBundleUnsupported);
  bundle.timestamps.clear();
  CHECK(encode_bundle(bundle, BundleFormat::kLegacyCosign));
  bundle.tlog_entries[0].signed_entry_timestamp.clear();
  CHECK(encode_bundle(bundle, BundleFormat::kLegacyCosign).error().code ==
        ErrorCode::kBundleUnsupported);
}
