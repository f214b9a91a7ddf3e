// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// chain_timer ROUNDS CHAIN...: runs chains of commands in turn and prints, for each chain and each
// of its commands, the median of their wall times in microseconds.
//
// A CHAIN is a file with one command a line, words between single spaces, "> FILE" at the end
// sending standard output to FILE, "%" standing for the number of the round. A line that starts
// with
// "-" is run but not counted. The commands are started directly: what a shell takes to start them
// is nobody's time.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

using Microseconds = std::chrono::duration<double, std::micro>;

struct Step {
  std::string line;
  std::vector<std::string> words;
  std::string output = "/dev/null";
  bool counted = true;
  std::vector<double> times = {};
};

struct Chain {
  std::string name;
  std::vector<Step> steps;
  std::vector<double> times = {};
};

Step parse(std::string line) {
  Step step;
  step.line = line;
  if (line.starts_with("- ")) {
    step.counted = false;
    line.erase(0, 2);
  }
  std::istringstream words(line);
  for (std::string word; words >> word;) {
    if (word == ">") {
      words >> step.output;
    } else {
      step.words.push_back(word);
    }
  }
  return step;
}

Chain load(const std::string& path) {
  Chain chain;
  chain.name = path;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) chain.steps.push_back(parse(line));
  return chain;
}

/// The wall time of one step, which must succeed.
double run(const Step& step, int round) {
  std::vector<std::string> words = step.words;
  for (std::string& word : words) {
    const std::size_t place = word.find("%");
    if (place != std::string::npos) word.replace(place, 1, std::to_string(round));
  }
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawn_file_actions_addopen(&files, 1, step.output.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                     0644);
  ::posix_spawn_file_actions_addopen(&files, 2, "stderr", O_WRONLY | O_CREAT | O_TRUNC, 0644);
  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  int status = ::posix_spawnp(&child, argv[0], &files, nullptr, argv.data(), environ);
  if (status == 0 && ::waitpid(child, &status, 0) < 0) status = -1;
  const Microseconds time = std::chrono::steady_clock::now() - start;
  ::posix_spawn_file_actions_destroy(&files);
  if (status != 0) {
    std::fprintf(stderr, "chain_timer: this failed (see ./stderr): %s\n", step.line.c_str());
    std::exit(1);
  }
  return time.count();
}

void run(Chain& chain, int round) {
  const bool keep = round > 0;  // the first one warms up
  double total = 0;
  for (Step& step : chain.steps) {
    const double time = run(step, round);
    if (!keep || !step.counted) continue;
    step.times.push_back(time);
    total += time;
  }
  if (keep) chain.times.push_back(total);
}

double median(std::vector<double> times) {
  std::ranges::sort(times);
  return times[times.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 2 ? std::atoi(argv[1]) : 0;
  if (rounds < 1) {
    std::fputs("usage: chain_timer ROUNDS CHAIN...\n", stderr);
    return 2;
  }
  std::vector<Chain> chains;
  for (int i = 2; i < argc; ++i) chains.push_back(load(argv[i]));
  for (int round = 0; round <= rounds; ++round) {
    for (Chain& chain : chains) run(chain, round);
  }
  for (const Chain& chain : chains) {
    std::printf("%s %.0f\n", chain.name.c_str(), median(chain.times));
    for (const Step& step : chain.steps) {
      if (step.counted) std::printf("  %8.0f  %s\n", median(step.times), step.line.c_str());
    }
  }
}
