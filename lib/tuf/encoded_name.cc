// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "tuf/encoded_name.h"

#include <fmt/format.h>

#include <iterator>

namespace igp::tuf {
namespace {

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

std::string encode(std::string_view text, std::string_view also_plain) {
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c) || also_plain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace

std::string encode_name(std::string_view name) {
  std::string out = encode(name, "");
  if (out.starts_with('.')) out.replace(0, 1, "%2E");
  return out;
}

std::string target_url_path(std::string_view path, const crypto::Digest& hash, bool consistent) {
  if (!consistent) return encode(path, "/");
  const std::size_t name = path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1;
  return encode(path.substr(0, name), "/") + hash.hex() + "." + encode(path.substr(name), "");
}

}  // namespace igp::tuf
