// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Times the workloads of shared/bench/rego: nanoseconds for one evaluation, the fastest of many.
//
//   rego_bench POLICIES DATA [NAME]
//
// POLICIES holds the .rego files, DATA what gen.py wrote.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/io/file.h"
#include "rego/engine.h"

namespace {

using igp::rego::Document;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostBytes = std::size_t{1} << 30;
constexpr auto kTimeForEach = std::chrono::milliseconds(1500);

struct Workload {
  std::string_view name;
  std::string_view policy;
  std::string_view data;
  std::string_view query;
  std::string_view inputs;
};

constexpr std::array kWorkloads{
    Workload{"abac", "abac", "empty", "data.cos.abac.allow", "abac"},
    Workload{"rbac_iter", "rbac_iter", "rbac", "data.rbac_iter.allow", "rbac"},
    Workload{"rbac_index", "rbac_index", "rbac", "data.rbac_index.allow", "rbac"},
    Workload{"rules1k", "rules1k", "empty", "data.rules1k.allow", "rules1k"},
    Workload{"join", "join", "join", "data.join.matches", "one"},
    Workload{"items_total", "items", "items", "data.inv.total", "one"},
    Workload{"items_set", "items", "items", "data.inv.n_expensive", "one"},
    Workload{"groupby", "groupby", "groupby", "data.groupby.sizes", "one"},
    Workload{"graph", "graph", "graph", "data.graphs.reach", "one"},
};

std::string must_read(const std::string& path) {
  auto text = igp::read_file(path, kMostBytes);
  if (!text) {
    fmt::print(stderr, "{}\n", text.error().text());
    std::exit(2);
  }
  return std::move(*text);
}

std::vector<Document> read_lines(const std::string& text) {
  std::vector<Document> documents;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (auto line = Document::from_json(rest.substr(0, end))) documents.push_back(std::move(*line));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return documents;
}

void run(const Workload& workload, const std::string& policies, const std::string& data) {
  const auto file = [](const std::string& folder, std::string_view name, std::string_view suffix) {
    return fmt::format("{}/{}{}", folder, name, suffix);
  };
  igp::rego::EngineSources sources;
  const std::string policy = file(policies, workload.policy, ".rego");
  sources.modules.push_back({policy, must_read(policy)});
  auto document = Document::from_json(must_read(file(data, workload.data, ".json")));
  if (!document) {
    fmt::print("{:<12} {}\n", workload.name, document.error().text());
    return;
  }
  sources.data = std::move(*document);
  const auto inputs = read_lines(must_read(file(data, workload.inputs, ".inputs.jsonl")));
  const auto engine = igp::rego::Engine::build(std::move(sources));
  if (!engine) {
    fmt::print("{:<12} {}\n", workload.name, engine.error().front().text());
    return;
  }
  const auto query = (*engine)->prepare(std::string(workload.query));
  if (!query) {
    fmt::print("{:<12} {}\n", workload.name, query.error().front().text());
    return;
  }
  igp::rego::Evaluation evaluation;
  const igp::rego::EvalOptions options;
  double best = 1e18;
  std::size_t defined = 0;
  const auto begin = Clock::now();
  do {
    const auto start = Clock::now();
    defined = 0;
    for (const Document& input : inputs) {
      const auto results = (*query)->eval(evaluation, input.value, options);
      if (!results) {
        fmt::print("{:<12} {}\n", workload.name, results.error().text());
        return;
      }
      defined += results->solutions.size();
    }
    const std::chrono::duration<double, std::nano> took = Clock::now() - start;
    best = std::min(best, took.count() / static_cast<double>(inputs.size()));
  } while (Clock::now() - begin < kTimeForEach);
  fmt::print("{:<12} {:>14.0f} ns  ({} of {} inputs defined)\n", workload.name, best, defined,
             inputs.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: {} POLICIES DATA [NAME]\n", argv[0]);
    return 2;
  }
  for (const Workload& workload : kWorkloads) {
    if (argc > 3 && workload.name != argv[3]) continue;
    run(workload, argv[1], argv[2]);
    std::fflush(stdout);
  }
  return 0;
}
