// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The functions of libcurl that igpack calls, bound when the first request is sent.
#pragma once

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

#include "base/result.h"

namespace igp::http {

/// libcurl, loaded. One member per function, named as there without the prefix.
struct CurlApi {
  decltype(::curl_global_init)* global_init;
  decltype(::curl_easy_init)* easy_init;
  decltype(::curl_easy_cleanup)* easy_cleanup;
  decltype(::curl_easy_reset)* easy_reset;
  decltype(::curl_easy_setopt)* easy_setopt;
  decltype(::curl_easy_perform)* easy_perform;
  decltype(::curl_easy_strerror)* easy_strerror;
  decltype(::curl_slist_append)* slist_append;
  decltype(::curl_slist_free_all)* slist_free_all;
};

/// Loads libcurl on the first call and initialises it. Fails with kUnavailable.
Result<const CurlApi*> curl_api();

}  // namespace igp::http
