// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/io/atomic_file.h"
#include "base/io/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "commands.h"
#include "pack/digest_check.h"
#include "pack/digest_format.h"
#include "pack/digest_source.h"
#include "pack/layout.h"
#include "pack/manifest.h"

namespace igp {
namespace {

using Outcome = pack::CheckedDigest::Outcome;

std::string_view text_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::kMatches:
      return "OK";
    case Outcome::kDiffers:
      return "FAILED";
    case Outcome::kUnreadable:
      return "FAILED open or read";
  }
  return "";
}

class DigestCommand final : public cli::Command {
 public:
  void describe(cli::FlagSet& flags) override {
    flags.add(cli::Positional{.name = "FILE",
                              .help =
                                  "Files, pack directories (the digest of the tar 'igpack pack' "
                                  "makes of them) or '-' for standard input, the default.",
                              .into = &paths_,
                              .required = false});
    flags.add(cli::Flag{.name = "algorithm",
                        .short_name = 'a',
                        .label = "NAME",
                        .help = "Hash function.",
                        .choices = {"sha256", "sha384", "sha512"},
                        .into = &algorithm_name_});
    flags.add(cli::Flag{.name = "format",
                        .short_name = 'f',
                        .label = "NAME",
                        .help = "Notation: hex, digest (sha256:HEX), header (sha-256=HEX), rfc9530 "
                                "(sha-256=:BASE64:), sri (sha256-BASE64) or coreutils (HEX  FILE).",
                        .choices = {"hex", "digest", "header", "rfc9530", "sri", "coreutils"},
                        .into = &format_name_});
    flags.add(cli::Flag{.name = "check",
                        .short_name = 'c',
                        .label = "LIST",
                        .help = "Check the files of a list that sha256sum or igpack wrote, or of a "
                                "manifest.json; exit 1 if any differs. With a manifest, FILE is "
                                "the tar.",
                        .complete = cli::Complete::kFile,
                        .into = &list_path_});
    flags.add(cli::Flag{.name = "update-manifest",
                        .label = "MANIFEST",
                        .help = "Also write the digest of FILE into this manifest.json.",
                        .complete = cli::Complete::kFile,
                        .into = &manifest_path_});
    flags.add(cli::Flag{.name = "source-date-epoch",
                        .label = "SECONDS",
                        .help = "Time of all entries in the tar of a directory, as for 'igpack "
                                "pack'.",
                        .env = "SOURCE_DATE_EPOCH",
                        .into = &entry_time_});
  }

  Result<cli::ExitCode> run(cli::Runtime& /*runtime*/, cli::Output& output) override {
    if (list_path_) return check(output);
    if (paths_.empty()) paths_.emplace_back("-");
    if (manifest_path_ && paths_.size() != 1) {
      return fail(ErrorCode::kUsage, "--update-manifest takes the digest of one file, not of {}",
                  paths_.size());
    }
    return print(output);
  }

 private:
  Result<crypto::Digest> digest_of(const std::string& path, cli::Output& output) const {
    const auto algorithm = *crypto::parse_hash_algorithm(algorithm_name_);
    if (path == "-") return pack::digest_of_fd(STDIN_FILENO, path, algorithm, output);
    return pack::digest_of_path(path, entry_time_, algorithm, output);
  }

  Result<cli::ExitCode> print(cli::Output& output) const {
    const auto format = *pack::parse_digest_format(format_name_);
    const bool with_name = paths_.size() > 1 && format != pack::DigestFormat::kCoreutils;
    Json rows = Json::array();
    for (const std::string& path : paths_) {
      const crypto::Digest digest = IGP_TRY(digest_of(path, output));
      const std::string text = IGP_TRY(pack::format_digest(digest, format, path));
      if (manifest_path_) IGP_CHECK(update_manifest(digest));
      if (output.json()) {
        rows.push_back({{"path", path}, {"digest", digest.str()}, {"text", text}});
      } else {
        output.out(with_name ? pack::list_line(text, path) + '\n' : text + '\n');
      }
    }
    if (output.json()) output.out_json({{"digests", std::move(rows)}});
    return cli::ExitCode::kOk;
  }

  Status update_manifest(const crypto::Digest& digest) const {
    const std::string text = IGP_TRY(read_file(*manifest_path_, limits::kManifestBytes));
    auto updated = pack::update_manifest(text, digest, nullptr);
    if (!updated) return Fail(std::move(updated).error().in(quote(*manifest_path_)));
    return write_file_atomically(*manifest_path_, *updated);
  }

  Result<cli::ExitCode> check(cli::Output& output) const {
    if (manifest_path_) {
      return fail(ErrorCode::kUsage, "--check and --update-manifest exclude each other");
    }
    if (paths_.size() > 1) return fail(ErrorCode::kUsage, "--check takes one tar at most");
    const std::string text =
        IGP_TRY(*list_path_ == "-" ? read_fd(STDIN_FILENO, "-", limits::kDigestListBytes)
                                   : read_file(*list_path_, limits::kDigestListBytes));
    const auto expected = IGP_TRY(
        pack::expected_digests(text, *list_path_, paths_.empty() ? std::string() : paths_[0]));
    const auto checked = pack::check_digests(expected, entry_time_, output);
    render(checked, output);
    const auto is_good = [](const auto& row) { return row.outcome == Outcome::kMatches; };
    return std::ranges::all_of(checked, is_good) ? cli::ExitCode::kOk : cli::ExitCode::kVerdict;
  }

  static void render(const std::vector<pack::CheckedDigest>& checked, cli::Output& output) {
    Json rows = Json::array();
    for (const pack::CheckedDigest& row : checked) {
      const bool is_good = row.outcome == Outcome::kMatches;
      if (output.json()) {
        rows.push_back({{"path", row.path}, {"ok", is_good}, {"outcome", text_of(row.outcome)}});
        continue;
      }
      if (!row.problem.empty()) output.warn(row.problem);
      if (is_good && output.quiet()) continue;
      output.out(fmt::format("{}: {}\n", escape_for_terminal(row.path), text_of(row.outcome)));
    }
    if (output.json()) output.out_json({{"checked", std::move(rows)}});
  }

  std::vector<std::string> paths_;
  std::string algorithm_name_ = "sha256";
  std::string format_name_ = "digest";
  std::optional<std::string> list_path_;
  std::optional<std::string> manifest_path_;
  std::int64_t entry_time_ = pack::kDefaultEntryTime;
};

}  // namespace

std::unique_ptr<cli::Command> make_digest_command() { return std::make_unique<DigestCommand>(); }

}  // namespace igp
