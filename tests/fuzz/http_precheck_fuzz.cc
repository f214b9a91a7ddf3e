// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Request heads: scanning byte by byte and at once agree, and an accepted head holds no bare LF.
#include <cstdlib>

#include "base/bytes.h"
#include "http/server/precheck.h"

using igp::http::HeadScanner;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = igp::as_text({data, size});
  HeadScanner whole;
  HeadScanner pieces;
  const HeadScanner::State state = whole.scan(text);
  HeadScanner::State piecewise = HeadScanner::State::kNeedMore;
  for (std::size_t i = 1; i <= size && piecewise == HeadScanner::State::kNeedMore; ++i) {
    piecewise = pieces.scan(text.substr(0, i));
  }
  if (size > 0 && piecewise != state) std::abort();
  if (state != HeadScanner::State::kComplete) return 0;
  if (whole.length() != pieces.length() || whole.length() > size) std::abort();
  const std::string_view head = text.substr(0, whole.length());
  if (!igp::http::check_request_head(head) && head.find("\n\n") != head.npos) std::abort();
  return 0;
}
