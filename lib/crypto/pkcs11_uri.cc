// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/pkcs11_uri.h"

#include <charconv>
#include <set>

#include "base/ascii.h"
#include "base/hex.h"
#include "base/limits.h"
#include "base/utf8.h"

namespace igp::crypto {
namespace {

constexpr std::string_view kScheme = "pkcs11:";
constexpr std::string_view kFileScheme = "file:";
constexpr std::string_view kUnreserved = "-._~:[]@!$'()*+,=";
constexpr std::string_view kPathOnly = "&";
constexpr std::string_view kQueryOnly = "/?|";

Fail invalid(std::string_view why) { return fail(ErrorCode::kUrlInvalid, "PKCS #11 URI: {}", why); }

/// Undoes percent-encoding. Never says what it was given: that may be a PIN.
Result<Bytes> decode(std::string_view name, std::string_view value, std::string_view extra) {
  Bytes out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] == '%') {
      const auto byte = parse_hex(value.substr(i + 1, 2));
      if (!byte || byte->size() != 1)
        return invalid(fmt::format("{} has a malformed percent-encoding", quote(name)));
      out.push_back(byte->front());
      i += 2;
      continue;
    }
    const bool allowed = is_alphanumeric(value[i]) ||
                         kUnreserved.find(value[i]) != std::string_view::npos ||
                         extra.find(value[i]) != std::string_view::npos;
    if (!allowed)
      return invalid(fmt::format("{} has a character that must be percent-encoded", quote(name)));
    out.push_back(static_cast<std::uint8_t>(value[i]));
  }
  return out;
}

Result<std::string> text_of(std::string_view name, ByteView bytes) {
  const std::string_view text = as_text(bytes);
  if (!is_valid_utf8(text) || text.find('\0') != std::string_view::npos)
    return invalid(fmt::format("{} is no text", quote(name)));
  return std::string(text);
}

constexpr struct {
  std::string_view name;
  std::optional<std::string> Pkcs11Uri::* into;
} kTexts[] = {
    {"token", &Pkcs11Uri::token},
    {"manufacturer", &Pkcs11Uri::manufacturer},
    {"model", &Pkcs11Uri::model},
    {"serial", &Pkcs11Uri::serial},
    {"slot-description", &Pkcs11Uri::slot_description},
    {"slot-manufacturer", &Pkcs11Uri::slot_manufacturer},
    {"object", &Pkcs11Uri::object},
};

Result<std::uint64_t> parse_slot_id(std::string_view text) {
  std::uint64_t out = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (text.empty() || problem != std::errc() || end != text.data() + text.size())
    return invalid("'slot-id' is no number");
  return out;
}

Status set_path_attribute(Pkcs11Uri& uri, std::string_view name, ByteView value) {
  for (const auto& known : kTexts) {
    if (known.name != name) continue;
    uri.*known.into = IGP_TRY(text_of(name, value));
    return {};
  }
  if (name == "id") {
    uri.id = Bytes(value.begin(), value.end());
    return {};
  }
  if (name == "slot-id") {
    uri.slot_id = IGP_TRY(parse_slot_id(as_text(value)));
    return {};
  }
  if (name == "type") {
    if (as_text(value) == "private") return {};
    return invalid(fmt::format("type {} is no private key", quote(as_text(value))));
  }
  return invalid(fmt::format("attribute {} is not known", quote(name)));
}

/// A path, also from the file: URIs of RFC 8089 that name no other machine.
Result<std::string> parse_pin_source(std::string_view value) {
  std::string_view path = value;
  if (path.starts_with(kFileScheme)) path.remove_prefix(kFileScheme.size());
  if (path.starts_with("///")) path.remove_prefix(2);
  if (!path.starts_with('/') || path.starts_with("//"))
    return invalid("'pin-source' is no absolute path");
  return std::string(path);
}

Status set_query_attribute(Pkcs11Uri& uri, std::string_view name, Bytes value) {
  if (name == "pin-value") {
    uri.pin_value.emplace(as_text(value));
    wipe(value.data(), value.size());
    return {};
  }
  if (name == "module-path") {
    uri.module_path = IGP_TRY(text_of(name, value));
    if (!uri.module_path.starts_with('/')) return invalid("'module-path' is no absolute path");
  }
  if (name == "pin-source")
    uri.pin_source = IGP_TRY(parse_pin_source(IGP_TRY(text_of(name, value))));
  return {};
}

/// Calls `take(name, value)` for each attribute between `separator`s.
template <class Take>
Status for_each_attribute(std::string_view text, char separator, const Take& take) {
  std::set<std::string_view> seen;
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    const std::string_view attribute = text.substr(0, end);
    const std::size_t equals = attribute.find('=');
    if (equals == 0 || equals == std::string_view::npos)
      return invalid("an attribute is not of the form NAME=VALUE");
    const std::string_view name = attribute.substr(0, equals);
    if (!seen.insert(name).second)
      return invalid(fmt::format("attribute {} is given twice", quote(name)));
    IGP_CHECK(take(name, attribute.substr(equals + 1)));
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
    if (text.empty()) return invalid("it ends with a separator");
  }
  return {};
}

}  // namespace

bool is_pkcs11_uri(std::string_view text) { return text.starts_with(kScheme); }

Result<Pkcs11Uri> parse_pkcs11_uri(std::string_view text) {
  if (!is_pkcs11_uri(text)) return invalid("it does not begin with 'pkcs11:'");
  if (text.size() > limits::kPkcs11UriBytes)
    return fail(ErrorCode::kLimitExceeded, "PKCS #11 URI: more than {} bytes",
                limits::kPkcs11UriBytes);
  text.remove_prefix(kScheme.size());
  const std::size_t question = text.find('?');
  const std::string_view path = text.substr(0, question);
  const std::string_view query =
      question == std::string_view::npos ? std::string_view() : text.substr(question + 1);
  Pkcs11Uri out;
  IGP_CHECK(for_each_attribute(
      path, ';', [&out](std::string_view name, std::string_view value) -> Status {
        return set_path_attribute(out, name, IGP_TRY(decode(name, value, kPathOnly)));
      }));
  IGP_CHECK(for_each_attribute(
      query, '&', [&out](std::string_view name, std::string_view value) -> Status {
        return set_query_attribute(out, name, IGP_TRY(decode(name, value, kQueryOnly)));
      }));
  if (out.pin_value && !out.pin_source.empty())
    return invalid("'pin-value' and 'pin-source' exclude each other");
  return out;
}

}  // namespace igp::crypto
