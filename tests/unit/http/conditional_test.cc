// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/conditional.h"

#include <doctest/doctest.h>

#include "base/rfc3339.h"

using namespace igp;
using namespace igp::http;

namespace {

const UnixNanos kNow = *parse_rfc3339("2026-11-22T00:00:00Z");
constexpr std::int64_t kModified = 784111777;  // Sun, 06 Nov 1994 08:49:37 GMT
constexpr const char* kSame = "Sun, 06 Nov 1994 08:49:37 GMT";
constexpr const char* kOlder = "Sun, 06 Nov 1994 08:49:36 GMT";
constexpr const char* kNewer = "Sun, 06 Nov 1994 08:49:38 GMT";
constexpr auto kProceed = Precondition::kProceed;
constexpr auto kNotModified = Precondition::kNotModified;
constexpr auto kFailed = Precondition::kFailed;

struct Case {
  Headers request;
  Precondition want;
};

void check(const std::vector<Case>& cases, std::string_view etag) {
  for (const auto& [request, want] : cases) {
    for (const auto& field : request) CAPTURE(field.name + ": " + field.value);
    const Validators current{.etag = etag, .last_modified = kModified};
    CHECK(evaluate_conditions(request, current, kNow) == want);
  }
}

}  // namespace

TEST_CASE("conditional: If-None-Match compares weakly, in lists and with *") {
  check(
      {
          {{}, kProceed},
          {{{"If-None-Match", "W/\"a\""}}, kNotModified},
          {{{"If-None-Match", "\"a\""}}, kNotModified},
          {{{"if-none-match", "\"x\", W/\"a\""}}, kNotModified},
          {{{"If-None-Match", "\"x\""}, {"If-None-Match", "\"a\""}}, kNotModified},
          {{{"If-None-Match", ",, \"a\" ,"}}, kNotModified},
          {{{"If-None-Match", "\"a,b\",\"a\""}}, kNotModified},
          {{{"If-None-Match", "*"}}, kNotModified},
          {{{"If-None-Match", " * "}}, kNotModified},
          {{{"If-None-Match", "\"x\""}}, kProceed},
          {{{"If-None-Match", "\"A\""}}, kProceed},
          {{{"If-None-Match", ""}}, kProceed},
      },
      "W/\"a\"");
}

TEST_CASE("conditional: malformed lists match nothing") {
  check(
      {
          {{{"If-None-Match", "a"}}, kProceed},
          {{{"If-None-Match", "w/\"a\""}}, kProceed},
          {{{"If-None-Match", "W/ \"a\""}}, kProceed},
          {{{"If-None-Match", "\"a\" \"b\""}}, kProceed},
          {{{"If-None-Match", "\"a\", *"}}, kProceed},
          {{{"If-None-Match", "\"a"}}, kProceed},
          {{{"If-None-Match", "\"a b\", \"a\""}}, kProceed},
          {{{"If-Match", "a"}}, kFailed},
          {{{"If-Match", ""}}, kFailed},
      },
      "W/\"a\"");
}

TEST_CASE("conditional: If-Match compares strongly") {
  check(
      {
          {{{"If-Match", "\"a\""}}, kProceed},
          {{{"If-Match", "\"x\", \"a\""}}, kProceed},
          {{{"If-Match", "*"}}, kProceed},
          {{{"If-Match", "W/\"a\""}}, kFailed},
          {{{"If-Match", "\"x\""}}, kFailed},
          {{{"If-Match", "\"a\""}, {"If-None-Match", "\"a\""}}, kNotModified},
      },
      "\"a\"");
  check(
      {
          {{{"If-Match", "\"a\""}}, kFailed},
          {{{"If-Match", "W/\"a\""}}, kFailed},
          {{{"If-Match", "*"}}, kProceed},
      },
      "W/\"a\"");
}

TEST_CASE("conditional: dates count by the second and only without their tag condition") {
  check(
      {
          {{{"If-Modified-Since", kSame}}, kNotModified},
          {{{"If-Modified-Since", kNewer}}, kNotModified},
          {{{"If-Modified-Since", kOlder}}, kProceed},
          {{{"If-Modified-Since", "Sunday, 06-Nov-94 08:49:37 GMT"}}, kNotModified},
          {{{"If-Modified-Since", "Sun Nov  6 08:49:37 1994"}}, kNotModified},
          {{{"If-Modified-Since", "yesterday"}}, kProceed},
          {{{"If-Modified-Since", kSame}, {"If-Modified-Since", kSame}}, kProceed},
          {{{"If-None-Match", "\"x\""}, {"If-Modified-Since", kNewer}}, kProceed},
          {{{"If-None-Match", "malformed"}, {"If-Modified-Since", kNewer}}, kProceed},
          {{{"If-None-Match", "\"a\""}, {"If-Modified-Since", kOlder}}, kNotModified},
          {{{"If-Unmodified-Since", kOlder}}, kFailed},
          {{{"If-Unmodified-Since", kSame}}, kProceed},
          {{{"If-Unmodified-Since", kNewer}}, kProceed},
          {{{"If-Unmodified-Since", "yesterday"}}, kProceed},
          {{{"If-Match", "\"a\""}, {"If-Unmodified-Since", kOlder}}, kProceed},
          {{{"If-Unmodified-Since", kSame}, {"If-Modified-Since", kSame}}, kNotModified},
          {{{"If-Unmodified-Since", kOlder}, {"If-None-Match", "\"a\""}}, kFailed},
      },
      "\"a\"");
}
