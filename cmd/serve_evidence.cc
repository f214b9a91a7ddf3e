// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "serve_evidence.h"

#include "base/io/file.h"
#include "base/limits.h"
#include "cli/state_directory.h"

namespace igp {
namespace {

constexpr std::string_view kGroup = "Evidence";

}  // namespace

void EvidenceFlags::describe(cli::FlagSet& flags) {
  flags.add({.name = "evidence-db",
             .label = "FILE",
             .help = "Keep evidence in this SQLite file, not in the state directory.",
             .complete = cli::Complete::kFile,
             .into = &database_,
             .group = kGroup});
  flags.add({.name = "token-file",
             .label = "FILE",
             .help = "Bearer tokens that may read and record evidence, one a line.",
             .complete = cli::Complete::kFile,
             .into = &token_file_,
             .group = kGroup});
  flags.add({.name = "evidence-limits",
             .label = "FILE",
             .help = "Limits of the gate (JSON) in place of the built-in ones.",
             .complete = cli::Complete::kFile,
             .into = &limits_file_,
             .group = kGroup});
}

Result<std::unique_ptr<evidence::Api>> EvidenceFlags::open(const cli::Runtime& runtime,
                                                           Diag& diag) const {
  if (!database_.empty()) return open_named(database_, runtime);
  const auto database = cli::default_evidence_db(runtime);
  auto api = database ? open_named(*database, runtime)
                      : Result<std::unique_ptr<evidence::Api>>(Fail(database.error()));
  if (api || !token_file_.empty() || !limits_file_.empty()) return api;
  diag.warn(fmt::format("evidence is not served: {}", api.error().text()));
  return nullptr;
}

Result<std::unique_ptr<evidence::Api>> EvidenceFlags::open_named(
    const std::string& database, const cli::Runtime& runtime) const {
  evidence::ApiOptions options;
  options.database = database;
  if (!token_file_.empty()) {
    const std::string text = IGP_TRY(read_file(token_file_, limits::kTokenFileBytes));
    options.tokens = IGP_TRY(evidence::TokenSet::parse(text));
    if (options.tokens.empty()) {
      return fail(ErrorCode::kTokenMalformed, "{} holds no token", quote(token_file_));
    }
  }
  if (!limits_file_.empty()) {
    const std::string text = IGP_TRY(read_file(limits_file_, limits::kEvidenceBytes));
    auto limits = evidence::parse_gate_limits(text);
    if (!limits) return Fail(std::move(limits).error().in(quote(limits_file_)));
    options.limits = *limits;
  }
  return evidence::Api::open(std::move(options), runtime.clock);
}

}  // namespace igp
