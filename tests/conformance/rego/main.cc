// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Runs OPA's conformance cases against the engine.
//
//   rego_conformance CORPUS PASSING [--list-failed] [--only TEXT] [--update]
//
// PASSING lists cases that must pass; it may only grow. Exit codes: 0 all listed cases pass, 1 one
// does not, 77 (skipped) there is no corpus.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/io/atomic_file.h"
#include "base/io/file.h"
#include "case.h"
#include "isolate.h"

namespace {

using igp::conformance::Case;

constexpr int kSkipped = 77;
constexpr int kSecondsPerCase = 10;

struct Options {
  std::string corpus;
  std::string passing;
  std::string only;
  bool list_failed = false;
  bool update = false;
};

Options parse(int argc, char** argv) {
  Options options;
  std::vector<std::string> plain;
  for (int i = 1; i < argc; ++i) {
    const std::string_view arg = argv[i];
    if (arg == "--list-failed") {
      options.list_failed = true;
    } else if (arg == "--update") {
      options.update = true;
    } else if (arg == "--only" && i + 1 < argc) {
      options.only = argv[++i];
    } else {
      plain.emplace_back(arg);
    }
  }
  if (plain.size() == 2) {
    options.corpus = plain[0];
    options.passing = plain[1];
  }
  return options;
}

std::set<std::string> read_list(const std::string& path) {
  std::set<std::string> lines;
  const auto content = igp::read_file(path, std::size_t{16} * 1024 * 1024);
  if (!content) return lines;
  std::istringstream in(*content);
  for (std::string line; std::getline(in, line);) lines.insert(line);
  return lines;
}

struct Tally {
  int passed = 0;
  int failed = 0;
};

Tally print_tallies(const std::map<std::string, Tally>& tallies) {
  Tally total;
  std::map<std::string, Tally> versions;
  for (const auto& [directory, tally] : tallies) {
    fmt::print("{:<44} {:>5} passed {:>5} failed\n", directory, tally.passed, tally.failed);
    Tally& version = versions[directory.substr(0, 2)];
    version.passed += tally.passed;
    version.failed += tally.failed;
    total.passed += tally.passed;
    total.failed += tally.failed;
  }
  for (const auto& [version, tally] : versions) {
    fmt::print("{}: {} passed, {} failed\n", version, tally.passed, tally.failed);
  }
  fmt::print("{} of {} cases pass\n", total.passed, total.passed + total.failed);
  return total;
}

bool update_list(const std::string& path, const std::set<std::string>& ids) {
  std::string content;
  for (const std::string& id : ids) content += id + "\n";
  const auto written = igp::write_file_atomically(path, content);
  if (!written) fmt::print(stderr, "{}\n", written.error().text());
  return written.has_value();
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = parse(argc, argv);
  if (options.corpus.empty()) {
    fmt::print(stderr, "usage: {} CORPUS PASSING [--list-failed] [--only TEXT] [--update]\n",
               argv[0]);
    return 2;
  }
  if (!igp::read_file(options.corpus + "/v1.jsonl", std::size_t{256} * 1024 * 1024)) {
    fmt::print("skipped: no corpus at {}\n", options.corpus);
    return kSkipped;
  }
  std::vector<Case> cases;
  for (const char* version : {"v0", "v1"}) {
    auto more = igp::conformance::load_cases(options.corpus + "/" + version + ".jsonl", version);
    std::ranges::move(more, std::back_inserter(cases));
  }
  if (!options.only.empty()) {
    std::erase_if(cases,
                  [&](const Case& c) { return c.id.find(options.only) == std::string::npos; });
  }
  std::fflush(stdout);
  const auto results = igp::conformance::run_isolated(
      cases.size(), kSecondsPerCase,
      [&](std::size_t i) { return igp::conformance::run_case(cases[i]); });

  std::set<std::string> listed = read_list(options.passing);
  const std::size_t must_pass = listed.size();
  std::map<std::string, Tally> tallies;
  int lost = 0;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const bool passed = results[i].empty();
    Tally& tally = tallies[cases[i].directory];
    ++(passed ? tally.passed : tally.failed);
    if (!passed && (options.list_failed || !options.only.empty())) {
      fmt::print("FAILED {}: {}\n", cases[i].id, results[i]);
    }
    if (!passed && listed.contains(cases[i].id)) {
      fmt::print("LOST {}: {}\n", cases[i].id, results[i]);
      ++lost;
    }
    if (passed && options.update) listed.insert(cases[i].id);
  }
  const Tally total = print_tallies(tallies);
  if (options.update && !update_list(options.passing, listed)) return 1;
  fmt::print("{} cases must pass; those that never did count as skipped\n", must_pass);
  fmt::print("{} passed, {} failed, {} skipped\n", total.passed, lost, total.failed - lost);
  return lost > 0 ? 1 : 0;
}
