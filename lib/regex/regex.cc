// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "regex/regex.h"

#include <re2/re2.h>

#include <charconv>

#include "base/utf8.h"

namespace igp::regex {
namespace {

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }
std::string_view view(const re2::StringPiece& text) { return {text.data(), text.size()}; }

RE2::Options options() {
  RE2::Options out(RE2::Quiet);
  out.set_max_mem(static_cast<std::int64_t>(limits::kRegexProgramBytes));
  return out;
}

// RE2's words for what Go says of the same pattern.
std::string go_message(const RE2& re) {
  const auto shown = [&](std::string_view problem) {
    return fmt::format("error parsing regexp: {}: `{}`", problem, re.error_arg());
  };
  switch (re.error_code()) {
    case RE2::ErrorBadEscape:
      return shown("invalid escape sequence");
    case RE2::ErrorBadCharClass:
      return shown("invalid character class");
    case RE2::ErrorBadCharRange:
      return shown("invalid character class range");
    case RE2::ErrorMissingBracket:
      return shown("missing closing ]");
    case RE2::ErrorMissingParen:
      return fmt::format("error parsing regexp: missing closing ): `{}`", re.pattern());
    case RE2::ErrorUnexpectedParen:
      return fmt::format("error parsing regexp: unexpected ): `{}`", re.pattern());
    case RE2::ErrorTrailingBackslash:
      return "error parsing regexp: trailing backslash at end of expression: ``";
    case RE2::ErrorRepeatArgument:
      return shown("missing argument to repetition operator");
    case RE2::ErrorRepeatSize:
      return shown("invalid repeat count");
    case RE2::ErrorRepeatOp:
      return shown("invalid nested repetition operator");
    case RE2::ErrorBadPerlOp:
      return shown("invalid or unsupported Perl syntax");
    case RE2::ErrorBadUTF8:
      return shown("invalid UTF-8");
    case RE2::ErrorBadNamedCapture:
      return shown("invalid named capture");
    default:
      return "error parsing regexp: " + re.error();
  }
}

// Go also writes (?P<name>...) as (?<name>...), which this RE2 does not know.
std::string with_go_group_names(std::string_view pattern) {
  std::string out;
  bool in_class = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const std::string_view rest = pattern.substr(i);
    if (pattern[i] == '\\' && rest.size() > 1) {
      if (rest.starts_with("\\Q")) {
        const std::size_t end = std::min(pattern.find("\\E", i), pattern.size());
        out += pattern.substr(i, end - i);
        i = end - 1;
        continue;
      }
      out += pattern[i++];
    } else if (in_class) {
      in_class = pattern[i] != ']';
    } else if (pattern[i] == '[') {
      in_class = true;
      // A closing bracket at the start of a class is one of its characters.
      const std::size_t start = rest.starts_with("[^]") ? 2 : rest.starts_with("[]") ? 1 : 0;
      out += pattern.substr(i, start);
      i += start;
    } else if (rest.starts_with("(?<") && rest.size() > 3 && rest[3] != '=' && rest[3] != '!') {
      out += "(?P";
      i += 1;
      continue;
    }
    out += pattern[i];
  }
  return out;
}

bool is_name_character(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The name of a "$name" or "${name}" whose dollar sign has been taken from `text`, which moves
// behind it; empty when there is none, and then the dollar sign stands for itself.
std::string_view take_group_name(std::string_view& text) {
  const bool braced = text.starts_with('{');
  const std::string_view body = text.substr(braced ? 1 : 0);
  std::size_t size = 0;
  while (size < body.size() && is_name_character(body[size])) ++size;
  if (size == 0 || (braced && (size == body.size() || body[size] != '}'))) return {};
  text.remove_prefix(size + (braced ? 2 : 0));
  return body.substr(0, size);
}

}  // namespace

struct Regex::State {
  explicit State(std::string_view pattern) : re(with_go_group_names(pattern), options()) {}
  RE2 re;
};

Regex::Regex(std::unique_ptr<State> state) : state_(std::move(state)) {}
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

Result<Regex> Regex::compile(std::string_view pattern) {
  if (pattern.size() > limits::kRegexPatternBytes) {
    return fail(ErrorCode::kLimitExceeded, "regular expression is longer than {} bytes",
                limits::kRegexPatternBytes);
  }
  auto state = std::make_unique<State>(pattern);
  if (!state->re.ok()) {
    const bool too_large = state->re.error_code() == RE2::ErrorPatternTooLarge;
    return fail(too_large ? ErrorCode::kLimitExceeded : ErrorCode::kRegexInvalid, "{}",
                go_message(state->re));
  }
  return Regex(std::move(state));
}

bool Regex::is_valid(std::string_view pattern) {
  return pattern.size() <= limits::kRegexPatternBytes &&
         RE2(with_go_group_names(pattern), options()).ok();
}

bool Regex::matches(std::string_view text) const {
  return RE2::PartialMatch(piece(text), state_->re);
}

std::vector<Regex::Match> Regex::find_all(std::string_view text, std::ptrdiff_t limit) const {
  std::vector<Match> out;
  const auto groups = static_cast<std::size_t>(state_->re.NumberOfCapturingGroups()) + 1;
  std::vector<re2::StringPiece> found(groups);
  std::size_t at = 0;
  const char* previous_end = nullptr;
  while (at <= text.size() && (limit < 0 || static_cast<std::ptrdiff_t>(out.size()) < limit)) {
    if (!state_->re.Match(piece(text), at, text.size(), RE2::UNANCHORED, found.data(),
                          static_cast<int>(groups))) {
      break;
    }
    const char* const end = found[0].data() + found[0].size();
    const auto end_offset = static_cast<std::size_t>(end - text.data());
    if (!(found[0].empty() && found[0].data() == previous_end)) {
      Match match;
      for (const auto& group : found) match.push_back(view(group));
      out.push_back(std::move(match));
    }
    previous_end = end;
    at = end_offset;
    if (found[0].empty()) {
      const CodePoint point = at < text.size() ? decode_utf8(text.substr(at)) : CodePoint{};
      at += point.length == 0 ? 1 : point.length;
    }
  }
  return out;
}

std::string Regex::replace_all(std::string_view text, std::string_view replacement) const {
  const auto append_group = [&](std::string& out, const Match& match, std::string_view name) {
    std::size_t number = match.size();
    const auto [end, failure] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (failure != std::errc() || end != name.data() + name.size()) {
      const auto& names = state_->re.NamedCapturingGroups();
      const auto at = names.find(std::string(name));
      number = at == names.end() ? match.size() : static_cast<std::size_t>(at->second);
    }
    if (number < match.size()) out += match[number];
  };
  std::string out;
  const char* done = text.data();
  for (const Match& match : find_all(text, -1)) {
    out.append(done, match[0].data());
    done = match[0].data() + match[0].size();
    std::string_view left = replacement;
    while (!left.empty()) {
      const std::size_t dollar = std::min(left.find('$'), left.size());
      out += left.substr(0, dollar);
      left.remove_prefix(dollar);
      if (left.empty()) break;
      left.remove_prefix(1);
      if (left.starts_with('$')) {
        out += '$';
        left.remove_prefix(1);
      } else if (const std::string_view name = take_group_name(left); !name.empty()) {
        append_group(out, match, name);
      } else {
        out += '$';
      }
    }
  }
  return out.append(done, text.data() + text.size());
}

std::vector<std::string_view> Regex::split(std::string_view text) const {
  if (!state_->re.pattern().empty() && text.empty()) return {text};
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  std::size_t end = 0;
  for (const Match& match : find_all(text, -1)) {
    const auto at = static_cast<std::size_t>(match[0].data() - text.data());
    // A match at the very end or empty at the very start separates nothing.
    end = at;
    if (at + match[0].size() != 0) out.push_back(text.substr(begin, end - begin));
    begin = at + match[0].size();
  }
  if (end != text.size()) out.push_back(text.substr(begin));
  return out;
}

std::string Regex::quote(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\.+*?()|[]{}^$").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

}  // namespace igp::regex
