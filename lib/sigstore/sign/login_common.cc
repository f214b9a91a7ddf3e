// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/sign/login_common.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/limits.h"
#include "crypto/digest.h"
#include "http/client/status.h"
#include "sigstore/sign/identity_token.h"

namespace igp::sigstore {
namespace {

constexpr int kAnswerDepth = 8;
constexpr int kBadRequest = 400;
constexpr std::size_t kRandomBytes = 32;

Result<std::string> decode_form_value(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  return http::decode_percent(spaced);
}

}  // namespace

std::string encode_query_value(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~").contains(c);
    if (plain) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::string encode_form(const FormFields& fields) {
  std::string out;
  for (const auto& [name, value] : fields) {
    out += fmt::format("{}{}={}", out.empty() ? "" : "&", encode_query_value(name),
                       encode_query_value(value));
  }
  return out;
}

Result<FormFields> parse_form(std::string_view text) {
  FormFields out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('&'), text.size());
    const std::string_view field = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t equals = std::min(field.find('='), field.size());
    std::string name = IGP_TRY(decode_form_value(field.substr(0, equals)));
    std::string value =
        IGP_TRY(decode_form_value(field.substr(std::min(equals + 1, field.size()))));
    out.emplace_back(std::move(name), std::move(value));
  }
  return out;
}

std::string form_value(const FormFields& fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &FormFields::value_type::first);
  return found == fields.end() ? std::string() : found->second;
}

std::string random_text(Rng& rng) {
  Bytes bytes(kRandomBytes);
  rng.fill(bytes);
  return encode_base64url(bytes);
}

CodeChallenge::CodeChallenge(Rng& rng)
    : verifier(random_text(rng)),
      challenge(encode_base64url(crypto::digest_of(as_bytes(verifier)).bytes())) {}

Result<Json> post_form(const http::Url& url, const FormFields& fields, ServiceClient& client) {
  http::HttpRequest request =
      client.post(url, "application/x-www-form-urlencoded", encode_form(fields));
  request.headers.set("Accept", "application/json");
  http::HttpAnswer answer = IGP_TRY(client.send(request));
  auto json =
      parse_json(answer.body, {.bytes = limits::kServiceAnswerBytes, .depth = kAnswerDepth});
  const bool object = json && json->is_object();
  const bool refusal =
      object && answer.status >= kBadRequest && answer.status < 500 && json->contains("error");
  if (refusal) return std::move(*json);
  answer = IGP_TRY(http::check_status(request, std::move(answer)));
  if (!json) return bad_answer("the identity provider", json.error());
  if (!object) {
    return fail(ErrorCode::kHttpAnswerInvalid, "the identity provider answered no JSON object");
  }
  return std::move(*json);
}

Result<std::string> answer_text(const Json& json, const char* key) {
  const Json* found = json_find(json, key);
  if (found == nullptr || !found->is_string()) {
    return fail(ErrorCode::kHttpAnswerInvalid, "the identity provider's answer has no text {}",
                key);
  }
  return found->get<std::string>();
}

Fail refusal_of(const Json& json) {
  for (const char* key : {"error_description", "error"}) {
    const Json* said = json_find(json, key);
    if (said != nullptr && said->is_string()) {
      return fail(ErrorCode::kLoginFailed, "the identity provider refused: {}",
                  quote(said->get<std::string>()));
    }
  }
  return fail(ErrorCode::kLoginFailed, "the identity provider refused");
}

Result<std::string> id_token_of(const Json& json, std::string_view issuer, std::string_view nonce) {
  if (json.contains("error")) return refusal_of(json);
  std::string text = IGP_TRY(answer_text(json, "id_token"));
  const auto token = IGP_TRY(IdentityToken::parse(text));
  if (token.issuer() != issuer || (!nonce.empty() && token.nonce() != nonce))
    return fail(ErrorCode::kLoginFailed, "the identity token is the answer to another login");
  return text;
}

}  // namespace igp::sigstore
