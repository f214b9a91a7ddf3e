// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// providers.aws.sign_req: Signature Version 4 of Amazon Web Services.
#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "base/hex.h"
#include "base/rfc3339.h"
#include "base/unicode.h"
#include "crypto/digest.h"
#include "crypto/mac.h"
#include "rego/builtins/families.h"
#include "rego/builtins/go_url.h"
#include "rego/builtins/http_request.h"
#include "rego/builtins/operands.h"
#include "rego/builtins/text.h"
#include "rego/number/number.h"
#include "rego/value/builder.h"
#include "rego/value/json_write.h"
#include "rego/value/term_text.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;
using Headers = std::map<std::string, std::string, std::less<>>;

constexpr std::array<std::string_view, 4> kRequired = {"aws_access_key", "aws_region",
                                                       "aws_secret_access_key", "aws_service"};

/// What proxies may change on the way is not signed.
constexpr std::array<std::string_view, 3> kUnsigned = {"authorization", "user-agent",
                                                       "x-amzn-trace-id"};

std::string text_of(const Value& value) {
  return value.is_string() ? std::string(value.as_string()) : std::string();
}

/// Those of `names` for which `is_wrong` holds, as a set; undefined when there are none.
template <class Names, class IsWrong>
Value wrong_names(const BuiltinContext& ctx, const Names& names, const IsWrong& is_wrong) {
  SetBuilder out(ctx.arena);
  for (const std::string_view name : names) {
    if (is_wrong(name)) out.add(ctx.string(name));
  }
  const Value set = out.finish();
  return set.size() == 0 ? Value() : set;
}

const BuiltinError* check_config(const BuiltinContext& ctx, const Value& config) {
  const Value missing = wrong_names(
      ctx, kRequired, [&](std::string_view name) { return config.get(name).is_undefined(); });
  if (missing.defined()) {
    return ctx.operand(2, "missing required AWS config parameters(s): {}", term_text(missing));
  }
  const Value invalid = wrong_names(
      ctx, kRequired, [&](std::string_view name) { return !config.get(name).is_string(); });
  if (invalid.defined()) {
    return ctx.operand(2, "invalid values for required AWS config parameters(s): {}",
                       term_text(invalid));
  }
  return nullptr;
}

/// The bytes that are signed: `raw_body`, or `body` as JSON.
std::string body_of(const Value& request) {
  if (const Value raw = request.get("raw_body"); raw.defined()) return text_of(raw);
  const Value body = request.get("body");
  return body.defined() ? write_json(body) : std::string();
}

Headers headers_of(const Value& headers) {
  Headers out;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    out[text_of(headers.keys()[i])] = text_of(headers.values()[i]);
  }
  return out;
}

/// What SigV4 computes with.
struct Signing {
  std::string access_key, secret_key, region, service, session_token;
  std::string method;
  GoUrl url;
  std::string payload_hash;
  std::string date;       ///< 20060102
  std::string timestamp;  ///< 20060102T150405Z
};

std::string sha256_hex(std::string_view text) { return crypto::digest_of(as_bytes(text)).hex(); }

std::string hmac_sha256(std::string_view key, std::string_view text) {
  return to_string(crypto::hmac(crypto::PlainHash::kSha256, as_bytes(key), as_bytes(text)));
}

/// The headers that the signature adds.
Headers added_headers(const Signing& signing) {
  Headers out;
  out["host"] = signing.url.host;
  out["x-amz-date"] = signing.timestamp;
  if (signing.service == "s3" || signing.service == "glacier") {
    out["x-amz-content-sha256"] = signing.payload_hash;
  }
  if (!signing.session_token.empty()) out["x-amz-security-token"] = signing.session_token;
  return out;
}

std::string lower(std::string_view text) {
  std::u32string runes = to_runes(text);
  for (char32_t& c : runes) c = to_lower(c);
  return from_runes(runes);
}

/// The value of the header Authorization.
std::string authorization(const Signing& signing, const Headers& given, const Headers& added) {
  Headers all = added;
  for (const auto& [name, value] : given) {
    const std::string key = lower(name);
    if (std::ranges::find(kUnsigned, key) == kUnsigned.end()) all[key] = value;
  }
  std::string lines;
  std::string names;
  for (const auto& [name, value] : all) {
    lines += name + ':' + value + '\n';
    names += (names.empty() ? "" : ";") + name;
  }
  const std::string canonical =
      fmt::format("{}\n{}\n{}\n{}\n{}\n{}", signing.method, signing.url.escaped_path(),
                  signing.url.raw_query, lines, names, signing.payload_hash);
  const std::string scope =
      fmt::format("{}/{}/{}/aws4_request", signing.date, signing.region, signing.service);
  const std::string to_sign =
      fmt::format("AWS4-HMAC-SHA256\n{}\n{}\n{}", signing.timestamp, scope, sha256_hex(canonical));
  std::string key = hmac_sha256("AWS4" + signing.secret_key, signing.date);
  for (const std::string_view part :
       {std::string_view(signing.region), std::string_view(signing.service),
        std::string_view("aws4_request")}) {
    key = hmac_sha256(key, part);
  }
  return fmt::format("AWS4-HMAC-SHA256 Credential={}/{},SignedHeaders={},Signature={}",
                     signing.access_key, scope, names,
                     encode_hex(as_bytes(hmac_sha256(key, to_sign))));
}

void set_time(UnixNanos time, Signing& out) {
  const CivilTime t = to_civil(time);
  out.date = fmt::format("{:04}{:02}{:02}", t.year, t.month, t.day);
  out.timestamp = fmt::format("{}T{:02}{:02}{:02}Z", out.date, t.hour, t.minute, t.second);
}

/// The request with its headers signed.
Value signed_request(const BuiltinContext& ctx, const Value& request, const Signing& signing,
                     const Headers& given) {
  const Headers added = added_headers(signing);
  ObjectBuilder headers(ctx.arena);
  for (const auto& [name, value] : given) headers.insert(name, ctx.string(value));
  headers.insert("Authorization", ctx.string(authorization(signing, given, added)));
  for (const auto& [name, value] : added) headers.insert(name, ctx.string(value));
  ObjectBuilder out(ctx.arena);
  for (std::size_t i = 0; i < request.size(); ++i) {
    out.insert(request.keys()[i], request.values()[i]);
  }
  out.insert("headers", headers.finish());
  return out.finish();
}

const BuiltinError* read_target(const BuiltinContext& ctx, const Value& request, Signing& out) {
  const auto not_text = [&](std::string_view name) { return !request.get(name).is_string(); };
  const Value invalid =
      wrong_names(ctx, std::array<std::string_view, 2>{"method", "url"}, not_text);
  if (invalid.defined()) {
    return ctx.operand(1, "invalid values for required request parameters(s): {}",
                       term_text(invalid));
  }
  auto url = GoUrl::parse(text_of(request.get("url")));
  if (!url) return ctx.fail("{}", url.error());
  out.url = *std::move(url);
  out.method = text_of(request.get("method"));
  return nullptr;
}

BuiltinResult sign_req(BuiltinContext& ctx, Args args) {
  const Value request = IGP_OPERAND(operand_of(ctx, args, 1, Kind::kObject));
  const Value& config = args[1];
  if (!config.is_object()) return ctx.operand_type(1, config, {"object"});
  if (const BuiltinError* wrong = check_config(ctx, config)) return wrong;
  if (!args[2].is_number()) return ctx.operand_type(1, args[2], {"number"});
  const auto time = int_value(args[2]);
  if (!time) {
    return ctx.operand(3, "could not convert time_ns value into a unix timestamp");
  }
  if (const BuiltinError* wrong = check_request(ctx, 1, request)) return wrong;
  const Value headers = request.get("headers");
  if (headers.defined() && !headers.is_object()) return ctx.operand_type(0, headers, {"object"});
  Signing signing;
  if (const BuiltinError* wrong = read_target(ctx, request, signing)) return wrong;
  const Value unsigned_payload = config.get("disable_payload_signing");
  if (unsigned_payload.defined() && !unsigned_payload.is_bool()) {
    return ctx.operand(2, "invalid value for 'disable_payload_signing' in AWS config");
  }
  signing.payload_hash =
      unsigned_payload.is_true() ? "UNSIGNED-PAYLOAD" : sha256_hex(body_of(request));
  signing.access_key = text_of(config.get("aws_access_key"));
  signing.secret_key = text_of(config.get("aws_secret_access_key"));
  signing.region = text_of(config.get("aws_region"));
  signing.service = text_of(config.get("aws_service"));
  signing.session_token = text_of(config.get("aws_session_token"));
  set_time(*time, signing);
  return signed_request(ctx, request, signing, headers_of(headers));
}

constexpr BuiltinRow kRows[] = {
    {"providers.aws.sign_req", sign_req},
};

}  // namespace

constinit const BuiltinTable kAwsBuiltins = kRows;

}  // namespace igp::rego
