// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/sign/identity_token.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/rfc3339.h"

namespace igp::sigstore {
namespace {

constexpr int kTokenDepth = 16;
constexpr std::int64_t kLatest = INT64_MAX / kNanosPerSecond;

Fail malformed(std::string_view why) {
  return fail(ErrorCode::kIdentityTokenRefused, "identity token is malformed: {}", why);
}

/// A part of the token as a JSON object.
Result<Json> parse_part(std::string_view part, std::string_view name) {
  const auto bytes = parse_base64url(part);
  if (!bytes || part.ends_with('=')) return malformed(fmt::format("{} is not base64url", name));
  auto json =
      parse_json(as_text(*bytes), {.bytes = limits::kIdentityTokenBytes, .depth = kTokenDepth});
  if (!json || !json->is_object()) return malformed(fmt::format("{} is no JSON object", name));
  return std::move(*json);
}

/// A claim that is a text, or "" where there is none.
Result<std::string> text_claim(const Json& claims, const char* name) {
  const Json* found = json_find(claims, name);
  if (found == nullptr) return std::string();
  if (!found->is_string()) return malformed(fmt::format("{} is not a string", name));
  auto text = found->get<std::string>();
  if (text.size() > limits::kIdentityClaimBytes) return malformed(fmt::format("{} is long", name));
  return text;
}

Result<std::string> needed_claim(const Json& claims, const char* name) {
  std::string text = IGP_TRY(text_claim(claims, name));
  if (text.empty()) return malformed(fmt::format("{} is missing", name));
  return text;
}

/// "aud": one text or a list of them (RFC 7519 section 4.1.3).
Result<std::vector<std::string>> parse_audiences(const Json& claims) {
  const Json* found = json_find(claims, "aud");
  if (found == nullptr) return malformed("aud is missing");
  if (found->is_string()) return std::vector{found->get<std::string>()};
  if (!found->is_array()) return malformed("aud is no list");
  std::vector<std::string> out;
  for (const Json& one : *found) {
    if (!one.is_string()) return malformed("aud holds what is no string");
    out.push_back(one.get<std::string>());
  }
  return out;
}

/// "exp": seconds since 1970, which may have a fraction (RFC 7519 section 2, NumericDate).
Result<UnixNanos> parse_expiry(const Json& claims) {
  const Json* found = json_find(claims, "exp");
  if (found == nullptr || !found->is_number()) return malformed("exp is missing or no number");
  const double seconds = found->get<double>();
  if (!(seconds >= 0)) return malformed("exp is negative");
  // Later than a time can be is as good as the latest.
  if (seconds >= static_cast<double>(kLatest)) return kLatest * kNanosPerSecond;
  return static_cast<std::int64_t>(seconds) * kNanosPerSecond;
}

/// What the name that Fulcio certifies ends with, for the CI systems whose rule is known
/// (Fulcio's documentation, "oidc.md"); empty for others.
Result<std::string> certified_name_end(const Json& claims, std::string_view sub) {
  constexpr std::string_view kServiceAccount = "system:serviceaccount:";
  for (const char* workflow : {"job_workflow_ref", "ci_config_ref_uri"}) {
    const std::string text = IGP_TRY(text_claim(claims, workflow));
    if (!text.empty()) return "/" + text;
  }
  const std::string organization = IGP_TRY(text_claim(claims, "organization_slug"));
  const std::string pipeline = IGP_TRY(text_claim(claims, "pipeline_slug"));
  if (!organization.empty() && !pipeline.empty())
    return fmt::format("/{}/{}", organization, pipeline);
  if (!sub.starts_with(kServiceAccount)) return std::string();
  const std::string_view account = sub.substr(kServiceAccount.size());
  const std::size_t colon = account.find(':');
  if (colon == std::string_view::npos) return std::string();
  return fmt::format("/namespaces/{}/serviceaccounts/{}", account.substr(0, colon),
                     account.substr(colon + 1));
}

Result<std::string> federated_issuer(const Json& claims) {
  const Json* federated = json_find(claims, "federated_claims");
  if (federated == nullptr) return std::string();
  if (!federated->is_object()) return malformed("federated_claims is no object");
  return text_claim(*federated, "connector_id");
}

/// "email_verified": a boolean, which some providers write as a text.
bool denies_email(const Json& claims) {
  const Json* found = json_find(claims, "email_verified");
  return found != nullptr && (*found == Json(false) || *found == Json("false"));
}

}  // namespace

Result<IdentityToken> IdentityToken::parse(std::string_view text) {
  if (text.size() > limits::kIdentityTokenBytes) return malformed("too long");
  const std::size_t first = text.find('.');
  const std::size_t second = first == text.npos ? text.npos : text.find('.', first + 1);
  if (second == text.npos || text.find('.', second + 1) != text.npos)
    return malformed("not three parts");
  const auto signature = parse_base64url(text.substr(second + 1));
  if (!signature || signature->empty()) return malformed("no signature");
  const Json header = IGP_TRY(parse_part(text.substr(0, first), "header"));
  const std::string algorithm = IGP_TRY(needed_claim(header, "alg"));
  if (algorithm == "none") return malformed("not signed");
  const Json claims = IGP_TRY(parse_part(text.substr(first + 1, second - first - 1), "payload"));
  IdentityToken out;
  out.text_ = std::string(text);
  out.issuer_ = IGP_TRY(needed_claim(claims, "iss"));
  out.federated_issuer_ = IGP_TRY(federated_issuer(claims));
  out.sub_ = IGP_TRY(needed_claim(claims, "sub"));
  out.email_ = IGP_TRY(text_claim(claims, "email"));
  out.email_denied_ = denies_email(claims);
  out.name_end_ = IGP_TRY(certified_name_end(claims, out.sub_));
  out.nonce_ = IGP_TRY(text_claim(claims, "nonce"));
  out.audiences_ = IGP_TRY(parse_audiences(claims));
  out.expires_ = IGP_TRY(parse_expiry(claims));
  return out;
}

Status IdentityToken::check(UnixNanos now, std::string_view audience) const {
  if (now >= expires_) {
    return Fail(error(ErrorCode::kIdentityTokenRefused, "the identity token expired at {}",
                      format_rfc3339(expires_))
                    .with_hint("get a new one: identity tokens live for minutes"));
  }
  if (std::ranges::find(audiences_, audience) == audiences_.end()) {
    return Fail(error(ErrorCode::kIdentityTokenRefused,
                      "the identity token is not made for the audience {}", quote(audience))
                    .with_hint("ask the provider for a token with that audience, or use "
                               "--oidc-client-id"));
  }
  if (!email_.empty() && email_denied_) {
    return fail(ErrorCode::kIdentityTokenRefused,
                "the identity provider has not verified the e-mail address {}", quote(email_));
  }
  return {};
}

Status IdentityToken::check_certified(std::string_view issuer, std::string_view name) const {
  if (issuer != issuer_ && (federated_issuer_.empty() || issuer != federated_issuer_)) {
    return fail(ErrorCode::kIdentityTokenRefused,
                "the certificate is for an identity of {}, but the token is from {}", quote(issuer),
                quote(issuer_));
  }
  const bool certified = !email_.empty()      ? name == email_
                         : !name_end_.empty() ? name == sub_ || name.ends_with(name_end_)
                                              : true;
  if (certified) return {};
  return fail(ErrorCode::kIdentityTokenRefused, "the certificate is for {}, but the token for {}",
              quote(name), quote(subject()));
}

}  // namespace igp::sigstore
