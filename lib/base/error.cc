// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/error.h"

#include <array>

#include "base/utf8.h"

namespace igp {
namespace {

constexpr ErrorCodeInfo kTable[] = {
#define X(name, text, exit_class, doc) {ErrorCode::name, text, exit_class, doc},
#include "base/error_codes.inc"
#undef X
};

constexpr std::size_t kQuotedMax = 200;

}  // namespace

std::span<const ErrorCodeInfo> error_code_table() { return kTable; }

const ErrorCodeInfo& info(ErrorCode code) { return kTable[static_cast<std::size_t>(code)]; }

std::string Error::text() const {
  std::string out;
  for (auto it = context.rbegin(); it != context.rend(); ++it) {
    out += *it;
    out += ": ";
  }
  return out + message;
}

std::string quote(std::string_view text) {
  const bool cut = text.size() > kQuotedMax;
  if (cut) text = text.substr(0, kQuotedMax);
  return fmt::format("'{}{}'", escape_for_terminal(text), cut ? "…" : "");
}

}  // namespace igp
