// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/groups/trust_root.h"

#include <doctest/doctest.h>

#include "base/io/atomic_file.h"
#include "base/io/directory.h"
#include "base/io/file.h"
#include "base/rfc3339.h"
#include "sigstore/root_repository.h"
#include "support/loopback_server.h"
#include "support/set_flags.h"
#include "support/tuf_repository.h"
#include "tuf/encoded_name.h"

using namespace igp;
using test::LoopbackServer;
using test::TufRepository;

namespace {

const std::string kTarget = "trusted_root.json";

struct Warnings final : Diag {
  std::vector<std::string> texts;
  void warn(std::string_view text) override { texts.emplace_back(text); }
};

std::string answer(int status, const std::string& body) {
  return fmt::format("HTTP/1.1 {} x\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}", status,
                     body.size(), body);
}

/// A user with a state directory and a clock, and a repository that publishes a trust root.
struct World {
  SystemRng rng;
  TempDirectory home = *TempDirectory::create("/tmp", "igpack-test-", rng);
  std::shared_ptr<FixedClock> clock =
      std::make_shared<FixedClock>(*parse_rfc3339("2026-10-01T00:00:00Z"));
  cli::Runtime runtime{.clock = clock,
                       .rng = std::make_shared<SystemRng>(),
                       .env = [this](const char* name) -> std::optional<std::string> {
                         if (std::string_view(name) == "XDG_STATE_HOME") return home.path();
                         return std::nullopt;
                       }};
  cli::HttpFlags http;
  Warnings warnings;
  TufRepository repository;
  std::string root_file = home.path() + "/root.json";

  World() {
    const std::string content(sigstore::public_good_trust_root());
    const std::string hash = crypto::digest_of(as_bytes(content)).hex();
    repository.targets["targets"][kTarget] = {{"length", content.size()},
                                              {"hashes", {{"sha256", hash}}}};
    repository.target_files[hash + "." + kTarget] = content;
    repository.publish();
    REQUIRE(write_file_atomically(root_file, repository.files["1.root.json"]));
  }

  /// What a refresh asks for, in its order.
  [[nodiscard]] std::vector<std::string> answers() {
    return {answer(404, ""), answer(200, repository.files["timestamp.json"]),
            answer(200, repository.files["1.snapshot.json"]),
            answer(200, repository.files["1.targets.json"]),
            answer(200, repository.target_files.begin()->second)};
  }

  Result<cli::LoadedRoot> load(const test::FlagValues& values) {
    cli::TrustRootFlags flags;
    cli::FlagSet set;
    flags.describe(set);
    test::set_flags(set, values);
    warnings.texts.clear();
    return flags.load({.runtime = runtime, .http = http, .diag = warnings});
  }
  ErrorCode code(const std::vector<std::pair<std::string, std::string>>& values) {
    const auto loaded = load(values);
    return loaded ? ErrorCode::kInternal : loaded.error().code;
  }
};

}  // namespace

TEST_CASE("trust root flags: the built-in root is the default, with a warning when it is old") {
  World w;
  const auto root = w.load({});
  REQUIRE(root);
  CHECK(root->source == "built-in");
  CHECK(root->as_of == sigstore::public_good_repository()->built_in_root_date);
  CHECK(w.warnings.texts.empty());
  w.clock->set(*root->as_of + 179 * 24 * 3600 * kNanosPerSecond);
  CHECK(w.load({}));
  CHECK(w.warnings.texts.empty());
  w.clock->set(*root->as_of + 180 * 24 * 3600 * kNanosPerSecond);
  CHECK(w.load({}));
  CHECK(w.warnings.texts.size() == 1);
}

TEST_CASE("trust root flags: contradictions are usage errors") {
  World w;
  const std::string& file = w.root_file;
  CHECK(w.code({{"trusted-root", file}, {"online", ""}}) == ErrorCode::kUsage);
  CHECK(w.code({{"trusted-root", file}, {"ca-roots", file}}) == ErrorCode::kUsage);
  CHECK(w.code({{"rekor-key", file}, {"tuf-root", file}}) == ErrorCode::kUsage);
  CHECK(w.code({{"rekor-origin", "x"}}) == ErrorCode::kUsage);
  CHECK(w.code({{"tuf-url", "http://127.0.0.1:1"}, {"online", ""}}) == ErrorCode::kUsage);
  CHECK(w.code({{"tuf-url", "nonsense"}, {"tuf-root", file}, {"online", ""}}) ==
        ErrorCode::kUrlInvalid);
}

TEST_CASE("trust root flags: --online refreshes, and the cache serves afterwards without network") {
  World w;
  std::string url;
  {
    LoopbackServer server(w.answers());
    url = server.url("/tuf");
    const auto fresh = w.load({{"online", ""}, {"tuf-url", url}, {"tuf-root", w.root_file}});
    REQUIRE(fresh);
    CHECK(fresh->source == "tuf");
    CHECK(fresh->name == url);
    CHECK(fresh->root.tlogs.size() == 2);
    CHECK(server.requests()[1].starts_with("GET /tuf/timestamp.json "));
    CHECK(server.requests()[4].starts_with("GET /tuf/targets/"));
  }
  // The server is gone.
  const auto cached = w.load({{"tuf-url", url}, {"tuf-root", w.root_file}});
  REQUIRE(cached);
  CHECK(cached->source == "tuf");
  CHECK(cached->root.tlogs.size() == 2);
  CHECK(w.warnings.texts.empty());
  // Old metadata are a warning, never an error.
  w.clock->set(*parse_rfc3339("2031-01-01T00:00:00Z"));
  CHECK(w.load({{"tuf-url", url}, {"tuf-root", w.root_file}}));
  CHECK(w.warnings.texts.size() == 1);
}

TEST_CASE("trust root flags: what --online cannot verify is an error, not the built-in root") {
  World w;
  SUBCASE("expired") { w.clock->set(*parse_rfc3339("2031-01-01T00:00:00Z")); }
  SUBCASE("forged") {
    std::string& text = w.repository.files["timestamp.json"];
    text.replace(text.find("2030"), 4, "2031");
  }
  LoopbackServer server({w.answers()[0], w.answers()[1]});
  const auto refused =
      w.load({{"online", ""}, {"tuf-url", server.url("/")}, {"tuf-root", w.root_file}});
  REQUIRE(!refused);
  CHECK(info(refused.error().code).exit_class == ExitClass::kUntrusted);
}

TEST_CASE("trust root flags: a repository that is named must be in the cache, and verify") {
  World w;
  const std::string url = "http://127.0.0.1:1/tuf";
  CHECK(w.code({{"tuf-url", url}, {"tuf-root", w.root_file}}) == ErrorCode::kTufMissing);
  const std::string folder = w.home.path() + "/igpack/tuf/" + tuf::encode_name(url) + "/metadata/";
  REQUIRE(write_file_atomically(folder + "timestamp.json", "{}"));
  CHECK(w.code({{"tuf-url", url}, {"tuf-root", w.root_file}}) == ErrorCode::kTufMalformed);
}

TEST_CASE("trust root flags: a damaged cache of the public-good instance is passed over aloud") {
  World w;
  const std::string url = sigstore::public_good_repository()->url;
  const std::string folder = w.home.path() + "/igpack/tuf/" + tuf::encode_name(url) + "/metadata/";
  REQUIRE(write_file_atomically(folder + "timestamp.json", w.repository.files["timestamp.json"]));
  const auto root = w.load({});
  REQUIRE(root);
  CHECK(root->source == "built-in");
  CHECK(w.warnings.texts.size() == 1);
}
