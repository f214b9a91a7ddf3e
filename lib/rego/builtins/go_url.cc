// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/go_url.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "base/ascii.h"
#include "base/hex.h"
#include "rego/builtins/ip_network.h"
#include "rego/builtins/operands.h"

namespace igp::rego {
namespace {

/// A part of a URL, or what Go says is wrong with it.
using Part = std::expected<std::string, std::string>;

enum class Mode : std::uint8_t { kPath, kUser, kHost, kZone, kFragment };

bool is_any_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }
bool is_unreserved(char c) { return is_alphanumeric(c) || is_any_of(c, "-_.~"); }
bool is_host_character(char c) { return is_unreserved(c) || is_any_of(c, "!$&'()*+,;=:[]<>\""); }

std::unexpected<std::string> wrong_escape(std::string_view escape) {
  return std::unexpected("invalid URL escape " + quoted(escape));
}

Part unescape(std::string_view text, Mode mode) {
  const bool host = mode == Mode::kHost || mode == Mode::kZone;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c != '%') {
      if (host && static_cast<unsigned char>(c) < 0x80 && !is_host_character(c)) {
        return std::unexpected("invalid character " + quoted({&c, 1}) + " in host name");
      }
      out += c;
      continue;
    }
    const std::string_view escape = text.substr(i, 3);
    const auto byte = parse_hex(escape.substr(1));
    if (!byte || byte->size() != 1) return wrong_escape(escape);
    const auto value = static_cast<char>((*byte)[0]);
    // Hosts escape what is not ASCII, and the percent sign before a zone (RFC 6874 section 2).
    const bool percent = escape == "%25";
    if (mode == Mode::kHost && !percent && (*byte)[0] < 0x80) return wrong_escape(escape);
    if (mode == Mode::kZone && !percent && value != ' ' && !is_host_character(value)) {
      return wrong_escape(escape);
    }
    out += value;
    i += 2;
  }
  return out;
}

// What net/url leaves as it is besides unreserved characters.
constexpr std::string_view kPlainInPath = "$&+,/:;=@";
constexpr std::string_view kPlainInUser = "$&+,;=";
constexpr std::string_view kPlainInHost = "!$&'()*+,;=:[]<>\"";
constexpr std::string_view kPlainInFragment = "$&+,/:;=?@!()*";

std::string escape(std::string_view text, std::string_view plain) {
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c) || is_any_of(c, plain)) {
      out += c;
    } else {
      constexpr std::string_view kDigits = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      out.append({'%', kDigits[byte >> 4], kDigits[byte & 0xF]});
    }
  }
  return out;
}

// Whether nothing but escapes is in the way of writing `raw` as it is.
bool is_escaped(std::string_view raw, std::string_view plain) {
  return std::all_of(raw.begin(), raw.end(), [&](char c) {
    return is_unreserved(c) || is_any_of(c, "!$&'()*+,;=:@[]%") || is_any_of(c, plain);
  });
}

std::unexpected<std::string> wrong_port(std::string_view port) {
  return std::unexpected("invalid port " + quoted(port) + " after host");
}

// What stands between brackets has to be an IPv6 address, with a zone or without.
std::expected<void, std::string> check_bracketed(std::string_view text) {
  const std::size_t mark = std::min(text.find_first_of(".:%"), text.size());
  const std::size_t zone = std::min(text.find('%'), text.size());
  const bool v6 = text.substr(mark).starts_with(':');
  const auto wrong = [&](std::string_view what, std::string_view at) {
    return std::unexpected(fmt::format("invalid host: ParseAddr({}): {}{}", quoted(text), what,
                                       at.empty() ? "" : fmt::format(" (at {})", quoted(at))));
  };
  if (v6 && zone + 1 == text.size()) return wrong("zone must be a non-empty string", "");
  const auto address = IpAddress::parse(v6 ? text.substr(0, zone) : text);
  if (!address) return wrong(address.error().what, address.error().at);
  if (!v6) return std::unexpected("invalid IP-literal");
  return {};
}

Part parse_bracketed_host(std::string_view text) {
  const std::size_t close = text.rfind(']');
  if (close == std::string_view::npos) return std::unexpected("missing ']' in host");
  const std::string_view port = text.substr(close + 1);
  if (!is_optional_port(port)) return wrong_port(port);
  const std::string_view inside = text.substr(1, close - 1);
  const std::size_t zone = std::min(inside.find("%25"), inside.size());
  auto name = unescape(inside.substr(0, zone), Mode::kHost);
  if (!name) return name;
  const auto zone_name = unescape(inside.substr(zone), Mode::kZone);
  if (!zone_name) return zone_name;
  *name += *zone_name;
  if (const auto checked = check_bracketed(*name); !checked) {
    return std::unexpected(checked.error());
  }
  return fmt::format("[{}]{}", *name, port);
}

// In http and https the first colon is the port's, elsewhere the last one.
Part parse_host(std::string_view text, std::string_view scheme) {
  const std::size_t open = text.rfind('[');
  if (open == 0) return parse_bracketed_host(text);
  if (open != std::string_view::npos) return std::unexpected("invalid IP-literal");
  const bool http = scheme == "http" || scheme == "https";
  const std::size_t colon = http ? text.find(':') : text.rfind(':');
  const std::string_view port = text.substr(std::min(colon, text.size()));
  if (!is_optional_port(port)) return wrong_port(port);
  return unescape(text, Mode::kHost);
}

using Wrong = std::expected<void, std::string>;

Wrong read_authority(std::string_view text, GoUrl& out) {
  const std::size_t at = text.rfind('@');
  const bool has_user = at != std::string_view::npos;
  auto host = parse_host(has_user ? text.substr(at + 1) : text, out.scheme);
  if (!host) return std::unexpected(host.error());
  out.host = *std::move(host);
  if (!has_user) return {};
  const std::string_view user = text.substr(0, at);
  const auto allowed = [](char c) { return is_unreserved(c) || is_any_of(c, ":!$&'()*+,;=%@"); };
  if (!std::all_of(user.begin(), user.end(), allowed)) {
    return std::unexpected("net/url: invalid userinfo");
  }
  const std::size_t colon = std::min(user.find(':'), user.size());
  auto name = unescape(user.substr(0, colon), Mode::kUser);
  if (!name) return std::unexpected(name.error());
  out.user = GoUrl::User{.name = *std::move(name), .password = std::nullopt};
  if (colon == user.size()) return {};
  auto password = unescape(user.substr(colon + 1), Mode::kUser);
  if (!password) return std::unexpected(password.error());
  out.user->password = *std::move(password);
  return {};
}

// Takes the scheme and its colon from the front of `text`.
Part take_scheme(std::string_view& text) {
  const auto end = std::find_if_not(
      text.begin(), text.end(), [](char c) { return is_alphanumeric(c) || is_any_of(c, "+-."); });
  const auto size = static_cast<std::size_t>(end - text.begin());
  if (text.starts_with(':')) return std::unexpected("missing protocol scheme");
  if (!text.substr(size).starts_with(':') || !is_letter(text[0])) return "";
  std::string scheme(text.substr(0, size));
  text.remove_prefix(size + 1);
  for (char& c : scheme) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c;
  return scheme;
}

// What stands before `mark`, which is taken away with it.
std::string_view take_until(std::string_view& text, char mark) {
  const std::size_t at = std::min(text.find(mark), text.size());
  const std::string_view before = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return before;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; }

Wrong read_path(std::string_view text, GoUrl& out) {
  auto plain = unescape(text, Mode::kPath);
  if (!plain) return std::unexpected(plain.error());
  out.path = *std::move(plain);
  if (text != escape(out.path, kPlainInPath)) out.raw_path = text;
  return {};
}

// What stands between the scheme and the query.
Wrong read_hierarchy(std::string_view text, GoUrl& out) {
  if (!text.starts_with('/')) {
    if (!out.scheme.empty()) {
      out.opaque = text;
      return {};
    }
    if (text.substr(0, text.find('/')).contains(':')) {
      return std::unexpected("first path segment in URL cannot contain colon");
    }
  }
  if (text.starts_with("//") && (!out.scheme.empty() || !text.starts_with("///"))) {
    text.remove_prefix(2);
    const std::size_t slash = std::min(text.find('/'), text.size());
    if (auto read = read_authority(text.substr(0, slash), out); !read) return read;
    text.remove_prefix(slash);
  } else {
    out.omit_host = !out.scheme.empty() && text.starts_with('/');
  }
  return read_path(text, out);
}

// A URL without its fragment.
std::expected<GoUrl, std::string> parse_resource(std::string_view text) {
  GoUrl out;
  if (std::any_of(text.begin(), text.end(), is_control)) {
    return std::unexpected("net/url: invalid control character in URL");
  }
  if (text == "*") {
    out.path = '*';
    return out;
  }
  auto scheme = take_scheme(text);
  if (!scheme) return std::unexpected(scheme.error());
  out.scheme = *std::move(scheme);
  out.force_query = text.find('?') + 1 == text.size() && !text.empty();
  const std::string_view before_query = take_until(text, '?');
  out.raw_query = text;
  if (const auto read = read_hierarchy(before_query, out); !read) {
    return std::unexpected(read.error());
  }
  return out;
}

/// Removes "." and ".." from a merged path (RFC 3986 section 5.2.4).
std::string remove_dots(std::string_view full) {
  std::string out = "/";
  std::string_view segment;
  bool first = true;
  for (bool more = true; more;) {
    const std::size_t slash = full.find('/');
    more = slash != std::string_view::npos;
    segment = full.substr(0, slash);
    if (more) full.remove_prefix(slash + 1);
    if (segment == ".") {
      first = false;
    } else if (segment == "..") {
      const std::size_t cut = std::string_view(out).substr(1).rfind('/');
      out.resize(cut == std::string::npos ? 1 : cut + 1);
      first = cut == std::string::npos;
    } else {
      if (!first) out += '/';
      out += segment;
      first = false;
    }
  }
  if (segment == "." || segment == "..") out += '/';
  return out.size() > 1 && out[1] == '/' ? out.substr(1) : out;
}

std::string merge_paths(std::string_view base, std::string_view reference) {
  std::string full(base);
  if (reference.starts_with('/')) {
    full = reference;
  } else if (!reference.empty()) {
    full = std::string(base.substr(0, base.rfind('/') + 1)).append(reference);
  }
  return full.empty() ? full : remove_dots(full);
}

void set_path(std::string_view text, GoUrl& out) {
  out.raw_path.clear();
  static_cast<void>(read_path(text, out));  // what was escaped can be unescaped
}

std::string authority_text(const GoUrl& url) {
  std::string out;
  if (!url.host.empty() || !url.path.empty() || url.user) out += "//";
  if (url.user) {
    out += escape(url.user->name, kPlainInUser);
    if (url.user->password) out += ':' + escape(*url.user->password, kPlainInUser);
    out += '@';
  }
  return out + escape(url.host, kPlainInHost);
}

}  // namespace

std::expected<GoUrl, std::string> GoUrl::parse(std::string_view text) {
  const auto wrong = [](std::string_view part, std::string_view why) {
    return std::unexpected(fmt::format("parse {}: {}", quoted(part), why));
  };
  std::string_view fragment = text;
  const std::string_view before = take_until(fragment, '#');
  auto out = parse_resource(before);
  if (!out) return wrong(before, out.error());
  auto plain = unescape(fragment, Mode::kFragment);
  if (!plain) return wrong(text, plain.error());
  out->fragment = *std::move(plain);
  if (fragment != escape(out->fragment, kPlainInFragment)) out->raw_fragment = fragment;
  return out;
}

std::string GoUrl::escaped_path() const {
  if (!raw_path.empty() && is_escaped(raw_path, kPlainInPath)) return raw_path;
  return path == "*" ? path : escape(path, kPlainInPath);
}

GoUrl GoUrl::resolve(const GoUrl& reference) const {
  GoUrl out = reference;
  if (reference.scheme.empty()) out.scheme = scheme;
  if (!reference.scheme.empty() || !reference.host.empty() || reference.user) {
    set_path(merge_paths(reference.escaped_path(), ""), out);
    return out;
  }
  const bool no_path = reference.path.empty();
  if (!reference.opaque.empty() || (no_path && !opaque.empty())) {
    out.user.reset();
    out.host.clear();
    out.path.clear();
  }
  if (!reference.opaque.empty()) return out;
  if (no_path && !reference.force_query && reference.raw_query.empty()) {
    out.raw_query = raw_query;
    if (reference.fragment.empty()) {
      out.fragment = fragment;
      out.raw_fragment = raw_fragment;
    }
  }
  if (no_path && !opaque.empty()) {
    out.opaque = opaque;
    return out;
  }
  out.host = host;
  out.user = user;
  set_path(merge_paths(escaped_path(), reference.escaped_path()), out);
  return out;
}

std::string GoUrl::text() const {
  std::string out;
  if (!scheme.empty()) out = scheme + ':';
  if (!opaque.empty()) {
    out += opaque;
  } else {
    const bool rootless = scheme.empty() && host.empty() && !user;
    const bool omitted = omit_host && host.empty() && !user;
    if (!rootless && !omitted) out += authority_text(*this);
    const std::string shown = escaped_path();
    if (!shown.empty() && shown[0] != '/' && !host.empty()) out += '/';
    // A colon in the first segment would make a scheme of it (RFC 3986 section 4.2).
    if (out.empty() && shown.substr(0, shown.find('/')).contains(':')) out += "./";
    out += shown;
  }
  if (force_query || !raw_query.empty()) out += '?' + raw_query;
  if (fragment.empty()) return out;
  const bool verbatim = !raw_fragment.empty() && is_escaped(raw_fragment, kPlainInFragment);
  return out + '#' + (verbatim ? raw_fragment : escape(fragment, kPlainInFragment));
}

bool is_optional_port(std::string_view text) {
  return text.empty() || (text[0] == ':' && std::all_of(text.begin() + 1, text.end(), is_digit));
}

}  // namespace igp::rego
