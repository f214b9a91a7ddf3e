// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/conditional.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "http/date.h"

namespace igp::http {
namespace {

/// One entity tag (section 8.8.3).
struct Tag {
  bool weak = false;
  std::string_view opaque;  ///< with its quotes
};

/// Takes an entity tag off the front of `text`. Commas may stand inside of the quotes.
std::optional<Tag> take_tag(std::string_view& text) {
  Tag tag;
  tag.weak = text.starts_with("W/");
  if (tag.weak) text.remove_prefix(2);
  if (!text.starts_with('"')) return std::nullopt;
  const std::size_t close = text.find('"', 1);
  if (close == std::string_view::npos) return std::nullopt;
  tag.opaque = text.substr(0, close + 1);
  const bool valid = std::ranges::all_of(tag.opaque.substr(1, close - 1), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x21 && byte != 0x7f;
  });
  text.remove_prefix(close + 1);
  return valid ? std::optional(tag) : std::nullopt;
}

/// A comma-separated list in which empty elements count for nothing (section 5.6.1).
std::optional<std::vector<Tag>> parse_tags(std::string_view text) {
  std::vector<Tag> tags;
  for (text = trim_whitespace(text); !text.empty(); text = trim_whitespace(text)) {
    if (text.starts_with(',')) {
      text.remove_prefix(1);
      continue;
    }
    const std::optional<Tag> tag = take_tag(text);
    text = trim_whitespace(text);
    if (!tag || (!text.empty() && text[0] != ',')) return std::nullopt;
    tags.push_back(*tag);
  }
  return tags;
}

enum class Comparison : std::uint8_t { kStrong, kWeak };

/// Whether the condition `field` ("*" or a list) names the tag `current`.
bool names_tag(std::string_view field, std::string_view current, Comparison comparison) {
  if (trim_whitespace(field) == "*") return true;
  const std::optional<Tag> own = take_tag(current);
  const std::optional<std::vector<Tag>> tags = parse_tags(field);
  if (!own || !tags) return false;
  return std::ranges::any_of(*tags, [&](const Tag& tag) {
    if (comparison == Comparison::kStrong && (tag.weak || own->weak)) return false;
    return tag.opaque == own->opaque;
  });
}

/// The date in field `name`; a repeated or malformed one is ignored (sections 13.1.3 and 13.1.4).
std::optional<std::int64_t> date_in(const Headers& request, std::string_view name, UnixNanos now) {
  const std::optional<std::string> value = request.joined(name);
  if (!value) return std::nullopt;
  const auto date = parse_http_date(*value, now);
  return date ? std::optional(*date) : std::nullopt;
}

}  // namespace

Precondition evaluate_conditions(const Headers& request, const Validators& current, UnixNanos now) {
  if (const auto match = request.joined("If-Match")) {
    if (!names_tag(*match, current.etag, Comparison::kStrong)) return Precondition::kFailed;
  } else if (const auto date = date_in(request, "If-Unmodified-Since", now)) {
    if (current.last_modified > *date) return Precondition::kFailed;
  }
  if (const auto none_match = request.joined("If-None-Match")) {
    return names_tag(*none_match, current.etag, Comparison::kWeak) ? Precondition::kNotModified
                                                                   : Precondition::kProceed;
  }
  const auto date = date_in(request, "If-Modified-Since", now);
  if (date && current.last_modified <= *date) return Precondition::kNotModified;
  return Precondition::kProceed;
}

}  // namespace igp::http
