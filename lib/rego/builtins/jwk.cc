// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/jwk.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <span>

#include "base/bytes.h"
#include "base/limits.h"
#include "crypto/certificate.h"
#include "rego/builtins/go_base64.h"
#include "rego/builtins/json_punctuation.h"
#include "rego/builtins/jwk_check.h"
#include "rego/builtins/jwt_token.h"
#include "rego/number/number.h"
#include "rego/value/json_read.h"

namespace igp::rego {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::string_view kRsaPublic[] = {"e", "n"};
constexpr std::string_view kRsaPrivate[] = {"d", "dp", "dq", "e", "n", "p", "q", "qi"};
constexpr std::string_view kRsaPrivateRequired[] = {"d", "e", "n"};
constexpr std::string_view kEcPublic[] = {"x", "y"};
constexpr std::string_view kEcPrivate[] = {"d", "x", "y"};
constexpr std::string_view kOkpPublic[] = {"x"};
constexpr std::string_view kOkpPrivate[] = {"d", "x"};
constexpr std::string_view kOctNumbers[] = {"k"};

/// What a key of one type is made of.
struct JwkForm {
  std::string_view kty;
  JwkType type;
  bool is_private;
  std::string_view parsed;     ///< its name where it does not parse
  std::string_view validated;  ///< its name where it is not valid
  Names numbers;
  Names required;
};

constexpr JwkForm kForms[] = {
    {"RSA", JwkType::kRsa, false, "rsaPublicKey", "RSAPublicKey", kRsaPublic, kRsaPublic},
    {"RSA", JwkType::kRsa, true, "rsaPrivateKey", "RSAPrivateKey", kRsaPrivate,
     kRsaPrivateRequired},
    {"EC", JwkType::kEc, false, "ecdsaPublicKey", "ECDSAPublicKey", kEcPublic, kEcPublic},
    {"EC", JwkType::kEc, true, "ecdsaPrivateKey", "ECDSAPrivateKey", kEcPrivate, kEcPrivate},
    {"OKP", JwkType::kOkp, false, "okpPublicKey", "OKPPublicKey", kOkpPublic, kOkpPublic},
    {"OKP", JwkType::kOkp, true, "okpPrivateKey", "OKPPrivateKey", kOkpPrivate, kOkpPrivate},
    {"oct", JwkType::kOct, false, "symmetricKey", "SymmetricKey", kOctNumbers, kOctNumbers},
    {"oct", JwkType::kOct, true, "symmetricKey", "SymmetricKey", kOctNumbers, kOctNumbers},
};

// RFC 7518 sections 3.1, 4.1 and 5.1, RFC 8037, RFC 8812, RFC 9864.
constexpr std::string_view kAlgorithms[] = {"none",
                                            "HS256",
                                            "HS384",
                                            "HS512",
                                            "RS256",
                                            "RS384",
                                            "RS512",
                                            "PS256",
                                            "PS384",
                                            "PS512",
                                            "ES256",
                                            "ES384",
                                            "ES512",
                                            "ES256K",
                                            "EdDSA",
                                            "Ed25519",
                                            "RSA1_5",
                                            "RSA-OAEP",
                                            "RSA-OAEP-256",
                                            "RSA-OAEP-384",
                                            "RSA-OAEP-512",
                                            "A128KW",
                                            "A192KW",
                                            "A256KW",
                                            "dir",
                                            "ECDH-ES",
                                            "ECDH-ES+A128KW",
                                            "ECDH-ES+A192KW",
                                            "A128GCMKW",
                                            "A192GCMKW",
                                            "A256GCMKW",
                                            "ECDH-ES+A256KW",
                                            "A128GCM",
                                            "A192GCM",
                                            "A256GCM",
                                            "PBES2-HS256+A128KW",
                                            "A128CBC-HS256",
                                            "A192CBC-HS384",
                                            "A256CBC-HS512",
                                            "PBES2-HS384+A192KW",
                                            "PBES2-HS512+A256KW"};

constexpr std::string_view kTexts[] = {"kid", "use", "x5t", "x5t#S256", "x5u"};

// RFC 7518 section 6.2.1.1, RFC 8037 section 2.
constexpr std::string_view kCurves[] = {"P-256", "P-384",  "P-521", "Ed25519",
                                        "Ed448", "X25519", "X448"};

Error malformed(std::string message) { return error(ErrorCode::kKeyMalformed, "{}", message); }

bool contains(Names names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

/// Go's name for what cannot be unmarshalled.
std::string_view go_kind(const Value& value) {
  return value.is_bool() ? "bool" : name_of(value.kind());
}

Result<std::string> read_text(const Value& value) {
  if (value.is_null()) return std::string();
  if (value.is_string()) return std::string(value.as_string());
  return Fail(malformed(
      fmt::format("json: cannot unmarshal {} into Go value of type string", go_kind(value))));
}

/// Either alphabet, with padding or without, as the text itself shows.
Result<std::string> read_number(const Value& value) {
  const std::string text = IGP_TRY(read_text(value));
  const bool standard = text.find_first_of("+/") != std::string::npos;
  auto bytes =
      decode_go_base64(text, standard ? Base64Alphabet::kStandard : Base64Alphabet::kUrl,
                       text.ends_with('=') ? Base64Padding::kRequired : Base64Padding::kNone);
  if (!bytes) return Fail(malformed("expected base64 encoded []byte (string)"));
  return *std::move(bytes);
}

Result<std::string> read_algorithm(const Value& value) {
  std::string name = IGP_TRY(read_text(value));
  if (!contains(kAlgorithms, name)) {
    return Fail(malformed(fmt::format("invalid key value: \"{}\": invalid key algorithm", name)));
  }
  return name;
}

Result<std::string> read_curve(const Value& value) {
  auto name = read_text(value);
  if (!name) {
    return Fail(malformed("failed to unmarshal EllipticCurveAlgorithm: " + name.error().message));
  }
  if (!contains(kCurves, *name)) {
    return Fail(malformed(fmt::format("unknown EllipticCurveAlgorithm: \"{}\"", *name)));
  }
  return name;
}

Status check_operations(const Value& value) {
  constexpr std::string_view kWrong = "json: cannot unmarshal {} into Go value of type jwk.{}";
  if (value.is_null()) return {};
  if (!value.is_array()) {
    return Fail(malformed(fmt::format(kWrong, go_kind(value), "KeyOperationList")));
  }
  for (const Value& item : value.items()) {
    if (!item.is_string() && !item.is_null()) {
      return Fail(malformed(fmt::format(kWrong, go_kind(item), "KeyOperation")));
    }
  }
  return {};
}

Status check_certificate(const Value& value) {
  const std::string text = IGP_TRY(read_text(value));
  const auto der = decode_go_base64(text, Base64Alphabet::kStandard, Base64Padding::kRequired);
  if (!der) {
    return Fail(malformed(
        fmt::format("failed to base64 decode the certificate: illegal base64 data at input byte {}",
                    der.error())));
  }
  if (!crypto::Certificate::from_der(as_bytes(*der))) {
    return Fail(malformed("failed to parse x509 certificate: x509: malformed certificate"));
  }
  return {};
}

/// Certificates say nothing about the key beside them; OPA's library parses them all the same.
Status check_certificates(const Value& value) {
  if (!value.is_array()) {
    return Fail(malformed("failed to unmarshal certificate chain: expected JSON array"));
  }
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (const Status good = check_certificate(value.items()[i]); !good) {
      return Fail(malformed(
          fmt::format("failed to decode certificate at index {}: {}", i, good.error().message)));
    }
  }
  return {};
}

Status read_member(const JwkForm& form, std::string_view name, const Value& value, Jwk& out) {
  if (contains(form.numbers, name)) {
    out.numbers[std::string(name)] = IGP_TRY(read_number(value));
  } else if (contains(kTexts, name)) {
    std::string text = IGP_TRY(read_text(value));
    if (name == "kid") out.kid = std::move(text);
  } else if (name == "alg") {
    out.alg = IGP_TRY(read_algorithm(value));
  } else if (name == "crv" && (form.type == JwkType::kEc || form.type == JwkType::kOkp)) {
    out.curve = IGP_TRY(read_curve(value));
  } else if (name == "key_ops") {
    return check_operations(value);
  } else if (name == "x5c") {
    return check_certificates(value);
  }
  return {};
}

Result<Jwk> read_members(const JwkForm& form, const Value& object) {
  Jwk out{.type = form.type, .is_private = form.is_private};
  for (std::size_t i = 0; i < object.size(); ++i) {
    const std::string_view name = object.keys()[i].as_string();
    const Status read = read_member(form, name, object.values()[i], out);
    if (read) continue;
    if (read.error().code == ErrorCode::kKeyUnsupported) return Fail(read.error());
    const bool plain_text = (contains(form.numbers, name) || contains(kTexts, name)) &&
                            read.error().message.starts_with("json: ");
    return Fail(malformed(fmt::format("failed to decode value for key {}: {}{}", name,
                                      plain_text ? "error reading next value: " : "",
                                      read.error().message)));
  }
  const bool curved = form.type == JwkType::kEc || form.type == JwkType::kOkp;
  if (curved && out.curve.empty()) return Fail(malformed("required field crv is missing"));
  for (const std::string_view name : form.required) {
    if (!out.numbers.contains(name)) {
      return Fail(malformed(fmt::format("required field {} is missing", name)));
    }
  }
  return out;
}

/// Go finds the members that tell the type of a key in any case, and takes the last.
Status refuse_odd_case(const Value& object) {
  for (const Value& key : object.keys()) {
    std::string name(key.as_string());
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (name != key.as_string() && (name == "kty" || name == "d")) {
      return fail(ErrorCode::kKeyUnsupported, "a JWK with a member {}", quote(key.as_string()));
    }
  }
  return {};
}

Result<Jwk> read_key(const Value& value) {
  constexpr std::string_view kProbe =
      "jwk.Parse: failed to probe data: probe: failed to "
      "unmarshal data: json: cannot unmarshal {} into Go {}";
  if (!value.is_object() && !value.is_null()) {
    return Fail(malformed(fmt::format(kProbe, go_kind(value), "value of type struct")));
  }
  IGP_CHECK(refuse_odd_case(value));
  const Value kty = value.get("kty");
  if (kty.defined() && !kty.is_string() && !kty.is_null()) {
    return Fail(malformed(fmt::format(kProbe, go_kind(kty), "struct field .kty of type string")));
  }
  const std::string name = kty.is_string() ? std::string(kty.as_string()) : std::string();
  const bool is_private = value.get("d").defined();
  const auto* form = std::ranges::find_if(
      kForms, [&](const JwkForm& f) { return f.kty == name && f.is_private == is_private; });
  if (form == std::end(kForms)) {
    return Fail(malformed(fmt::format("invalid key type from JSON ({})", name)));
  }
  auto key = read_members(*form, value);
  if (!key) {
    if (key.error().code == ErrorCode::kKeyUnsupported) return key;
    const std::string where =
        fmt::format("failed to unmarshal JSON into key (*jwk.{}): ", form->parsed);
    return Fail(malformed(where + where + key.error().message));
  }
  if (const Status good = check_jwk(*key); !good) {
    return Fail(
        malformed(fmt::format("jwk.Parse: key validation failed: key validation failed: jwk.{}: {}",
                              form->validated, good.error().message)));
  }
  return key;
}

/// The first JSON value of `text` if that is an object; else all of it.
std::string_view first_object(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  if (begin == text.size() || text[begin] != '{') return text;
  JsonPunctuation punctuation(text);
  while (const auto mark = punctuation.next()) {
    const bool closes = mark->mark == '}' || mark->mark == ']';
    if (closes && mark->depth == 1) return text.substr(0, mark->at + 1);
  }
  return text;
}

/// What stands where the array of keys should begin, as Go prints a token.
std::string shown_token(const Value& value) {
  if (value.is_null()) return "<nil>";
  if (value.is_object()) return "{";
  if (value.is_string()) return std::string(value.as_string());
  return value.is_bool() ? (value.is_true() ? "true" : "false") : number_text(value);
}

Result<std::vector<Jwk>> read_set(const Value& keys) {
  constexpr std::string_view kWhere = "jwk.Parse: failed to unmarshal JWK set: failed to decode ";
  if (!keys.is_array()) {
    return Fail(
        malformed(fmt::format("{}\"keys\": expected '[' but got {}", kWhere, shown_token(keys))));
  }
  if (keys.size() > limits::kJwtKeys) {
    return fail(ErrorCode::kLimitExceeded, "a JWK set of more than {} keys", limits::kJwtKeys);
  }
  std::vector<Jwk> out;
  for (const Value& value : keys.items()) {
    auto key = read_key(value);
    if (!key && key.error().code == ErrorCode::kKeyUnsupported) return Fail(key.error());
    if (!key) {
      return Fail(malformed(fmt::format("{}key #{} in \"keys\": jwk.ParseKey: {}", kWhere,
                                        out.size(), key.error().message)));
    }
    out.push_back(*std::move(key));
  }
  return out;
}

}  // namespace

Status check_key_size(std::string_view text) {
  if (text.size() <= limits::kJwtKeyBytes) return {};
  return fail(ErrorCode::kLimitExceeded, "keys of more than {} bytes", limits::kJwtKeyBytes);
}

Result<std::vector<Jwk>> parse_jwk_set(std::string_view text) {
  constexpr std::string_view kWhere = "jwk.Parse: failed to parse sole key: jwk.ParseKey: ";
  IGP_CHECK(check_key_size(text));
  Arena arena;
  const std::string_view json = first_object(text);
  const auto value = read_json(arena, json);
  if (!value) {
    return Fail(malformed(
        fmt::format("{}jwk.Parse: failed to probe data: probe: failed to unmarshal data: {}",
                    kWhere, go_json_reason(json, value.error().message))));
  }
  if (const Value keys = value->get("keys"); keys.defined()) return read_set(keys);
  auto key = read_key(*value);
  if (!key && key.error().code == ErrorCode::kKeyUnsupported) return Fail(key.error());
  if (!key) return Fail(malformed(fmt::format("{}{}", kWhere, key.error().message)));
  std::vector<Jwk> out;
  out.push_back(*std::move(key));
  return out;
}

}  // namespace igp::rego
