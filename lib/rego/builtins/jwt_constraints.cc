// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/jwt_constraints.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "rego/number/number.h"

namespace igp::rego {
namespace {

Fail unverified() { return fail(ErrorCode::kSignatureInvalid, "token does not verify"); }

Status read_text(std::string_view name, const Value& value, std::string& out) {
  if (!value.is_string()) {
    return fail(ErrorCode::kFieldInvalid, "{} constraint: must be a string", name);
  }
  out = value.as_string();
  return {};
}

Result<double> read_time(const Value& value) {
  if (!value.is_number()) {
    return fail(ErrorCode::kFieldInvalid, "token time constraint: must be a number");
  }
  const double time = to_double(value);
  if (!std::isfinite(time)) {
    return fail(ErrorCode::kFieldInvalid, "token time constraint: unvalid number");
  }
  if (time < 0) {
    return fail(ErrorCode::kFieldInvalid, "token time constraint: must not be negative");
  }
  return time;
}

Status read_constraint(std::string_view name, const Value& value, JwtConstraints& out) {
  if (name == "secret") return read_text(name, value, out.secret);
  if (name == "alg") return read_text(name, value, out.alg);
  if (name == "iss") return read_text(name, value, out.iss);
  if (name == "aud") return read_text(name, value, out.aud);
  if (name == "cert") {
    std::string text;
    IGP_CHECK(read_text(name, value, text));
    out.keys = IGP_TRY(parse_jwt_keys(text));
    return {};
  }
  if (name == "time") {
    out.time = IGP_TRY(read_time(value));
    return {};
  }
  return fail(ErrorCode::kFieldInvalid, "unknown token validation constraint: {}", name);
}

/// Negative, zero or positive as the time, in seconds, is before, at or after the claim. The time
/// has the digits that name its double, the claim is exact.
int compare_to_claim(double nanos, const Value& claim) {
  char digits[64];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), nanos / 1e9).ptr;
  return compare_numbers(number_from_text({std::begin(digits), end}), claim);
}

bool is_audience(const Value& claim, std::string_view audience) {
  const auto is_it = [&](const Value& v) { return v.is_string() && v.as_string() == audience; };
  return is_it(claim) || (claim.is_array() && std::ranges::any_of(claim.items(), is_it));
}

}  // namespace

Result<JwtConstraints> parse_jwt_constraints(const Value& object) {
  JwtConstraints out;
  for (std::size_t i = 0; i < object.size(); ++i) {
    const Value& name = object.keys()[i];
    if (!name.is_string()) {
      return fail(ErrorCode::kFieldInvalid, "unknown token validation constraint: {}",
                  name_of(name.kind()));
    }
    IGP_CHECK(read_constraint(name.as_string(), object.values()[i], out));
  }
  if (out.keys && !out.secret.empty()) {
    return fail(ErrorCode::kFieldInvalid, "duplicate key constraints");
  }
  if (!out.keys && out.secret.empty()) return fail(ErrorCode::kFieldInvalid, "no key constraint");
  return out;
}

Status verify_jwt(const JwtConstraints& constraints, const JwtHeader& header,
                  const JwtSignature& signature) {
  const JwtAlgorithm* algorithm = find_jwt_algorithm(header.alg);
  if (algorithm == nullptr) return unverified();
  if (constraints.keys)
    return verify_jwt_signature(*algorithm, *constraints.keys, header, signature);
  if (algorithm->family != JwtFamily::kHmac) return unverified();
  return verify_jwt_hmac(algorithm->hash, constraints.secret, signature);
}

Status verify_jwt_claims(const JwtConstraints& constraints, const Value& claims, UnixNanos now) {
  if (!constraints.iss.empty()) {
    const Value issuer = claims.get("iss");
    if (!issuer.is_string() || issuer.as_string() != constraints.iss) return unverified();
  }
  const Value audience = claims.get("aud");
  if (audience.defined() ? !is_audience(audience, constraints.aud) : !constraints.aud.empty()) {
    return unverified();
  }
  const double time = constraints.time.value_or(static_cast<double>(now));
  if (const Value expires = claims.get("exp"); expires.defined()) {
    if (!expires.is_number()) return fail(ErrorCode::kFieldInvalid, "exp value must be a number");
    if (compare_to_claim(time, expires) >= 0) return unverified();
  }
  if (const Value begins = claims.get("nbf"); begins.defined()) {
    if (!begins.is_number()) return fail(ErrorCode::kFieldInvalid, "nbf value must be a number");
    if (compare_to_claim(time, begins) < 0) return unverified();
  }
  return {};
}

}  // namespace igp::rego
