// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Signs a file keylessly for suites that drive the binary: usage: virtual_signer FILE BUNDLE ROOT
// writes the bundle and the trust root of a VirtualSigstore that it verifies with.
#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/io/atomic_file.h"
#include "base/io/file.h"
#include "base/json.h"
#include "base/rfc3339.h"
#include "support/virtual_sigstore.h"

namespace {

using namespace igp;
using sigstore::Authority;
using sigstore::LogInstance;
using sigstore::Validity;

Json encode_validity(const Validity& validity) {
  return {{"start", format_rfc3339(validity.start)}, {"end", format_rfc3339(*validity.end)}};
}

Json encode_log(const LogInstance& log) {
  return {{"baseUrl", log.url},
          {"hashAlgorithm", "SHA2_256"},
          {"publicKey",
           {{"rawBytes", encode_base64(log.key_der)}, {"validFor", encode_validity(log.validity)}}},
          {"logId", {{"keyId", encode_base64(log.id)}}}};
}

Json encode_authority(const Authority& authority) {
  Json chain = Json::array();
  for (const Bytes& der : authority.chain) chain.push_back({{"rawBytes", encode_base64(der)}});
  return {{"uri", authority.uri},
          {"certChain", {{"certificates", std::move(chain)}}},
          {"validFor", encode_validity(authority.validity)}};
}

template <class T>
Json encode_all(const std::vector<T>& list, Json (*encode)(const T&)) {
  Json out = Json::array();
  for (const T& one : list) out.push_back(encode(one));
  return out;
}

std::string encode_root(const sigstore::TrustRoot& root) {
  return encode_json(
      Json{{"mediaType", "application/vnd.dev.sigstore.trustedroot+json;version=0.1"},
           {"tlogs", encode_all(root.tlogs, encode_log)},
           {"ctlogs", encode_all(root.ctlogs, encode_log)},
           {"certificateAuthorities", encode_all(root.certificate_authorities, encode_authority)},
           {"timestampAuthorities", encode_all(root.timestamp_authorities, encode_authority)}});
}

Status run(const std::string& file, const std::string& bundle, const std::string& root) {
  const testing::VirtualSigstore sigstore(IGP_TRY(read_file(file, limits::kArchiveFileBytes)));
  const auto text = IGP_TRY(sigstore::encode_bundle(
      sigstore.sign({.rekor_v2 = true, .timestamp = true}), sigstore::BundleFormat::kV03));
  IGP_CHECK(write_file_atomically(bundle, text));
  return write_file_atomically(root, encode_root(sigstore.trust_root()));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const Status done = run(argv[1], argv[2], argv[3]);
  if (!done) fmt::print(stderr, "{}\n", done.error().text());
  return done ? 0 : 1;
}
