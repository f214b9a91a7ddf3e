// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/join.h"

#include "commands.h"
#include "pack/build.h"
#include "rego/syntax/parser.h"

namespace igp {
namespace {

constexpr const char* kDefaultDirectory = "contracts/policy-pack/v0";

Json to_json(const pack::BuiltPack& built, const std::string& path) {
  Json contents = Json::array();
  for (const pack::ManifestFile& file : built.contents) {
    contents.push_back({{"path", file.path}, {"size", file.size}, {"digest", file.digest.str()}});
  }
  return {{"path", path},
          {"digest", built.digest.str()},
          {"size", built.size},
          {"contents", std::move(contents)}};
}

/// A module that does not parse would only be noticed where it is to decide.
Status check_rego(const std::string& path, std::string_view source) {
  return rego::check_syntax(path, std::string(source));
}

class PackCommand final : public cli::Command {
 public:
  void describe(cli::FlagSet& flags) override {
    flags.add(cli::Positional{
        .name = "DIR",
        .help = "Directory with opa/, data/, README.md and manifest.json; IGPACK_PACK_DIR or "
                "contracts/policy-pack/v0 if not given.",
        .complete = cli::Complete::kDirectory,
        .into = &directory_,
        .required = false});
    flags.add(cli::Flag{.name = "output",
                        .short_name = 'o',
                        .label = "FILE",
                        .help = "Tar to write.",
                        .complete = cli::Complete::kFile,
                        .env = "IGPACK_PACK_OUTPUT",
                        .into = &output_path_});
    flags.add(cli::Flag{.name = "manifest",
                        .label = "FILE",
                        .help = "Manifest to update; DIR/manifest.json if not given.",
                        .complete = cli::Complete::kFile,
                        .into = &manifest_path_});
    flags.add(cli::Flag{
        .name = "no-manifest", .help = "Write or check the tar alone.", .into = &no_manifest_});
    flags.add(cli::Flag{.name = "check",
                        .help = "Write nothing; exit 1 if tar or manifest are not what a rebuild "
                                "gives.",
                        .into = &check_});
    flags.add(cli::Flag{.name = "include",
                        .label = "GLOB",
                        .help = "Pack further names at the top of DIR too; repeatable.",
                        .into = &selection_.include});
    flags.add(cli::Flag{.name = "exclude",
                        .label = "GLOB",
                        .help = "Leave out matching names, or paths if GLOB has a slash; "
                                "repeatable.",
                        .into = &selection_.exclude});
    flags.add(cli::Flag{.name = "source-date-epoch",
                        .label = "SECONDS",
                        .help = "Time of all entries, in seconds since 1970; 1980-01-01T00:00:00Z "
                                "if not given.",
                        .env = "SOURCE_DATE_EPOCH",
                        .into = &entry_time_});
  }

  Result<cli::ExitCode> run(cli::Runtime& runtime, cli::Output& output) override {
    if (no_manifest_ && manifest_path_) {
      return fail(ErrorCode::kUsage, "--manifest and --no-manifest exclude each other");
    }
    if (entry_time_ < 0) {
      return fail(ErrorCode::kUsage, "--source-date-epoch: {} is negative", entry_time_);
    }
    std::string directory =
        directory_.value_or(runtime.env("IGPACK_PACK_DIR").value_or(kDefaultDirectory));
    const pack::PackFiles files{
        .tar = output_path_,
        .manifest = no_manifest_ ? "" : manifest_path_.value_or(directory + "/manifest.json")};
    const pack::BuildOptions options{.directory = std::move(directory),
                                     .selection = selection_,
                                     .entry_time = entry_time_,
                                     .check_rego = check_rego};
    return check_ ? check(options, files, output) : write(options, files, output);
  }

 private:
  static Result<cli::ExitCode> write(const pack::BuildOptions& options,
                                     const pack::PackFiles& files, cli::Output& output) {
    const pack::BuiltPack built = IGP_TRY(pack::write_pack(options, files));
    if (output.json()) {
      output.out_json(to_json(built, files.tar));
    } else {
      output.out(fmt::format("{}  {}\n", built.digest.str(), files.tar));
    }
    return cli::ExitCode::kOk;
  }

  static Result<cli::ExitCode> check(const pack::BuildOptions& options,
                                     const pack::PackFiles& files, cli::Output& output) {
    const pack::Drift drift = IGP_TRY(pack::check_pack(options, files));
    if (output.json()) {
      Json report = to_json(drift.built, files.tar);
      report["differences"] = drift.differences;
      output.out_json(report);
      return drift.differences.empty() ? cli::ExitCode::kOk : cli::ExitCode::kVerdict;
    }
    if (!drift.differences.empty()) {
      return fail(ErrorCode::kPackDrift, "{}", join(drift.differences, "; "));
    }
    output.out(fmt::format("{}  {}\n", drift.built.digest.str(), files.tar));
    return cli::ExitCode::kOk;
  }

  std::optional<std::string> directory_;
  std::string output_path_ = "dist/policy-pack/v0/policy-pack-v0.tar";
  std::optional<std::string> manifest_path_;
  bool no_manifest_ = false;
  bool check_ = false;
  pack::Selection selection_;
  std::int64_t entry_time_ = pack::kDefaultEntryTime;
};

}  // namespace

std::unique_ptr<cli::Command> make_pack_command() { return std::make_unique<PackCommand>(); }

}  // namespace igp
