// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "pack/provenance.h"

#include <doctest/doctest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "base/json.h"

using namespace igp;
using namespace igp::pack;

namespace {

using Variables = std::map<std::string, std::string>;

constexpr const char* kCommit = "2b4ba8fe79386d40ce27dc5f6cc4161a0f598cc2";

const Variables kGitHub = {
    {"GITHUB_ACTIONS", "true"},
    {"GITHUB_SERVER_URL", "https://github.com"},
    {"GITHUB_REPOSITORY", "octo/hello"},
    {"GITHUB_WORKFLOW_REF", "octo/hello/.github/workflows/release.yml@refs/tags/v1"},
    {"GITHUB_RUN_ID", "7"},
    {"GITHUB_RUN_ATTEMPT", "2"},
    {"GITHUB_REF", "refs/heads/main"},
    {"GITHUB_SHA", kCommit},
    {"GITHUB_EVENT_NAME", "push"},
    {"GITHUB_REPOSITORY_ID", "11"},
    {"GITHUB_REPOSITORY_OWNER_ID", "12"},
    {"RUNNER_ENVIRONMENT", "github-hosted"},
    {"GITHUB_TOKEN", "secret"},
};

const Variables kGitLab = {
    {"GITLAB_CI", "true"},
    {"CI_PROJECT_URL", "https://gitlab.com/octo/hello"},
    {"CI_JOB_ID", "21"},
    {"CI_JOB_NAME", "release"},
    {"CI_JOB_URL", "https://gitlab.com/octo/hello/-/jobs/21"},
    {"CI_RUNNER_ID", "22"},
    {"CI_RUNNER_DESCRIPTION", "small"},
    {"CI_RUNNER_EXECUTABLE_ARCH", "linux/amd64"},
    {"CI_COMMIT_SHA", kCommit},
    {"CI_COMMIT_BRANCH", "main"},
    {"CI_JOB_STARTED_AT", "2026-03-01T13:00:00+01:00"},
    {"CI_JOB_TOKEN", "secret"},
};

const Variables kBuildkite = {
    {"BUILDKITE", "true"},
    {"BUILDKITE_ORGANIZATION_SLUG", "octo"},
    {"BUILDKITE_PIPELINE_SLUG", "hello"},
    {"BUILDKITE_REPO", "https://user:secret@git.example/octo/hello.git"},
    {"BUILDKITE_BRANCH", "main"},
    {"BUILDKITE_COMMIT", kCommit},
    {"BUILDKITE_TAG", "v1"},
    {"BUILDKITE_BUILD_URL", "https://buildkite.com/octo/hello/builds/31"},
    {"BUILDKITE_JOB_ID", "job"},
    {"BUILDKITE_COMMAND", "make pack"},
    {"BUILDKITE_BUILD_NUMBER", "31"},
    {"BUILDKITE_AGENT_ACCESS_TOKEN", "secret"},
};

Environment environment(Variables variables) {
  return [variables = std::move(variables)](const char* name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second;
  };
}

Json provenance(const Variables& variables, const BuildFacts& facts = {}) {
  const auto text = encode_provenance(facts, environment(variables));
  REQUIRE(text);
  CHECK(text->find("secret") == std::string::npos);
  return *parse_json(*text);
}

ErrorCode code_of(const Variables& variables, const BuildFacts& facts = {}) {
  const auto text = encode_provenance(facts, environment(variables));
  return text ? ErrorCode::kInternal : text.error().code;
}

Variables without(Variables variables, const char* name) {
  variables.erase(name);
  return variables;
}

Variables with(Variables variables, const char* name, std::string value) {
  variables[name] = std::move(value);
  return variables;
}

const BuildFacts kDescribed = {.build_type = "https://ci.example/type/v1",
                               .builder_id = "https://ci.example/builder",
                               .source_uri = "git+https://git.example/hello",
                               .source_commit = kCommit,
                               .invocation_id = {},
                               .parameters = {"target=pack"}};

}  // namespace

TEST_CASE("provenance: GitHub Actions in its own build type") {
  CHECK(provenance(kGitHub) == *parse_json(R"({
    "buildDefinition": {
      "buildType": "https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1",
      "externalParameters": {"workflow": {
        "ref": "refs/tags/v1", "repository": "https://github.com/octo/hello",
        "path": ".github/workflows/release.yml"}},
      "internalParameters": {"github": {
        "event_name": "push", "repository_id": "11", "repository_owner_id": "12",
        "runner_environment": "github-hosted"}},
      "resolvedDependencies": [{
        "uri": "git+https://github.com/octo/hello@refs/heads/main",
        "digest": {"gitCommit": "2b4ba8fe79386d40ce27dc5f6cc4161a0f598cc2"}}]},
    "runDetails": {
      "builder": {"id": "https://github.com/actions/runner/github-hosted"},
      "metadata": {
        "invocationId": "https://github.com/octo/hello/actions/runs/7/attempts/2"}}})"));
}

TEST_CASE("provenance: GitLab CI/CD, with the time that the job began in UTC") {
  CHECK(provenance(kGitLab) == *parse_json(R"({
    "buildDefinition": {
      "buildType": "https://docs.gitlab.com/ci/pipeline_security/slsa/provenance_v1",
      "externalParameters": {"source": "https://gitlab.com/octo/hello", "entryPoint": "release"},
      "internalParameters": {"name": "small", "architecture": "linux/amd64", "job": "21"},
      "resolvedDependencies": [{
        "uri": "git+https://gitlab.com/octo/hello@refs/heads/main",
        "digest": {"gitCommit": "2b4ba8fe79386d40ce27dc5f6cc4161a0f598cc2"}}]},
    "runDetails": {
      "builder": {"id": "https://gitlab.com/octo/hello/-/runners/22"},
      "metadata": {
        "invocationId": "https://gitlab.com/octo/hello/-/jobs/21",
        "startedOn": "2026-03-01T12:00:00Z"}}})"));
  const Json tagged = provenance(with(kGitLab, "CI_COMMIT_TAG", "v1"));
  CHECK(tagged["buildDefinition"]["resolvedDependencies"][0]["uri"] ==
        "git+https://gitlab.com/octo/hello@refs/tags/v1");
}

TEST_CASE("provenance: Buildkite, without the password of its repository") {
  const Json json = provenance(kBuildkite);
  const Json& definition = json["buildDefinition"];
  CHECK(definition["buildType"] == "https://buildkite.github.io/slsa-buildtypes/job/v1");
  CHECK(definition["externalParameters"]["pipeline"] == "https://buildkite.com/octo/hello");
  CHECK(definition["externalParameters"]["repository"] == "https://git.example/octo/hello.git");
  CHECK(definition["externalParameters"]["build"]["tag"] == "v1");
  CHECK(definition["externalParameters"]["step"]["command"] == "make pack");
  CHECK(definition["resolvedDependencies"][0]["uri"] ==
        "git+https://git.example/octo/hello.git@refs/tags/v1");
  CHECK(json["runDetails"]["builder"]["id"] == "https://buildkite.com/octo");
  CHECK(json["runDetails"]["metadata"]["invocationId"] ==
        "https://buildkite.com/octo/hello/builds/31#job");
  const Json ssh = provenance(with(kBuildkite, "BUILDKITE_REPO", "git@git.example:octo/hello.git"));
  CHECK(ssh["buildDefinition"]["resolvedDependencies"][0]["uri"] ==
        "git+ssh://git@git.example/octo/hello.git@refs/tags/v1");
}

TEST_CASE("provenance: what is described by hand needs no CI system, and hears none") {
  const Json json = provenance(kGitHub, kDescribed);
  CHECK(json == *parse_json(R"({
    "buildDefinition": {
      "buildType": "https://ci.example/type/v1",
      "externalParameters": {"target": "pack", "source": "git+https://git.example/hello"},
      "resolvedDependencies": [{
        "uri": "git+https://git.example/hello",
        "digest": {"gitCommit": "2b4ba8fe79386d40ce27dc5f6cc4161a0f598cc2"}}]},
    "runDetails": {"builder": {"id": "https://ci.example/builder"}}})"));
  for (const auto field : {&BuildFacts::builder_id, &BuildFacts::source_uri,
                           &BuildFacts::source_commit, &BuildFacts::build_type}) {
    BuildFacts facts = kDescribed;
    (facts.*field).clear();
    CHECK(code_of({}, facts) == ErrorCode::kUsage);
  }
  for (const char* parameter : {"target", "=x", "target=other", "\xff=x"}) {
    BuildFacts facts = kDescribed;
    facts.parameters.emplace_back(parameter);
    CHECK(code_of({}, facts) == ErrorCode::kUsage);
  }
}

TEST_CASE("provenance: single facts replace what the CI system says") {
  const Json json = provenance(kGitHub, {.build_type = {},
                                         .builder_id = "https://ci.example/builder",
                                         .source_uri = {},
                                         .source_commit = std::string(64, 'a'),
                                         .invocation_id = "urn:run:1",
                                         .parameters = {}});
  CHECK(json["runDetails"]["builder"]["id"] == "https://ci.example/builder");
  CHECK(json["runDetails"]["metadata"]["invocationId"] == "urn:run:1");
  CHECK(json["buildDefinition"]["resolvedDependencies"][0]["digest"]["gitCommit"] ==
        std::string(64, 'a'));
}

TEST_CASE("provenance: no system, two systems, missing and malformed variables are errors") {
  CHECK(code_of({}) == ErrorCode::kUsage);
  CHECK(code_of(with(kGitHub, "GITHUB_ACTIONS", "false")) == ErrorCode::kUsage);
  CHECK(code_of(with(kGitHub, "GITLAB_CI", "true")) == ErrorCode::kUsage);
  for (const char* name : {"GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_WORKFLOW_REF",
                           "GITHUB_RUN_ID", "GITHUB_REF", "GITHUB_SHA", "RUNNER_ENVIRONMENT"}) {
    CHECK(code_of(without(kGitHub, name)) == ErrorCode::kUsage);
  }
  CHECK(code_of(without(kGitLab, "CI_COMMIT_SHA")) == ErrorCode::kUsage);
  CHECK(code_of(without(kBuildkite, "BUILDKITE_REPO")) == ErrorCode::kUsage);
  CHECK(code_of(with(kGitHub, "GITHUB_WORKFLOW_REF", "other/hello/x.yml@refs/heads/main")) ==
        ErrorCode::kUsage);
  for (const char* commit : {"HEAD", "2b4ba8f", "2B4BA8FE79386D40CE27DC5F6CC4161A0F598CC2"})
    CHECK(code_of(with(kBuildkite, "BUILDKITE_COMMIT", commit)) == ErrorCode::kUsage);
  CHECK(code_of(with(kGitLab, "CI_JOB_NAME", "\xff")) == ErrorCode::kUsage);
  CHECK(code_of(with(kGitLab, "CI_JOB_STARTED_AT", "yesterday")) == ErrorCode::kTimeMalformed);
}
