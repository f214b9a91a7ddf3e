// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/client/exchange.h"

#include <cstdint>
#include <memory>
#include <span>

#include "http/client/answer_parser.h"

namespace igp::http {
namespace {

constexpr std::size_t kReadBytes = 64 * limits::kKiB;

Status send_all(ByteStream& stream, std::string_view head, std::string_view body,
                IoLimits& limits) {
  IGP_CHECK(stream.write_all(as_bytes(head), limits));
  return stream.write_all(as_bytes(body), limits);
}

Result<bool> receive(ByteStream& stream, Transfer& transfer, IoLimits& limits) {
  const std::string& method = transfer.request().method;
  AnswerParser parser(transfer, method != "HEAD" && method != "CONNECT");
  // Not zeroed: an answer of a few KiB touches as many pages, not all.
  const auto storage = std::make_unique_for_overwrite<std::uint8_t[]>(kReadBytes);
  const std::span buffer(storage.get(), kReadBytes);
  while (!parser.done()) {
    const std::size_t got = IGP_TRY(stream.read_some(buffer, limits));
    if (got == 0) {
      IGP_CHECK(parser.finish());
      return false;
    }
    const std::size_t taken = parser.feed(buffer.first(got));
    if (transfer.failure()) return Fail(*transfer.failure());
    if (parser.done() && taken < got) return false;  // bytes that nobody asked for
  }
  return parser.reusable();
}

}  // namespace

Result<bool> exchange(ByteStream& stream, std::string_view head, std::string_view body,
                      Transfer& transfer, IoLimits& limits) {
  const Status sent = send_all(stream, head, body, limits);
  auto reusable = receive(stream, transfer, limits);
  if (sent) return reusable;
  // A server may refuse a large body before it has read all of it; its answer says why.
  if (!reusable) return Fail(sent.error());
  return false;
}

}  // namespace igp::http
