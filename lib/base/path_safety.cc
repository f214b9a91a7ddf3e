// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/path_safety.h"

#include <algorithm>

#include "base/limits.h"
#include "base/utf8.h"

namespace igp {
namespace {

std::string_view reason_against(std::string_view text) {
  if (text.empty()) return "empty name";
  if (text.size() > limits::kArchiveNameBytes) return "name too long";
  if (!is_valid_utf8(text)) return "name is not valid UTF-8";
  if (text.front() == '/') return "absolute name";
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  if (std::ranges::any_of(text, is_control)) return "control character in name";
  if (text.find('\\') != std::string_view::npos) return "backslash in name";
  int depth = 0;
  for (std::string_view rest = text;;) {
    const std::size_t slash = rest.find('/');
    const std::string_view component = rest.substr(0, slash);
    if (component.empty()) return "empty path component";
    if (component == "." || component == "..") return "'.' or '..' as a path component";
    if (++depth > limits::kArchiveDepth) return "path too deep";
    if (slash == std::string_view::npos) return {};
    rest.remove_prefix(slash + 1);
  }
}

}  // namespace

Result<CanonicalPath> CanonicalPath::parse(std::string_view text) {
  if (const std::string_view reason = reason_against(text); !reason.empty()) {
    return fail(ErrorCode::kArchiveUnsafe, "{}: {}", quote(text), reason);
  }
  return CanonicalPath(std::string(text));
}

std::string_view CanonicalPath::first_component() const {
  return std::string_view(text_).substr(0, text_.find('/'));
}

}  // namespace igp
