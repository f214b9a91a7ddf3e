// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/checkpoint.h"

#include <algorithm>
#include <charconv>

#include "base/base64.h"
#include "base/limits.h"
#include "base/utf8.h"

namespace igp::sigstore {
namespace {

constexpr std::string_view kSignaturePrefix = "\u2014 ";  // em dash and space, exactly
constexpr std::size_t kRootHashSize = 32;

template <class... Args>
Fail invalid(fmt::format_string<Args...> format, Args&&... args) {
  return fail(ErrorCode::kCheckpointInvalid, "checkpoint {}",
              fmt::format(format, std::forward<Args>(args)...));
}

/// Takes a line with its newline off `text`, and returns it without; nothing when there is none.
std::optional<std::string_view> take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

Result<std::int64_t> parse_size(std::string_view text) {
  std::int64_t size = -1;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), size);
  const bool canonical = text == "0" || !text.starts_with('0');
  if (failure != std::errc() || end != text.data() + text.size() || size < 0 || !canonical) {
    return invalid("has no tree size");
  }
  return size;
}

Result<NoteSignature> parse_signature(std::string_view line) {
  if (!line.starts_with(kSignaturePrefix)) return invalid("has a malformed signature line");
  line.remove_prefix(kSignaturePrefix.size());
  const std::size_t space = line.find(' ');
  if (space == 0 || space == std::string_view::npos)
    return invalid("has a signature line without name or signature");
  const auto bytes = parse_base64(line.substr(space + 1));
  NoteSignature out{.name = std::string(line.substr(0, space)), .hint = {}, .signature = {}};
  if (!bytes || bytes->size() <= out.hint.size())
    return invalid("has a signature that is not base64 or too short");
  std::copy_n(bytes->begin(), out.hint.size(), out.hint.begin());
  out.signature.assign(bytes->begin() + out.hint.size(), bytes->end());
  return out;
}

Status parse_body(std::string_view body, Checkpoint& out) {
  const auto origin = take_line(body);
  const auto size = take_line(body);
  const auto root = take_line(body);
  if (!origin || origin->empty() || !size || !root)
    return invalid("lacks origin, tree size or root hash");
  out.origin = *origin;
  out.tree_size = IGP_TRY(parse_size(*size));
  auto hash = parse_base64(*root);
  if (!hash || hash->size() != kRootHashSize) return invalid("has no root hash");
  out.root_hash = std::move(*hash);
  return {};
}

}  // namespace

Result<Checkpoint> parse_checkpoint(std::string_view note) {
  if (!is_valid_utf8(note)) return invalid("is not UTF-8");
  // The last blank line separates text and signatures, since the text may hold blank lines too.
  const std::size_t blank = note.rfind("\n\n");
  if (blank == std::string_view::npos) return invalid("has no signatures");
  Checkpoint out;
  out.signed_text = note.substr(0, blank + 1);
  IGP_CHECK(parse_body(out.signed_text, out));
  std::string_view rest = note.substr(blank + 2);
  while (!rest.empty()) {
    const auto line = take_line(rest);
    if (!line) return invalid("does not end with a newline");
    if (out.signatures.size() == limits::kCheckpointSignatures)
      return invalid("has too many signatures");
    out.signatures.push_back(IGP_TRY(parse_signature(*line)));
  }
  if (out.signatures.empty()) return invalid("has no signatures");
  return out;
}

}  // namespace igp::sigstore
