// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/fetch/answer_head.h"
#include "http/client/transfer.h"

// The lines of an answer's head, as libcurl hands them over, then what fetch makes of them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = igp::as_text({data, size});
  const igp::http::HttpRequest request{.url = *igp::http::Url::parse("http://example.com/")};
  igp::http::Transfer transfer(request, nullptr);
  bool going_on = true;
  while (going_on && !text.empty()) {
    const std::size_t line = std::min(text.find('\n'), text.size() - 1) + 1;
    going_on = transfer.head_line(text.substr(0, line));
    text.remove_prefix(line);
  }
  if (going_on == transfer.failure().has_value()) __builtin_trap();
  const auto head = igp::delivery::check_pack_head(transfer.answer(), false);
  if (head && head->digests.empty()) __builtin_trap();
  return 0;
}
