// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/fetch/download.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include "base/io/directory.h"
#include "base/limits.h"
#include "http/digest_fields.h"
#include "support/fake_http.h"

using namespace igp;
using namespace igp::delivery;

namespace {

constexpr const char* kUrl = "http://example.com/pack";

struct World {
  SystemRng rng;
  TempDirectory dir = *TempDirectory::create("/tmp", "igpack-test-", rng);
  test::FakeHttpClient client;
  test::FakeWaiter waiter;
  FixedClock clock{0};
  Diag diag;
  Channel channel{client, {}, {clock, waiter, diag}};

  Result<Download> download(const std::string& body, bool with_length = true) {
    const crypto::Digest digest = crypto::digest_of(as_bytes(body));
    http::Headers headers{{"Content-Type", "application/vnd.intelgraph.policy+tar"},
                          {"ETag", fmt::format("\"{}\"", digest.hex())},
                          {"Repr-Digest", http::encode_repr_digest(digest)}};
    if (with_length) headers.add("Content-Length", std::to_string(body.size()));
    client.on(std::string("GET ") + kUrl,
              http::HttpAnswer{.status = 200, .headers = std::move(headers), .body = body});
    auto got = download_pack(channel, {.url = *http::Url::parse(kUrl)}, false, dir.path());
    if (!got) return Fail(std::move(got).error());
    return *std::move(*got);
  }
};

/// Where a file without a name is: the kernel keeps memory files under a name of their own.
std::string place_of(const UniqueFd& file) {
  char path[256] = {};
  const ssize_t size =
      ::readlink(fmt::format("/proc/self/fd/{}", file.get()).c_str(), path, sizeof path);
  return std::string(path, size > 0 ? static_cast<std::size_t>(size) : 0);
}

}  // namespace

TEST_CASE("download: only what is known to be small waits in memory") {
  World w;
  const std::string largest(limits::kDownloadInMemoryBytes, 'x');
  const auto small = w.download(largest);
  REQUIRE(small);
  CHECK(small->size == largest.size());
  CHECK(place_of(small->file).starts_with("/memfd:"));
  const auto large = w.download(largest + 'x');
  REQUIRE(large);
  CHECK(large->size == largest.size() + 1);
  CHECK(place_of(large->file).starts_with(w.dir.path() + "/"));
  const auto unknown = w.download("x", /*with_length=*/false);
  REQUIRE(unknown);
  CHECK(place_of(unknown->file).starts_with(w.dir.path() + "/"));
}
