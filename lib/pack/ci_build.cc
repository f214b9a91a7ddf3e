// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "pack/ci_build.h"

#include <array>

namespace igp::pack {
namespace {

/// "git+URL@REF" (the SPDX form of a place in a repository), without a password in the URL.
std::string git_uri(std::string url, std::string_view ref) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos) {
    // git@host:path, as ssh has it.
    const std::size_t colon = url.find(':');
    if (colon != std::string::npos) url[colon] = '/';
    url.insert(0, "ssh://");
  } else if (url.starts_with("http")) {
    const std::size_t host = scheme + 3;
    const std::size_t at = url.substr(0, url.find('/', host)).rfind('@');
    if (at != std::string::npos) url.erase(host, at + 1 - host);
  }
  return ref.empty() ? fmt::format("git+{}", url) : fmt::format("git+{}@{}", url, ref);
}

/// https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1
Result<CiBuild> read_github(CiVariables env) {
  const std::string server = env.required("GITHUB_SERVER_URL");
  const std::string repository = env.required("GITHUB_REPOSITORY");
  const std::string workflow = env.required("GITHUB_WORKFLOW_REF");
  const std::string run = env.required("GITHUB_RUN_ID");
  const std::string attempt = env.required("GITHUB_RUN_ATTEMPT");
  const std::string runner = env.required("RUNNER_ENVIRONMENT");
  const std::string ref = env.required("GITHUB_REF");
  CiBuild out;
  out.commit = env.required("GITHUB_SHA");
  IGP_CHECK(env.complete());
  // octo/hello/.github/workflows/release.yml@refs/heads/main
  const std::size_t at = workflow.find('@');
  if (at == std::string::npos || !workflow.starts_with(repository + "/"))
    return fail(ErrorCode::kUsage, "GITHUB_WORKFLOW_REF is no workflow of {}", quote(repository));
  const std::size_t path = repository.size() + 1;
  const std::string url = fmt::format("{}/{}", server, repository);
  out.build_type = "https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1";
  out.external_parameters["workflow"] = {{"ref", workflow.substr(at + 1)},
                                         {"repository", url},
                                         {"path", workflow.substr(path, at - path)}};
  Json& github = out.internal_parameters["github"] = Json::object();
  env.add(github, "event_name", "GITHUB_EVENT_NAME");
  env.add(github, "repository_id", "GITHUB_REPOSITORY_ID");
  env.add(github, "repository_owner_id", "GITHUB_REPOSITORY_OWNER_ID");
  github["runner_environment"] = runner;
  out.source_uri = git_uri(url, ref);
  out.builder_id = fmt::format("https://github.com/actions/runner/{}", runner);
  out.invocation_id = fmt::format("{}/actions/runs/{}/attempts/{}", url, run, attempt);
  return out;
}

std::string gitlab_ref(const CiVariables& env) {
  if (const std::string tag = env.maybe("CI_COMMIT_TAG"); !tag.empty()) return "refs/tags/" + tag;
  if (const std::string branch = env.maybe("CI_COMMIT_BRANCH"); !branch.empty())
    return "refs/heads/" + branch;
  return env.maybe("CI_MERGE_REQUEST_REF_PATH");
}

/// https://docs.gitlab.com/ci/pipeline_security/slsa/provenance_v1, without the variables of the
/// job: they may be secret.
Result<CiBuild> read_gitlab(CiVariables env) {
  const std::string url = env.required("CI_PROJECT_URL");
  const std::string job = env.required("CI_JOB_ID");
  const std::string job_name = env.required("CI_JOB_NAME");
  const std::string runner = env.required("CI_RUNNER_ID");
  CiBuild out;
  out.commit = env.required("CI_COMMIT_SHA");
  out.invocation_id = env.required("CI_JOB_URL");
  IGP_CHECK(env.complete());
  out.build_type = "https://docs.gitlab.com/ci/pipeline_security/slsa/provenance_v1";
  out.external_parameters = {{"source", url}, {"entryPoint", job_name}};
  env.add(out.internal_parameters, "name", "CI_RUNNER_DESCRIPTION");
  env.add(out.internal_parameters, "architecture", "CI_RUNNER_EXECUTABLE_ARCH");
  out.internal_parameters["job"] = job;
  out.source_uri = git_uri(url, gitlab_ref(env));
  out.builder_id = fmt::format("{}/-/runners/{}", url, runner);
  out.started_on = env.maybe("CI_JOB_STARTED_AT");
  return out;
}

/// https://buildkite.github.io/slsa-buildtypes/job/v1
Result<CiBuild> read_buildkite(CiVariables env) {
  const std::string organization = env.required("BUILDKITE_ORGANIZATION_SLUG");
  const std::string pipeline = env.required("BUILDKITE_PIPELINE_SLUG");
  const std::string repository = env.required("BUILDKITE_REPO");
  const std::string branch = env.required("BUILDKITE_BRANCH");
  const std::string build_url = env.required("BUILDKITE_BUILD_URL");
  const std::string job = env.required("BUILDKITE_JOB_ID");
  CiBuild out;
  out.commit = env.required("BUILDKITE_COMMIT");
  IGP_CHECK(env.complete());
  const std::string tag = env.maybe("BUILDKITE_TAG");
  out.build_type = "https://buildkite.github.io/slsa-buildtypes/job/v1";
  out.source_uri = git_uri(repository, tag.empty() ? "refs/heads/" + branch : "refs/tags/" + tag);
  Json& external = out.external_parameters;
  external["pipeline"] = fmt::format("https://buildkite.com/{}/{}", organization, pipeline);
  external["repository"] = git_uri(repository, {}).substr(std::string_view("git+").size());
  external["build"] = {{"branch", branch}, {"commit", out.commit}};
  env.add(external["build"], "tag", "BUILDKITE_TAG");
  external["step"] = Json::object();
  env.add(external["step"], "id", "BUILDKITE_STEP_ID");
  env.add(external["step"], "command", "BUILDKITE_COMMAND");
  env.add(external["step"], "key", "BUILDKITE_STEP_KEY");
  external["job"] = {{"id", job}};
  Json& internal = out.internal_parameters["buildkite"] = Json::object();
  env.add(internal, "organization_id", "BUILDKITE_ORGANIZATION_ID");
  env.add(internal, "pipeline_id", "BUILDKITE_PIPELINE_ID");
  env.add(internal, "build_id", "BUILDKITE_BUILD_ID");
  env.add(internal, "build_number", "BUILDKITE_BUILD_NUMBER");
  out.builder_id = fmt::format("https://buildkite.com/{}", organization);
  out.invocation_id = fmt::format("{}#{}", build_url, job);
  return out;
}

constexpr struct {
  const char* mark;  ///< the variable that is "true" in this system
  std::string_view name;
  Result<CiBuild> (*read)(CiVariables env);
} kSystems[] = {
    {"GITHUB_ACTIONS", "GitHub Actions", read_github},
    {"GITLAB_CI", "GitLab CI/CD", read_gitlab},
    {"BUILDKITE", "Buildkite", read_buildkite},
};

}  // namespace

std::string CiVariables::required(const char* name) {
  std::string value = maybe(name);
  if (value.empty() && missing_.empty()) missing_ = name;
  return value;
}

std::string CiVariables::maybe(const char* name) const { return environment_(name).value_or(""); }

void CiVariables::add(Json& object, const char* key, const char* name) const {
  if (std::string value = maybe(name); !value.empty()) object[key] = std::move(value);
}

Status CiVariables::complete() const {
  if (missing_.empty()) return {};
  return fail(ErrorCode::kUsage, "{}: the environment variable {} is missing", system_, missing_);
}

Result<CiBuild> detect_ci_build(const Environment& environment) {
  const auto* found = std::end(kSystems);
  for (const auto& system : kSystems) {
    if (environment(system.mark).value_or("") != "true") continue;
    if (found != std::end(kSystems)) {
      return fail(ErrorCode::kUsage, "this looks like both {} and {}", found->name, system.name);
    }
    found = &system;
  }
  if (found == std::end(kSystems)) {
    return Fail(error(ErrorCode::kUsage,
                      "neither GitHub Actions nor GitLab CI/CD nor Buildkite is recognized")
                    .with_hint("describe the build with --build-type, --builder-id, --source-uri "
                               "and --source-commit"));
  }
  return found->read(CiVariables(found->name, environment));
}

}  // namespace igp::pack
