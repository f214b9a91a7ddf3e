// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/client/curl_api.h"

#include "base/shared_library.h"

namespace igp::http {
namespace {

Result<CurlApi> load() {
  const SharedLibrary library = IGP_TRY(SharedLibrary::open(
      "libcurl.so.4", "install libcurl 7.88 or later (Debian: apt-get install libcurl4)"));
  CurlApi api{};
  IGP_CHECK(library.bind("curl_global_init", api.global_init));
  IGP_CHECK(library.bind("curl_easy_init", api.easy_init));
  IGP_CHECK(library.bind("curl_easy_cleanup", api.easy_cleanup));
  IGP_CHECK(library.bind("curl_easy_reset", api.easy_reset));
  IGP_CHECK(library.bind("curl_easy_setopt", api.easy_setopt));
  IGP_CHECK(library.bind("curl_easy_perform", api.easy_perform));
  IGP_CHECK(library.bind("curl_easy_strerror", api.easy_strerror));
  IGP_CHECK(library.bind("curl_slist_append", api.slist_append));
  IGP_CHECK(library.bind("curl_slist_free_all", api.slist_free_all));
  if (api.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    return fail(ErrorCode::kUnavailable, "libcurl cannot be initialised");
  }
  return api;
}

}  // namespace

Result<const CurlApi*> curl_api() {
  static const Result<CurlApi> loaded = load();
  if (!loaded) return Fail(loaded.error());
  return &*loaded;
}

}  // namespace igp::http
