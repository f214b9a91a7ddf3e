// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>

#include <nlohmann/json.hpp>

#include "base/io/fd.h"
#include "base/io/file.h"
#include "base/limits.h"
#include "cli/groups/http.h"
#include "cli/state_directory.h"
#include "commands.h"
#include "evidence/model.h"
#include "evidence/report.h"
#include "evidence/tokens.h"
#include "evidence_record.h"
#include "http/client/network_client.h"
#include "http/client/retry.h"

namespace igp {
namespace {

class EvidenceCheckCommand final : public cli::Command {
 public:
  void describe(cli::FlagSet& flags) override {
    flags.add({.name = "mc-url",
               .label = "URL",
               .help = "The evidence server; /graphql is asked below this URL.",
               .env = "MC_URL",
               .into = &mc_url_});
    flags.add({.name = "service",
               .label = "NAME",
               .help = "The service that is to be promoted.",
               .env = "SERVICE",
               .into = &service_});
    flags.add({.name = "release-id",
               .label = "ID",
               .help = "The release that is to be promoted.",
               .env = "RELEASE_ID",
               .into = &release_id_});
    flags.add({.name = "termination-log",
               .label = "FILE",
               .help = "Write the reasons to FILE too, if it exists and is writable.",
               .complete = cli::Complete::kFile,
               .into = &termination_log_});
    flags.add({.name = "record",
               .label = "FILE",
               .help = "Record the snapshot in FILE ('-': standard input), and ask nothing.",
               .complete = cli::Complete::kFile,
               .into = &record_});
    flags.add({.name = "evidence-db",
               .label = "FILE",
               .help = "Record into this store, not on the server.",
               .complete = cli::Complete::kFile,
               .into = &database_});
    // Somebody holds a rollout for the answer.
    http_.describe(flags, /*with_token=*/true, {.timeout = 10, .deadline = 30});
    flags.add({.name = "insecure-plain-http",
               .help = "Use http:// beyond loopback; token and verdict can be read and forged.",
               .into = &insecure_plain_http_,
               .group = "HTTP"});
  }

  Result<cli::ExitCode> run(cli::Runtime& runtime, cli::Output& output) override {
    if (record_) return record(runtime, output);
    if (database_) return usage("--evidence-db is for --record");
    if (mc_url_.empty()) return usage("no server was given; use --mc-url or MC_URL");
    const evidence::Question question{service_, release_id_};
    if (!evidence::is_evidence_name(service_)) {
      return usage("no usable service was given; use --service or SERVICE");
    }
    if (!evidence::is_evidence_name(release_id_)) {
      return usage("no usable release was given; use --release-id or RELEASE_ID");
    }
    http::HttpRequest request = IGP_TRY(make_request("/graphql", runtime, output));
    const auto decision = ask(std::move(request), question, runtime, output);
    if (!decision) {
      const Error& failure = decision.error();
      tell(evidence::make_report(question, failure), output);
      return cli::exit_code_of(failure);
    }
    tell(evidence::make_report(question, *decision), output);
    return decision->ok ? cli::ExitCode::kOk : cli::ExitCode::kVerdict;
  }

 private:
  static Fail usage(std::string_view text) {
    return Fail(
        error(ErrorCode::kUsage, "{}", text).with_hint("run 'igpack evidence-check --help'"));
  }

  Result<cli::ExitCode> record(cli::Runtime& runtime, cli::Output& output) {
    if (database_) return record_locally(*record_, *database_, runtime, output);
    if (!mc_url_.empty()) {
      return record_remotely(*record_, IGP_TRY(make_request("/v1/evidence", runtime, output)),
                             output);
    }
    return record_locally(*record_, IGP_TRY(cli::default_evidence_db(runtime)), runtime, output);
  }

  /// A request with the token, for a place where neither it nor the verdict can be tampered with.
  Result<http::HttpRequest> make_request(std::string_view path, const cli::Runtime& runtime,
                                         cli::Output& output) const {
    const http::Url base = IGP_TRY(http::Url::parse(mc_url_));
    if (!base.secure() && !base.is_loopback() && !insecure_plain_http_) {
      return Fail(error(ErrorCode::kTokenExposed, "{} is not https", quote(base.display()))
                      .with_hint("use https, or accept the risk with --insecure-plain-http"));
    }
    http::HttpRequest request =
        IGP_TRY(http_.make_request(base.with_path_suffix(path).str(), output));
    request.max_redirects = 0;
    request.max_body_bytes = limits::kEvidenceAnswerBytes;
    const auto token = runtime.env("TOKEN");
    if (request.headers.has("Authorization") || !token || token->empty()) return request;
    if (!evidence::is_token(*token)) {
      return fail(ErrorCode::kTokenMalformed, "TOKEN does not hold a bearer token");
    }
    request.headers.set("Authorization", "Bearer " + *token);
    return request;
  }

  Result<evidence::RemoteDecision> ask(http::HttpRequest request,
                                       const evidence::Question& question,
                                       const cli::Runtime& runtime, cli::Output& output) const {
    request.method = "POST";
    request.headers.set("Content-Type", "application/json");
    request.headers.set("Accept", "application/json");
    request.body = evidence::encode_question(question);
    const auto client = http::make_network_client();
    http::SystemWaiter waiter;
    auto answer = http::send_with_retry(*client, request, nullptr, http_.retry_policy(),
                                        {*runtime.clock, waiter, output});
    if (answer) return evidence::read_answer(*answer, question);
    // An endless body is the server's fault, not malformed input of ours.
    const bool oversized = answer.error().code == ErrorCode::kLimitExceeded;
    if (oversized) answer.error().code = ErrorCode::kAnswerUntrusted;
    return Fail(std::move(answer).error());
  }

  /// stdout: 1 or 0 (or JSON); stderr and termination log: one JSON line.
  void tell(const evidence::Report& report, cli::Output& output) const {
    if (output.json()) {
      output.out_json(evidence::report_to_json(report));
    } else {
      output.out(report.ok ? "1\n" : "0\n");
    }
    const std::string line = evidence::encode_report(report, limits::kTerminationLogBytes);
    output.err_line(line);
    // Kubernetes creates the file; where it is missing nobody asked for it. That it cannot be
    // written must not change a verdict.
    const UniqueFd log(::open(termination_log_.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOCTTY));
    if (log.valid() && !write_all(log.get(), termination_log_, as_bytes(line))) {
      output.warn("cannot write the termination log");
    }
  }

  std::string mc_url_;
  std::string service_;
  std::string release_id_;
  std::string termination_log_ = "/dev/termination-log";
  std::optional<std::string> record_;
  std::optional<std::string> database_;
  bool insecure_plain_http_ = false;
  cli::HttpFlags http_;
};

}  // namespace

std::unique_ptr<cli::Command> make_evidence_check_command() {
  return std::make_unique<EvidenceCheckCommand>();
}

}  // namespace igp
