// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/url.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

#include "base/ascii.h"
#include "base/hex.h"
#include "base/limits.h"
#include "http/headers.h"

namespace igp::http {
namespace {

constexpr std::size_t kNpos = std::string_view::npos;

/// pchar, "/" and "?" of RFC 3986 without "%".
bool is_target_char(char c) {
  constexpr std::string_view kOther = "-._~!$&'()*+,;=:@/?";
  return is_alphanumeric(c) || kOther.find(c) != kNpos;
}

bool is_target_text(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size() || !is_hex_digit(text[i + 1]) || !is_hex_digit(text[i + 2]))
        return false;
      i += 2;
    } else if (!is_target_char(text[i])) {
      return false;
    }
  }
  return true;
}

bool is_ipv4(const std::string& host) {
  in_addr address{};
  return inet_pton(AF_INET, host.c_str(), &address) == 1;
}

bool is_ipv6(const std::string& host) {
  in6_addr address{};
  return inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

/// Resolvers read a last label like "1" or "0x7f" as part of an IPv4 address in other notations.
bool ends_in_number(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  const std::string_view last = host.substr(host.rfind('.') + 1);
  if (std::ranges::all_of(last, is_digit)) return true;
  return (last.starts_with("0x") || last.starts_with("0X")) &&
         std::ranges::all_of(last.substr(2), is_hex_digit);
}

/// A DNS name; underscores occur in real ones.
bool is_dns_name(std::string_view host) {
  if (host.empty() || host.size() > 253 || ends_in_number(host)) return false;
  std::size_t label = 0;
  for (const char c : host) {
    if (c == '.') {
      if (label == 0) return false;
      label = 0;
    } else if (is_alphanumeric(c) || c == '-' || c == '_') {
      if (++label > 63) return false;
    } else {
      return false;
    }
  }
  return true;
}

/// RFC 3986 section 5.2.4 for a path that starts with "/".
std::string remove_dot_segments(std::string_view path) {
  std::string out;
  std::size_t at = 0;
  while (at < path.size()) {
    const std::size_t end = std::min(path.find('/', at + 1), path.size());
    const std::string_view segment = path.substr(at, end - at);
    const bool last = end == path.size();
    if (segment == "/.") {
      if (last) out += '/';
    } else if (segment == "/..") {
      out.erase(out.empty() ? 0 : out.rfind('/'));
      if (last) out += '/';
    } else {
      out += segment;
    }
    at = end;
  }
  return out;
}

/// "%2e" is a dot to many servers, so it may not hide a dot segment from remove_dot_segments.
std::string decode_dots(std::string_view path) {
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] == '%' && i + 2 < path.size() && path[i + 1] == '2' &&
        (path[i + 2] == 'e' || path[i + 2] == 'E')) {
      out += '.';
      i += 2;
    } else {
      out += path[i];
    }
  }
  return out;
}

Fail invalid(std::string_view why, std::string_view url) {
  return fail(ErrorCode::kUrlInvalid, "{} in URL {}", why, quote(redact_url(url)));
}

Status bad_authority(std::string_view why) { return fail(ErrorCode::kUrlInvalid, "{}", why); }

/// The length of the scheme that `text` starts with, or npos.
std::size_t scheme_length(std::string_view text) {
  if (text.empty() || !is_letter(text[0])) return kNpos;
  const auto* end = std::ranges::find_if_not(
      text, [](char c) { return is_alphanumeric(c) || c == '+' || c == '-' || c == '.'; });
  return end != text.end() && *end == ':' ? static_cast<std::size_t>(end - text.begin()) : kNpos;
}

}  // namespace

Status Url::set_authority(std::string_view authority) {
  if (authority.find('@') != kNpos) {
    return bad_authority("user information is not accepted");
  }
  std::size_t host_end = authority.find(':');
  if (authority.starts_with('[')) {
    const std::size_t close = authority.find(']');
    if (close == kNpos) return bad_authority("unterminated IPv6 address");
    host_ = to_lower_ascii(authority.substr(1, close - 1));
    if (!is_ipv6(host_)) return bad_authority("invalid IPv6 address");
    host_end = close + 1;
    if (host_end < authority.size() && authority[host_end] != ':') {
      return bad_authority("text after the IPv6 address");
    }
  } else {
    host_ = to_lower_ascii(authority.substr(0, host_end));
    if (!is_ipv4(host_) && !is_dns_name(host_)) return bad_authority("invalid host");
  }
  port_ = secure() ? 443 : 80;
  if (host_end >= authority.size()) return {};
  const std::string_view digits = authority.substr(host_end + 1);
  if (digits.empty()) return {};  // RFC 3986: an empty port is the default one
  const auto [end, problem] = std::from_chars(digits.begin(), digits.end(), port_);
  if (problem != std::errc() || end != digits.end() || port_ == 0) {
    return bad_authority("invalid port");
  }
  return {};
}

Status Url::set_path_and_query(std::string_view text) {
  if (!is_target_text(text)) return bad_authority("invalid character or percent-encoding");
  const std::size_t question = text.find('?');
  const std::string path = decode_dots(text.substr(0, question));
  path_ = path.empty() ? "/" : remove_dot_segments(path);
  query_ = question == kNpos ? "" : std::string(text.substr(question + 1));
  return {};
}

Result<Url> Url::parse(std::string_view text) {
  if (text.size() > limits::kUrlBytes) {
    return fail(ErrorCode::kUrlInvalid, "URL longer than {} bytes", limits::kUrlBytes);
  }
  const std::size_t colon = scheme_length(text);
  Url url;
  url.scheme_ = colon == kNpos ? "" : to_lower_ascii(text.substr(0, colon));
  if ((url.scheme_ != "http" && url.scheme_ != "https") || !text.substr(colon).starts_with("://")) {
    return invalid("no http:// or https://", text);
  }
  if (text.find('#') != kNpos) return invalid("a fragment", text);
  const std::string_view rest = text.substr(colon + 3);
  const std::size_t authority_end = std::min(rest.find_first_of("/?"), rest.size());
  if (auto ok = url.set_authority(rest.substr(0, authority_end)); !ok) {
    return invalid(ok.error().message, text);
  }
  if (auto ok = url.set_path_and_query(rest.substr(authority_end)); !ok) {
    return invalid(ok.error().message, text);
  }
  return url;
}

Result<Url> Url::resolve(std::string_view reference) const {
  const std::string_view ref = reference.substr(0, reference.find('#'));
  if (scheme_length(ref) != kNpos) return parse(ref);
  if (ref.starts_with("//")) return parse(scheme_ + ":" + std::string(ref));
  if (ref.empty()) return *this;
  if (ref.starts_with('/')) return parse(origin() + std::string(ref));
  if (ref.starts_with('?')) return parse(origin() + path_ + std::string(ref));
  return parse(origin() + path_.substr(0, path_.rfind('/') + 1) + std::string(ref));
}

Url Url::with_path_suffix(std::string_view suffix) const {
  Url url = *this;
  while (url.path_.ends_with('/')) url.path_.pop_back();
  url.path_ += suffix;
  url.query_.clear();
  return url;
}

std::string Url::authority() const {
  std::string out = host_.find(':') == std::string::npos ? host_ : fmt::format("[{}]", host_);
  if (port_ != (secure() ? 443 : 80)) out += fmt::format(":{}", port_);
  return out;
}

std::string Url::target() const { return query_.empty() ? path_ : path_ + "?" + query_; }

bool Url::is_loopback() const {
  in6_addr address{};
  if (inet_pton(AF_INET6, host_.c_str(), &address) == 1) return IN6_IS_ADDR_LOOPBACK(&address);
  return host_ == "localhost" || (is_ipv4(host_) && host_.starts_with("127."));
}

std::string redact_url(std::string_view text) {
  std::string out(text.substr(0, text.find('?')));
  if (out.size() != text.size()) out += "?***";
  const std::size_t slashes = out.find("//");
  const std::size_t start = slashes == std::string::npos ? 0 : slashes + 2;
  // The last @ before the query: a password may hold any byte, also "/" and "@" when mistyped.
  const std::size_t at = out.rfind('@');
  if (at != std::string::npos && at > start) out.replace(start, at - start, "***");
  return out;
}

Result<std::string> decode_percent(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%' && text[i] != '\0') {
      out += text[i];
      continue;
    }
    const auto byte = parse_hex(text.substr(i + 1, 2));
    // A zero byte would end the text for others, whether it is escaped or not.
    if (text[i] == '\0' || !byte || byte->size() != 1 || byte->front() == 0) {
      return fail(ErrorCode::kUrlInvalid, "invalid percent-encoding in {}", quote(text));
    }
    out += static_cast<char>(byte->front());
    i += 2;
  }
  return out;
}

}  // namespace igp::http
