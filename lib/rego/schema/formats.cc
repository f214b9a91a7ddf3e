// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <iterator>

#include "base/ascii.h"
#include "rego/builtins/go_url.h"
#include "rego/builtins/ip_network.h"
#include "rego/builtins/time_layout.h"
#include "rego/schema/schema.h"

namespace igp::rego::schema {
namespace {

using Text = std::string_view;

bool has_layout(Text text, std::initializer_list<Text> layouts) {
  return std::ranges::any_of(layouts,
                             [&](Text layout) { return parse_time(layout, text).has_value(); });
}

bool is_date(Text text) { return has_layout(text, {"2006-01-02"}); }
bool is_time(Text text) { return has_layout(text, {"15:04:05Z07:00", "15:04:05"}); }
bool is_date_time(Text text) {
  return has_layout(text,
                    {"15:04:05", "15:04:05Z07:00", "2006-01-02", "2006-01-02T15:04:05Z07:00"});
}

bool is_host_label(Text label) {
  constexpr std::size_t kMost = 63;
  return !label.empty() && label.size() <= kMost && label.front() != '-' && label.back() != '-' &&
         std::ranges::all_of(label, [](char c) { return is_alphanumeric(c) || c == '-'; });
}

bool is_hostname(Text text) {
  if (text.size() > 255) return false;
  for (;;) {
    const std::size_t dot = text.find('.');
    if (!is_host_label(text.substr(0, dot))) return false;
    if (dot == Text::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

// RFC 5322 section 3.2.3, with what is not ASCII (RFC 6532).
bool is_atom_character(char c) {
  return is_alphanumeric(c) || static_cast<unsigned char>(c) >= 0x80 ||
         Text("!#$%&'*+-/=?^_`{|}~").contains(c);
}

bool is_dot_atom(Text text) {
  return !text.empty() && text.front() != '.' && text.back() != '.' && !text.contains("..") &&
         std::ranges::all_of(text, [](char c) { return c == '.' || is_atom_character(c); });
}

bool is_quoted_text(Text text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return false;
  text = text.substr(1, text.size() - 2);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"' || text[i] == '\r' || text[i] == '\n') return false;
    if (text[i] == '\\' && ++i == text.size()) return false;
  }
  return true;
}

bool is_mailbox(Text text) {
  const std::size_t at = text.rfind('@');
  if (at == Text::npos) return false;
  const Text local = text.substr(0, at);
  const Text domain = text.substr(at + 1);
  if (local != "\"\"" && !is_dot_atom(local) && !is_quoted_text(local)) return false;
  if (domain.starts_with('[') && domain.ends_with(']')) {
    return IpAddress::parse(domain.substr(1, domain.size() - 2)).has_value();
  }
  return is_dot_atom(domain);
}

Text trim_blanks(Text text) {
  while (!text.empty() && Text(" \t").contains(text.front())) text.remove_prefix(1);
  while (!text.empty() && Text(" \t").contains(text.back())) text.remove_suffix(1);
  return text;
}

/// Words or quoted texts before an address in angle brackets.
bool is_display_name(Text text) {
  for (text = trim_blanks(text); !text.empty(); text = trim_blanks(text)) {
    std::size_t end = 0;
    if (text.front() == '"') {
      end = text.find('"', 1);
      if (end == Text::npos) return false;
      ++end;
    } else {
      while (end < text.size() && (is_atom_character(text[end]) || text[end] == '.')) ++end;
      if (end == 0) return false;
    }
    text.remove_prefix(end);
  }
  return true;
}

/// An address (RFC 5322 section 3.4), alone or with a name.
bool is_email(Text text) {
  text = trim_blanks(text);
  const std::size_t open = text.find('<');
  if (open == Text::npos || !text.ends_with('>')) return is_mailbox(text);
  return is_display_name(text.substr(0, open)) &&
         is_mailbox(text.substr(open + 1, text.size() - open - 2));
}

bool is_ipv4(Text text) { return text.contains('.') && IpAddress::parse(text).has_value(); }
bool is_ipv6(Text text) { return text.contains(':') && IpAddress::parse(text).has_value(); }

bool is_uri_reference(Text text) { return !text.contains('\\') && GoUrl::parse(text).has_value(); }

bool is_uri(Text text) {
  const auto url = GoUrl::parse(text);
  return url && !url->scheme.empty() && !text.contains('\\');
}

/// Braces in pairs, none inside another.
bool is_uri_template(Text text) {
  const auto url = GoUrl::parse(text);
  if (!url || text.contains('\\')) return false;
  bool open = false;
  for (const char c : url->path) {
    if (c == '{' && !open) {
      open = true;
    } else if (c == '}' && open) {
      open = false;
    }
  }
  return !open;
}

bool is_uuid(Text text) {
  constexpr Text kForm = "00000000-0000-0000-0000-000000000000";
  return text.size() == kForm.size() && std::ranges::equal(text, kForm, [](char c, char form) {
           return form == '-' ? c == '-' : is_hex_digit(c);
         });
}

bool is_regex(Text text) { return regex::Regex::is_valid(text); }

bool is_json_pointer(Text text) {
  if (text.empty()) return true;
  if (text.front() != '/') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '~' && (i + 1 == text.size() || (text[i + 1] != '0' && text[i + 1] != '1'))) {
      return false;
    }
  }
  return true;
}

bool is_relative_json_pointer(Text text) {
  const auto end = std::ranges::find_if_not(text, is_digit);
  const auto digits = static_cast<std::size_t>(end - text.begin());
  if (digits == 0 || (digits > 1 && text.front() == '0')) return false;
  text.remove_prefix(digits);
  return text == "#" || is_json_pointer(text);
}

struct FormatRow {
  Text name;
  bool (*check)(Text);
};
constexpr FormatRow kFormats[] = {
    {"date", is_date},
    {"time", is_time},
    {"date-time", is_date_time},
    {"hostname", is_hostname},
    {"email", is_email},
    {"idn-email", is_email},
    {"ipv4", is_ipv4},
    {"ipv6", is_ipv6},
    {"uri", is_uri},
    {"uri-reference", is_uri_reference},
    {"iri", is_uri},
    {"iri-reference", is_uri_reference},
    {"uri-template", is_uri_template},
    {"uuid", is_uuid},
    {"regex", is_regex},
    {"json-pointer", is_json_pointer},
    {"relative-json-pointer", is_relative_json_pointer},
};

}  // namespace

bool has_format(std::string_view format, std::string_view text) {
  const auto* row = std::ranges::find(kFormats, format, &FormatRow::name);
  return row == std::end(kFormats) || row->check(text);
}

}  // namespace igp::rego::schema
