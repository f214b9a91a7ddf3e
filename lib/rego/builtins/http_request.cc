// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/http_request.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "rego/value/builder.h"
#include "rego/value/term_text.h"

namespace igp::rego {
namespace {

constexpr std::string_view kMembers[] = {"method",
                                         "url",
                                         "body",
                                         "enable_redirect",
                                         "force_json_decode",
                                         "force_yaml_decode",
                                         "headers",
                                         "raw_body",
                                         "tls_use_system_certs",
                                         "tls_ca_cert",
                                         "tls_ca_cert_file",
                                         "tls_ca_cert_env_variable",
                                         "tls_client_cert",
                                         "tls_client_cert_file",
                                         "tls_client_cert_env_variable",
                                         "tls_client_key",
                                         "tls_client_key_file",
                                         "tls_client_key_env_variable",
                                         "tls_insecure_skip_verify",
                                         "tls_server_name",
                                         "timeout",
                                         "cache",
                                         "force_cache",
                                         "force_cache_duration_seconds",
                                         "raise_error",
                                         "caching_mode",
                                         "max_retry_attempts",
                                         "cache_ignored_headers"};

bool is_member(const Value& key) {
  return key.is_string() && std::ranges::find(kMembers, key.as_string()) != std::end(kMembers);
}

}  // namespace

const BuiltinError* check_request(const BuiltinContext& ctx, int position, const Value& request) {
  if (!request.is_object()) return ctx.operand_type(position, request, {"object"});
  SetBuilder unknown(ctx.arena);
  for (const Value& key : request.keys()) {
    if (!is_member(key)) unknown.add(key);
  }
  if (const Value set = unknown.finish(); set.size() > 0) {
    return ctx.operand(position, "invalid request parameters(s): {}", term_text(set));
  }
  SetBuilder missing(ctx.arena);
  for (const std::string_view name : {"method", "url"}) {
    if (request.get(name).is_undefined()) missing.add(ctx.string(name));
  }
  if (const Value set = missing.finish(); set.size() > 0) {
    return ctx.operand(position, "missing required request parameters(s): {}", term_text(set));
  }
  return nullptr;
}

}  // namespace igp::rego
