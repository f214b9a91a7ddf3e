// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/schema/reference.h"

#include <charconv>
#include <optional>
#include <vector>

namespace igp::rego::schema {
namespace {

Fail malformed(std::string_view what) { return fail(ErrorCode::kRegoEval, "{}", what); }

std::string decode_token(std::string_view token) {
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const std::string_view escape = token.substr(i, 2);
    if (escape == "~1" || escape == "~0") {
      out += escape == "~1" ? '/' : '~';
      ++i;
    } else {
      out += token[i];
    }
  }
  return out;
}

std::optional<std::size_t> read_index(std::string_view token) {
  std::size_t out = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), out);
  if (error != std::errc() || end != token.data() + token.size()) return std::nullopt;
  return out;
}

Result<Value> step(const Value& node, std::string_view token) {
  if (node.is_object()) {
    const std::string key = decode_token(token);
    const Value next = node.get(key);
    if (next.is_undefined()) return malformed(fmt::format("Object has no key '{}'", key));
    return next;
  }
  if (!node.is_array()) {
    return malformed(fmt::format("Invalid token reference '{}'", token));
  }
  const auto index = read_index(token);
  if (!index) return malformed(fmt::format("Invalid array index '{}'", token));
  if (*index >= node.size()) {
    return malformed(fmt::format("Out of bound array[0,{}] index '{}'", node.size(), *index));
  }
  return node.items()[*index];
}

}  // namespace

Result<Reference> Reference::parse(std::string_view text) {
  auto url = GoUrl::parse(text);
  if (!url) return malformed(url.error());
  return Reference(*std::move(url));
}

std::string Reference::document() const {
  GoUrl url = url_;
  url.fragment.clear();
  return url.text();
}

bool Reference::is_canonical() const {
  if (url_.scheme == "file") return url_.path.starts_with('/');
  return !url_.scheme.empty() && !url_.host.empty();
}

Result<Reference> Reference::inherit(const Reference& child) const {
  GoUrl parent = url_;
  parent.fragment.clear();
  return parse(parent.resolve(child.url_).text());
}

Result<Value> Reference::find_in(const Value& document) const {
  Value node = document;
  std::string_view rest = url_.fragment;
  if (!rest.starts_with('/')) return node;  // a name, which the pool would have known
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    node = IGP_TRY(step(node, rest.substr(0, slash)));
    rest.remove_prefix(slash);
  }
  return node;
}

}  // namespace igp::rego::schema
