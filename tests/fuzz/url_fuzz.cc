// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// URLs: what parses has a normal form that parses to itself, and never leaks a credential.
#include <cstdlib>

#include "base/bytes.h"
#include "http/url.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = igp::as_text({data, size});
  const auto url = igp::http::Url::parse(text);
  if (url) {
    if (igp::http::Url::parse(url->str()) != *url) std::abort();
    if (url->str().find('@') < url->str().find('/', 8)) std::abort();
  }
  const auto base = igp::http::Url::parse("http://host/a/b?c");
  if (const auto target = base->resolve(text); target && target->path().empty()) std::abort();
  (void)igp::http::decode_percent(text);
  return 0;
}
