// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "pack/provenance.h"

#include <algorithm>

#include "base/rfc3339.h"
#include "base/utf8.h"
#include "pack/ci_build.h"

namespace igp::pack {
namespace {

/// The name of a commit in a repository of SHA-1 or SHA-256 objects.
bool is_commit(std::string_view text) {
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return (text.size() == 40 || text.size() == 64) && std::ranges::all_of(text, is_digit);
}

Result<Json> parse_parameters(const std::vector<std::string>& parameters) {
  Json out = Json::object();
  for (const std::string& parameter : parameters) {
    const std::size_t equals = parameter.find('=');
    if (equals == 0 || equals == std::string::npos)
      return fail(ErrorCode::kUsage, "{} is not of the form NAME=VALUE", quote(parameter));
    const std::string name = parameter.substr(0, equals);
    if (out.contains(name)) return fail(ErrorCode::kUsage, "{} is given twice", quote(name));
    out[name] = parameter.substr(equals + 1);
  }
  return out;
}

/// A build that only the user describes.
Result<CiBuild> described_build(const BuildFacts& facts) {
  const std::pair<std::string_view, const std::string*> needed[] = {
      {"--builder-id", &facts.builder_id},
      {"--source-uri", &facts.source_uri},
      {"--source-commit", &facts.source_commit}};
  for (const auto& [flag, value] : needed) {
    if (value->empty()) return fail(ErrorCode::kUsage, "--build-type needs {}", flag);
  }
  CiBuild out;
  out.build_type = facts.build_type;
  out.external_parameters = IGP_TRY(parse_parameters(facts.parameters));
  if (!out.external_parameters.contains("source"))
    out.external_parameters["source"] = facts.source_uri;
  return out;
}

void replace(std::string& value, const std::string& given) {
  if (!given.empty()) value = given;
}

/// Every value becomes JSON, which cannot hold other text.
Status check_text(const char* what, std::string_view value) {
  if (is_valid_utf8(value)) return {};
  return fail(ErrorCode::kUsage, "{} is not UTF-8: {}", what, quote(value));
}

/// The build that the environment describes.
Result<CiBuild> read_build(const Environment& environment) {
  Status problem;
  const Environment checked = [&](const char* name) {
    auto value = environment(name);
    if (Status status = check_text(name, value.value_or("")); !status) problem = std::move(status);
    return value;
  };
  CiBuild out = IGP_TRY(detect_ci_build(checked));
  IGP_CHECK(problem);
  return out;
}

Status check_facts(const BuildFacts& facts) {
  for (const auto field : {&BuildFacts::build_type, &BuildFacts::builder_id,
                           &BuildFacts::source_uri, &BuildFacts::invocation_id}) {
    IGP_CHECK(check_text("the description of the build", facts.*field));
  }
  for (const std::string& parameter : facts.parameters)
    IGP_CHECK(check_text("--build-parameter", parameter));
  return {};
}

Result<CiBuild> collect(const BuildFacts& facts, const Environment& environment) {
  IGP_CHECK(check_facts(facts));
  if (facts.build_type.empty() && !facts.parameters.empty())
    return fail(ErrorCode::kUsage, "--build-parameter needs --build-type");
  CiBuild out =
      facts.build_type.empty() ? IGP_TRY(read_build(environment)) : IGP_TRY(described_build(facts));
  replace(out.builder_id, facts.builder_id);
  replace(out.source_uri, facts.source_uri);
  replace(out.commit, facts.source_commit);
  replace(out.invocation_id, facts.invocation_id);
  if (!is_commit(out.commit))
    return fail(ErrorCode::kUsage, "{} is not the full name of a commit", quote(out.commit));
  if (!out.started_on.empty())
    out.started_on = format_rfc3339(IGP_TRY(parse_rfc3339(out.started_on)));
  return out;
}

}  // namespace

Result<std::string> encode_provenance(const BuildFacts& facts, const Environment& environment) {
  const CiBuild build = IGP_TRY(collect(facts, environment));
  Json definition = {{"buildType", build.build_type},
                     {"externalParameters", build.external_parameters}};
  if (!build.internal_parameters.empty())
    definition["internalParameters"] = build.internal_parameters;
  definition["resolvedDependencies"] =
      Json::array({{{"uri", build.source_uri}, {"digest", {{"gitCommit", build.commit}}}}});
  Json details = {{"builder", {{"id", build.builder_id}}}};
  if (!build.invocation_id.empty()) details["metadata"]["invocationId"] = build.invocation_id;
  if (!build.started_on.empty()) details["metadata"]["startedOn"] = build.started_on;
  return encode_json(
      {{"buildDefinition", std::move(definition)}, {"runDetails", std::move(details)}});
}

}  // namespace igp::pack
