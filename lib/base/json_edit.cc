// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/json_edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace igp {
namespace {

/// Where things are in an object's text; offsets in bytes.
struct Layout {
  std::string_view lead;  ///< white space between the brace and the first member
  std::size_t end = 0;    ///< after the last member, or after the brace when there is none
  std::size_t value = 0;  ///< of the member that was looked for
  std::size_t value_end = 0;
  bool is_empty = true;
  bool found = false;
};

/// Walks through text that parse_json has accepted, so that only the marks of JSON need to be seen.
class Walker {
 public:
  explicit Walker(std::string_view text) : text_(text) {}

  Result<Layout> find(std::string_view name) {
    Layout out;
    skip_space();
    ++at_;  // the brace
    const std::size_t inside = at_;
    out.end = inside;
    skip_space();
    out.lead = text_.substr(inside, at_ - inside);
    while (text_[at_] != '}') {
      out.is_empty = false;
      const std::string_view key = take_value();
      skip_space();
      ++at_;  // the colon
      skip_space();
      const std::size_t value = at_;
      take_value();
      out.end = at_;
      if (IGP_TRY(parse_json(key)).get_ref<const std::string&>() == name) {
        out.value = value;
        out.value_end = at_;
        out.found = true;
      }
      skip_space();
      if (text_[at_] == ',') ++at_;
      skip_space();
    }
    return out;
  }

 private:
  void skip_space() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }

  void skip_string() {
    for (++at_; text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\') ++at_;
    }
    ++at_;
  }

  std::string_view take_value() {
    const std::size_t begin = at_;
    std::size_t depth = 0;
    do {
      const char c = text_[at_];
      if (c == '"') {
        skip_string();
        continue;
      }
      if (c == '{' || c == '[') ++depth;
      if (c == '}' || c == ']') --depth;
      ++at_;
      if (depth == 0 && c != '}' && c != ']') {
        at_ = std::min(text_.find_first_of(",]} \t\r\n", at_), text_.size());
      }
    } while (depth > 0);
    return text_.substr(begin, at_ - begin);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

std::string encode_like(std::string_view lead, const Json& value) {
  const std::size_t line = lead.rfind('\n');
  if (line == std::string_view::npos) return encode_json(value);
  const std::string_view indent = lead.substr(line + 1);
  std::string out;
  for (const char c : encode_json_pretty(value)) {
    out += c;
    if (c == '\n') out += indent;
  }
  out.resize(out.size() - indent.size() - 1);  // the final newline
  return out;
}

}  // namespace

Result<std::string> set_json_member(std::string_view object, std::string_view name,
                                    const Json& value, const JsonLimits& limits) {
  if (!IGP_TRY(parse_json(object, limits)).is_object()) {
    return fail(ErrorCode::kFieldInvalid, "not a JSON object");
  }
  const Layout layout = IGP_TRY(Walker(object).find(name));
  const std::string text = encode_like(layout.lead, value);
  if (layout.found) {
    return fmt::format("{}{}{}", object.substr(0, layout.value), text,
                       object.substr(layout.value_end));
  }
  return fmt::format("{}{}{}{}: {}{}", object.substr(0, layout.end), layout.is_empty ? "" : ",",
                     layout.is_empty ? "" : layout.lead, encode_json(Json(name)), text,
                     object.substr(layout.end));
}

}  // namespace igp
