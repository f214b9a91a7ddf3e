// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/groups/signing.h"

#include <doctest/doctest.h>

#include "base/io/atomic_file.h"
#include "base/io/directory.h"
#include "base/rfc3339.h"
#include "support/set_flags.h"

using namespace igp;
using sigstore::BundleFormat;

namespace {

const UnixNanos kNow = *parse_rfc3339("2026-06-01T00:00:00Z");

using Values = test::FlagValues;

/// The flags of one command line.
struct Line {
  cli::SigningFlags signing;
  cli::FlagSet flags;

  explicit Line(const Values& values) {
    signing.describe(flags);
    test::set_flags(flags, values);
  }
  Line(const Line&) = delete;
  [[nodiscard]] Result<sigstore::SigningServices> services(
      bool keyless, BundleFormat format = BundleFormat::kV03) const {
    return signing.services(keyless, format, kNow);
  }
};

std::string hosts(const std::vector<sigstore::Service>& services) {
  std::string out;
  for (const auto& one : services) out += fmt::format("{} v{} ", one.url.host(), one.major_version);
  return out;
}

}  // namespace

TEST_CASE("signing flags: nothing for keys, the public instance otherwise") {
  const Line line(Values{});
  CHECK(!line.services(/*keyless=*/false)->any());
  const auto keyless = *line.services(/*keyless=*/true);
  CHECK(keyless.certificate_authority->url.host() == "fulcio.sigstore.dev");
  CHECK(hosts(keyless.logs) == "rekor.sigstore.dev v1 ");
  CHECK(hosts(keyless.timestamp_authorities) == "timestamp.sigstore.dev v1 ");
  CHECK(line.signing.identity_provider(kNow)->str() == "https://oauth2.sigstore.dev/auth");
  CHECK(hosts(Line(Values{{"no-tlog", ""}}).services(true)->logs).empty());
  // cosign's form has no place for timestamps, and its log says the time.
  CHECK(line.services(true, BundleFormat::kLegacyCosign)->timestamp_authorities.empty());
}

TEST_CASE("signing flags: single services replace all of the public ones") {
  const auto mine = *Line(Values{{"fulcio-url", "https://ca.example.org"},
                                 {"rekor-url", "https://log.example.org"},
                                 {"rekor-version", "2"},
                                 {"timestamp-url", "https://t1.example.org"},
                                 {"timestamp-url", "https://t2.example.org"}})
                         .services(true);
  CHECK(mine.certificate_authority->url.host() == "ca.example.org");
  CHECK(hosts(mine.logs) == "log.example.org v2 ");
  CHECK(hosts(mine.timestamp_authorities) == "t1.example.org v1 t2.example.org v1 ");
  const auto keyed = *Line(Values{{"timestamp-url", "https://t1.example.org"}}).services(false);
  CHECK(!keyed.certificate_authority);
  CHECK(keyed.logs.empty());
  const Line authority(Values{{"fulcio-url", "https://ca.example.org"}, {"no-tlog", ""}});
  CHECK(authority.services(true)->logs.empty());
  CHECK(authority.signing.identity_provider(kNow).error().code == ErrorCode::kServiceMissing);
}

TEST_CASE("signing flags: a signing config names its services, also for keys") {
  SystemRng rng;
  const auto dir = TempDirectory::create("/tmp", "igpack-test-", rng);
  REQUIRE(dir);
  const std::string path = dir->path() + "/config.json";
  REQUIRE(write_file_atomically(path, sigstore::public_good_signing_config()));
  const Line line(Values{{"signing-config", path}});
  const auto keyed = *line.services(/*keyless=*/false);
  CHECK(!keyed.certificate_authority);
  CHECK(hosts(keyed.logs) == "rekor.sigstore.dev v1 ");
  CHECK(line.services(true)->certificate_authority);
  CHECK(Line(Values{{"signing-config", path}, {"rekor-url", "https://log.example.org"}})
            .services(true)
            .error()
            .code == ErrorCode::kUsage);
}

TEST_CASE("signing flags: cosign's form takes the log whose entries it can hold") {
  SystemRng rng;
  const auto dir = TempDirectory::create("/tmp", "igpack-test-", rng);
  REQUIRE(dir);
  const std::string path = dir->path() + "/config.json";
  const auto log = [](std::string_view url, int version) {
    return fmt::format(
        R"({{"url":"https://{}","majorApiVersion":{},"operator":"o","validFor":{{"start":"2025-01-01T00:00:00Z"}}}})",
        url, version);
  };
  REQUIRE(write_file_atomically(
      path,
      fmt::format(
          R"({{"mediaType":"application/vnd.dev.sigstore.signingconfig.v0.2+json","rekorTlogUrls":[{},{}],"rekorTlogConfig":{{"selector":"ANY"}}}})",
          log("log2.example.org", 2), log("log1.example.org", 1))));
  const Line line(Values{{"signing-config", path}});
  CHECK(hosts(line.services(false)->logs) == "log2.example.org v2 ");
  CHECK(hosts(line.services(false, BundleFormat::kLegacyCosign)->logs) == "log1.example.org v1 ");
}

TEST_CASE("signing flags: consent is needed for what is public, by its host") {
  const auto agreed = [](const std::string& url, bool yes) {
    Line line(Values{{"rekor-url", url}});
    if (yes) test::set_flag(line.flags, "yes", "");
    return line.signing.ask_consent(*line.services(false)).has_value();
  };
  CHECK(agreed("https://rekor.example.org", false));
  CHECK(agreed("https://notsigstore.dev", false));
  CHECK(agreed("https://rekor.sigstore.dev", true));
}
