// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/link_field.h"

#include <algorithm>
#include <optional>

#include "http/headers.h"

namespace igp::http {
namespace {

Fail invalid() {
  return fail(ErrorCode::kHttpAnswerInvalid, "the answer has a malformed Link field");
}

/// Takes the grammar's parts off a field's value.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool empty() const { return rest_.empty(); }
  void skip_space() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t'))
      rest_.remove_prefix(1);
  }
  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  Result<std::string> target() {
    if (!take('<')) return invalid();
    const std::size_t end = rest_.find('>');
    if (end == std::string_view::npos) return invalid();
    std::string out(rest_.substr(0, end));
    rest_.remove_prefix(end + 1);
    return out;
  }

  Result<std::string> token() {
    std::size_t end = 0;
    while (end < rest_.size() && is_token(rest_.substr(end, 1))) ++end;
    if (end == 0) return invalid();
    std::string out(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return out;
  }

  Result<std::string> value() {
    if (!take('"')) return token();
    std::string out;
    while (!rest_.empty()) {
      if (take('"')) return out;
      if (take('\\') && rest_.empty()) break;
      out += rest_.front();
      rest_.remove_prefix(1);
    }
    return invalid();
  }

 private:
  std::string_view rest_;
};

struct Parameters {
  std::optional<std::string> rel;
  std::string type;
  bool anchored = false;
};

Result<Parameters> parse_parameters(Reader& reader) {
  Parameters out;
  for (;;) {
    reader.skip_space();
    if (!reader.take(';')) return out;
    reader.skip_space();
    const std::string name = to_lower_ascii(IGP_TRY(reader.token()));
    reader.skip_space();
    std::string value;
    if (reader.take('=')) {
      reader.skip_space();
      value = IGP_TRY(reader.value());
    }
    if (name == "rel" && !out.rel) out.rel = to_lower_ascii(value);
    if (name == "type") out.type = to_lower_ascii(value);
    if (name == "anchor") out.anchored = true;
  }
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace

bool Link::has_relation(std::string_view name) const {
  return std::ranges::find(relations, name) != relations.end();
}

Result<std::vector<Link>> parse_link_field(std::string_view value) {
  std::vector<Link> out;
  Reader reader(value);
  for (;;) {
    reader.skip_space();
    if (reader.empty()) return out;
    if (reader.take(',')) continue;  // empty list elements are allowed (RFC 9110 section 5.6.1)
    Link link;
    link.target = IGP_TRY(reader.target());
    Parameters parameters = IGP_TRY(parse_parameters(reader));
    link.relations = split_words(parameters.rel.value_or(""));
    link.type = std::move(parameters.type);
    if (!parameters.anchored) out.push_back(std::move(link));
    if (!reader.empty() && !reader.take(',')) return invalid();
  }
}

}  // namespace igp::http
