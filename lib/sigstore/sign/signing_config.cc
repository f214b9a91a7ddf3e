// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/sign/signing_config.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/limits.h"
#include "base/rfc3339.h"
#include "sigstore/proto_json.h"

namespace igp::sigstore {
namespace {

constexpr int kConfigDepth = 8;
constexpr std::string_view kMediaType = "application/vnd.dev.sigstore.signingconfig.v0.2+json";

Result<UnixNanos> parse_time(const ProtoObject& json, const char* key) {
  auto time = parse_rfc3339_bound(IGP_TRY(json.text(key)));
  if (!time) return json.invalid("{} is no RFC 3339 time", key);
  return *time;
}

Result<Service> parse_service(const ProtoObject& json) {
  const std::string text = IGP_TRY(json.text("url"));
  auto url = http::Url::parse(text);
  if (!url) return json.invalid("url: {}", url.error().message);
  Service out{.url = std::move(*url)};
  out.major_version = IGP_TRY(json.count("majorApiVersion"));
  out.operator_name = IGP_TRY(json.text("operator"));
  const ProtoObject validity = IGP_TRY(json.object("validFor"));
  out.validity.start = IGP_TRY(parse_time(validity, "start"));
  if (validity.has("end")) out.validity.end = IGP_TRY(parse_time(validity, "end"));
  return out;
}

Result<std::vector<Service>> parse_services(const ProtoObject& root, const char* key) {
  std::vector<Service> out;
  for (const ProtoObject& one : IGP_TRY(root.objects(key, limits::kSigningConfigServices))) {
    out.push_back(IGP_TRY(parse_service(one)));
  }
  return out;
}

/// The policy in the member `key`, which is needed where there are services.
Result<ServicePolicy> parse_policy(const ProtoObject& root, const char* key, bool needed) {
  const auto json = IGP_TRY(root.maybe_object(key));
  if (!json && needed) return root.invalid("{} is missing", key);
  ServicePolicy out;
  if (!json) return out;
  const std::string selector = IGP_TRY(json->text("selector"));
  if (selector == "ANY") return out;
  if (selector == "ALL") {
    out.selector = ServiceSelector::kAll;
    return out;
  }
  if (selector != "EXACT") return json->invalid("unknown selector {}", quote(selector));
  out.selector = ServiceSelector::kExact;
  out.count = static_cast<std::size_t>(IGP_TRY(json->count("count")));
  if (out.count == 0 || out.count > limits::kSigningConfigServices)
    return json->invalid("count is not from 1 to {}", limits::kSigningConfigServices);
  return out;
}

}  // namespace

Result<SigningConfig> parse_signing_config(std::string_view text) {
  const Json json =
      IGP_TRY(parse_json(text, {.bytes = limits::kSigningConfigBytes, .depth = kConfigDepth}));
  const ProtoObject root =
      IGP_TRY(ProtoObject::root(json, "signing config", ErrorCode::kSigningConfigMalformed));
  const std::string type = IGP_TRY(root.text("mediaType"));
  if (type != kMediaType) return root.invalid("unknown media type {}", quote(type));
  SigningConfig out;
  out.certificate_authorities = IGP_TRY(parse_services(root, "caUrls"));
  out.identity_providers = IGP_TRY(parse_services(root, "oidcUrls"));
  out.logs = IGP_TRY(parse_services(root, "rekorTlogUrls"));
  out.log_policy = IGP_TRY(parse_policy(root, "rekorTlogConfig", !out.logs.empty()));
  out.timestamp_authorities = IGP_TRY(parse_services(root, "tsaUrls"));
  out.timestamp_policy =
      IGP_TRY(parse_policy(root, "tsaConfig", !out.timestamp_authorities.empty()));
  return out;
}

Result<std::vector<Service>> select_services(const std::vector<Service>& services,
                                             const ServicePolicy& policy,
                                             std::initializer_list<std::int64_t> versions,
                                             UnixNanos now, std::string_view what) {
  std::vector<Service> usable;
  std::ranges::copy_if(services, std::back_inserter(usable), [&](const Service& one) {
    return one.validity.contains(now) &&
           std::ranges::find(versions, one.major_version) != versions.end();
  });
  std::ranges::stable_sort(usable, [](const Service& a, const Service& b) {
    return std::pair(a.major_version, a.validity.start) >
           std::pair(b.major_version, b.validity.start);
  });
  // Of one version only: an operator who is behind is left out rather than mixed in.
  if (!usable.empty()) {
    const std::int64_t highest = usable.front().major_version;
    std::erase_if(usable, [&](const Service& one) { return one.major_version != highest; });
  }
  std::set<std::string> operators;
  std::erase_if(usable,
                [&](const Service& one) { return !operators.insert(one.operator_name).second; });
  const std::size_t wanted = policy.selector == ServiceSelector::kExact ? policy.count : 1;
  if (usable.empty()) {
    return fail(ErrorCode::kServiceMissing, "the signing config names no {} that can be used now",
                what);
  }
  if (usable.size() < wanted) {
    return fail(ErrorCode::kServiceMissing,
                "the signing config demands one {} each of {} operators, and {} can be used now",
                what, wanted, usable.size());
  }
  if (policy.selector != ServiceSelector::kAll)
    usable.erase(usable.begin() + static_cast<std::ptrdiff_t>(wanted), usable.end());
  return usable;
}

}  // namespace igp::sigstore
