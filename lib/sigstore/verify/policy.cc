// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/verify/policy.h"

#include <nlohmann/json.hpp>

#include "base/json.h"

namespace igp::sigstore {
namespace {

std::string json_text(std::string_view text) { return encode_json(Json(text)); }

std::string matcher_text(std::string_view what, const TextMatcher& matcher) {
  return fmt::format("{}{}:{}", what, matcher.expression ? "-regexp" : "", json_text(matcher.text));
}

std::string signer_text(const VerifyPolicy& policy) {
  if (policy.key) return "key:" + policy.key->fingerprint().str();
  if (!policy.identity) return "nobody";
  std::string out = matcher_text("identity", policy.identity->identity) + " " +
                    matcher_text("issuer", policy.identity->issuer);
  for (const auto& [name, value] : policy.identity->extensions)
    out += fmt::format(" claim:{}={}", name, json_text(value));
  if (policy.trust_root) out += " root:" + policy.trust_root->fingerprint;
  return out;
}

}  // namespace

std::string policy_text(const VerifyPolicy& policy) {
  std::string out = signer_text(policy);
  if (policy.min_tlogs) out += fmt::format(" min-tlog:{}", *policy.min_tlogs);
  if (policy.min_timestamps > 0) out += fmt::format(" min-timestamps:{}", policy.min_timestamps);
  if (!policy.predicate_type.empty()) out += " type:" + json_text(policy.predicate_type);
  if (policy.insecure_ignore_tlog) out += " insecure-ignore-tlog";
  if (policy.insecure_ignore_sct) out += " insecure-ignore-sct";
  return out;
}

}  // namespace igp::sigstore
