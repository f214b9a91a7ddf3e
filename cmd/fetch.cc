// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <nlohmann/json.hpp>

#include "base/io/file.h"
#include "cli/groups/http.h"
#include "cli/groups/trust.h"
#include "cli/interrupt.h"
#include "commands.h"
#include "delivery/fetch/fetch.h"
#include "fetch_decision.h"
#include "http/client/network_client.h"
#include "rego/load/loader.h"
#include "verify/report.h"

namespace igp {
namespace {

/// The last component of the URL's path: the pack's name on its server.
std::string default_directory(const http::Url& url) {
  const std::string& path = url.path();
  return path.substr(path.rfind('/') + 1);
}

Json to_json(const delivery::FetchReport& report) {
  Json json = {{"directory", report.directory}, {"url", report.url},
               {"upToDate", report.up_to_date}, {"digest", report.digest},
               {"size", report.size},           {"files", report.files},
               {"trust", report.trust}};
  if (report.form) {
    const bool canonical = *report.form == delivery::ArchiveForm::kCanonical;
    json["archive"] = canonical ? "canonical" : "foreign";
  }
  if (report.signature) {
    json["attestation"] = report.attestation;
    json["signature"] = report_json(report.url, *report.signature);
  }
  return json;
}

Json to_json(const std::string& query, const Decision& decision) {
  Json json = {{"query", query}, {"allowed", decision.allowed}};
  if (decision.value) json["value"] = Json::parse(*decision.value);
  return json;
}

class FetchCommand final : public cli::Command {
 public:
  void describe(cli::FlagSet& flags) override {
    flags.add(cli::Positional{.name = "URL",
                              .help = "The pack on its server, .../v1/policy/packs/NAME.",
                              .complete = cli::Complete::kNone,
                              .into = &url_});
    flags.add({.name = "output",
               .short_name = 'o',
               .label = "DIR",
               .help = "Install into DIR; default is the pack's name.",
               .complete = cli::Complete::kDirectory,
               .into = &directory_});
    flags.add({.name = "bundle",
               .label = "FILE",
               .help = "Use this bundle instead of the server's.",
               .complete = cli::Complete::kFile,
               .into = &bundle_});
    flags.add(
        cli::Flag{.name = "allow-foreign",
                  .help = "Also accept archives that other tools have made (tar, gzip, zstd).",
                  .into = &allow_foreign_});
    flags.add(cli::Flag{.name = "force",
                        .help = "Download even if what is installed is still current.",
                        .into = &force_});
    flags.add({.name = "decide",
               .label = "QUERY",
               .help = "Ask what is installed then, print the answer, exit 0 only if it is true.",
               .into = &query_,
               .group = "Decision"});
    flags.add({.name = "input",
               .short_name = 'i',
               .label = "FILE",
               .help = "Input document of the query, JSON or YAML.",
               .complete = cli::Complete::kFile,
               .into = &input_,
               .group = "Decision"});
    flags.add(cli::Flag{.name = "insecure-skip-signature",
                        .help = "Install without checking who made the pack.",
                        .into = &skip_signature_});
    trust_.describe(flags);
    http_.describe(flags);
  }

  Result<cli::ExitCode> run(cli::Runtime& runtime, cli::Output& output) override {
    const cli::InterruptFlag interrupt;
    const DecisionRequest question = IGP_TRY(make_question(interrupt));
    delivery::FetchOptions options = IGP_TRY(make_options(output));
    options.request.cancel = interrupt.get();
    std::optional<cli::LoadedRoot> root;
    options.trust_root = [&]() -> Result<std::shared_ptr<const sigstore::TrustRoot>> {
      root = IGP_TRY(trust_.root().load({runtime, http_, output}));
      return std::make_shared<const sigstore::TrustRoot>(root->root);
    };
    const auto client = http::make_network_client();
    http::SystemWaiter waiter;
    const delivery::Channel channel{
        *client, http_.retry_policy(), {*runtime.clock, waiter, output}};
    const auto report = IGP_TRY(delivery::fetch(options, channel, *runtime.rng));
    if (report.trust == "none") output.warn("nobody has vouched for this pack: not verified");
    std::optional<Decision> decision;
    if (!query_.empty()) decision = IGP_TRY(decide(report.directory, question, runtime, output));
    show(report, root, decision, output);
    return !decision || decision->allowed ? cli::ExitCode::kOk : cli::ExitCode::kVerdict;
  }

 private:
  void show(const delivery::FetchReport& report, const std::optional<cli::LoadedRoot>& root,
            const std::optional<Decision>& decision, cli::Output& output) const {
    if (output.json()) {
      Json json = to_json(report);
      if (root) json["trustRoot"] = report_json(*root);
      if (decision) json["decision"] = to_json(query_, *decision);
      output.out_json(json);
      return;
    }
    if (report.signature) output.note(report_text(report.url, *report.signature));
    if (root) output.note(report_text(*root));
    if (report.up_to_date) output.note("what is installed is still current");
    if (!decision) {
      output.out(report.directory + "\n");
    } else if (decision->value) {
      output.out(*decision->value + "\n");
    } else {
      output.warn(fmt::format("{} is undefined", quote(query_)));
    }
  }

  [[nodiscard]] Result<DecisionRequest> make_question(const cli::InterruptFlag& interrupt) const {
    DecisionRequest question{.query = query_, .input = {}, .cancel = interrupt.get()};
    if (input_.empty()) return question;
    if (query_.empty()) return fail(ErrorCode::kUsage, "--input is of use only with --decide");
    auto input = rego::read_input_file(input_);
    if (!input) return Fail(std::move(input.error()).in(quote(input_)));
    question.input = std::move(*input);
    return question;
  }

  [[nodiscard]] Result<delivery::FetchOptions> make_options(Diag& diag) const {
    if (trust_.names_signer() == skip_signature_) {
      return Fail(error(ErrorCode::kUsage, "{}",
                        skip_signature_ ? "--insecure-skip-signature makes a signer meaningless"
                                        : "nothing says who must have signed the pack")
                      .with_hint("give the signer's public key with --key, or "
                                 "--certificate-identity and --certificate-oidc-issuer"));
    }
    auto request = IGP_TRY(http_.make_request(url_, diag));
    delivery::FetchOptions options{.request = std::move(request),
                                   .directory = directory_,
                                   .allow_foreign = allow_foreign_,
                                   .force = force_};
    if (directory_.empty()) options.directory = default_directory(options.request.url);
    std::vector<sigstore::VerifyPolicy> policies = IGP_TRY(trust_.policies());
    if (!skip_signature_) options.policy = std::move(policies.front());
    if (!bundle_.empty()) options.bundle = IGP_TRY(read_file(bundle_, limits::kBundleBytes));
    return options;
  }

  std::string url_;
  std::string directory_;
  std::string bundle_;
  std::string query_;
  std::string input_;
  bool allow_foreign_ = false;
  bool force_ = false;
  bool skip_signature_ = false;
  cli::TrustFlags trust_{cli::SignerCount::kOne};
  cli::HttpFlags http_;
};

}  // namespace

std::unique_ptr<cli::Command> make_fetch_command() { return std::make_unique<FetchCommand>(); }

}  // namespace igp
