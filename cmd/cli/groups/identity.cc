// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/groups/identity.h"

#include "base/io/file.h"
#include "base/io/process.h"
#include "base/limits.h"
#include "cli/groups/http.h"
#include "cli/login.h"
#include "sigstore/sign/ambient_token.h"

namespace igp::cli {
namespace {

constexpr std::string_view kGroup = "Identity";
constexpr std::chrono::seconds kAgentTime{30};
/// What Buildkite's agent reads to find and convince its server.
constexpr const char* kAgentVariables[] = {"PATH",
                                           "HOME",
                                           "BUILDKITE",
                                           "BUILDKITE_JOB_ID",
                                           "BUILDKITE_AGENT_ENDPOINT",
                                           "BUILDKITE_AGENT_ACCESS_TOKEN",
                                           "BUILDKITE_AGENT_JOB_API_SOCKET",
                                           "BUILDKITE_AGENT_JOB_API_TOKEN"};

/// What `argv` prints.
Result<std::string> run_agent(const Runtime& runtime, const std::vector<std::string>& argv) {
  ProcessOptions options{.argv = argv,
                         .environment = {},
                         .time_limit = kAgentTime,
                         .output_bytes = limits::kIdentityTokenBytes};
  for (const char* name : kAgentVariables) {
    if (const auto value = runtime.env(name))
      options.environment.push_back(fmt::format("{}={}", name, *value));
  }
  ProcessOutcome outcome = IGP_TRY(run_process(options, {}));
  if (outcome.exit_status == 0) return std::move(outcome.output);
  return fail(ErrorCode::kIdentityTokenMissing, "{} gave no identity token", quote(argv.front()));
}

sigstore::AmbientHost ambient_host(const Runtime& runtime) {
  return {.env = runtime.env,
          .read_file =
              [](const std::string& path) { return read_file(path, limits::kIdentityTokenBytes); },
          .run = [&runtime](const auto& argv) { return run_agent(runtime, argv); }};
}

}  // namespace

void IdentityFlags::describe(FlagSet& flags) {
  const auto text = [&flags](std::string_view name, std::string_view label, std::string_view help,
                             std::string* into) {
    flags.add({.name = name, .label = label, .help = help, .into = into, .group = kGroup});
  };
  text("identity-token", "TOKEN",
       "OpenID Connect token of the signer, or @FILE; SIGSTORE_ID_TOKEN is read otherwise.",
       &token_);
  flags.add({.name = "identity-token-file",
             .label = "FILE",
             .help = "Read the token from FILE, where no list of processes shows it.",
             .complete = Complete::kFile,
             .into = &token_file_,
             .group = kGroup});
  flags.add({.name = "oidc-disable-ambient-providers",
             .help = "Do not ask the CI system or cluster around us for a token.",
             .into = &no_ambient_,
             .group = kGroup});
  text("oidc-issuer", "URL", "Identity provider to log in at, where no token is found.", &issuer_);
  flags.add({.name = "oidc-flow",
             .label = "HOW",
             .help = "Log in with a browser here, or anywhere with a code to enter.",
             .choices = {"browser", "code"},
             .into = &flow_,
             .group = kGroup});
  text("oidc-client-id", "ID", "Audience that the token must be made for.", &client_id_);
}

Result<std::optional<std::string>> IdentityFlags::given_token(const Runtime& runtime) const {
  if (!token_.empty() && !token_file_.empty())
    return fail(ErrorCode::kUsage, "--identity-token and --identity-token-file name two tokens");
  if (!token_file_.empty()) return IGP_TRY(load_token(token_file_));
  if (token_.starts_with('@')) return IGP_TRY(load_token(token_.substr(1)));
  if (!token_.empty()) return token_;
  auto value = runtime.env("SIGSTORE_ID_TOKEN");
  if (value && value->empty()) value.reset();
  return value;
}

Result<std::string> IdentityFlags::log_in(const Runtime& runtime, sigstore::ServiceClient& client,
                                          const std::function<Result<http::Url>()>& issuer) const {
  auto host = TerminalLogin::open();
  if (!host) {
    return Fail(error(ErrorCode::kIdentityTokenMissing,
                      "no identity token was given or found, and no terminal to log in at")
                    .with_hint("give --identity-token-file or SIGSTORE_ID_TOKEN, or sign with "
                               "--key"));
  }
  const auto url = IGP_TRY(issuer_.empty() ? issuer() : http::Url::parse(issuer_));
  const auto provider = IGP_TRY(sigstore::discover_provider(url, client));
  const bool desktop = runtime.env("DISPLAY") || runtime.env("WAYLAND_DISPLAY");
  const bool browser = flow_.empty() ? desktop : flow_ == "browser";
  return browser ? sigstore::log_in_with_browser(provider, client_id_, *host, client)
                 : sigstore::log_in_with_code(provider, client_id_, *host, client);
}

Result<sigstore::IdentityToken> IdentityFlags::token(
    const Runtime& runtime, sigstore::ServiceClient& client,
    const std::function<Result<http::Url>()>& issuer) const {
  std::optional<std::string> text = IGP_TRY(given_token(runtime));
  if (!text && !no_ambient_) {
    auto found = IGP_TRY(sigstore::find_ambient_token(ambient_host(runtime), client_id_, client));
    if (found) {
      client.diag().note(fmt::format("identity token of {}", found->provider));
      text = std::move(found->text);
    }
  }
  if (!text) text = IGP_TRY(log_in(runtime, client, issuer));
  auto token = IGP_TRY(sigstore::IdentityToken::parse(*text));
  IGP_CHECK(token.check(client.now(), client_id_));
  return token;
}

}  // namespace igp::cli
