// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/fetch/answer_head.h"
#include "http/client/answer_parser.h"

namespace {

/// The answer in `bytes`, whose first `split` bytes arrive alone.
igp::http::HttpAnswer parse(igp::ByteView bytes, std::size_t split) {
  const igp::http::HttpRequest request{.url = *igp::http::Url::parse("http://example.com/")};
  igp::http::Transfer transfer(request, nullptr);
  igp::http::AnswerParser parser(transfer, true);
  if (parser.feed(bytes.first(split)) == split) parser.feed(bytes.subspan(split));
  return transfer.failure() ? igp::http::HttpAnswer{} : std::move(transfer.answer());
}

}  // namespace

// The bytes of an answer, in one piece and in two, then what fetch makes of its head.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const igp::http::HttpAnswer whole = parse({data, size}, 0);
  const igp::http::HttpAnswer halves = parse({data, size}, size / 2);
  if (whole.status != halves.status || whole.body != halves.body) __builtin_trap();
  const auto head = igp::delivery::check_pack_head(whole, false);
  if (head && head->digests.empty()) __builtin_trap();
  return 0;
}
