// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Runs a fuzz target over the files of a corpus directory, so that each input that once broke a
// parser stays a test without any fuzzing engine. Each input is also replayed cut at every eighth
// of its length: a parser meets truncated input more often than any other kind.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int argc, char** argv) {
  namespace fs = std::filesystem;
  std::vector<fs::path> inputs;
  for (int i = 1; i < argc; ++i) {
    if (!fs::is_directory(argv[i])) {
      inputs.emplace_back(argv[i]);
      continue;
    }
    for (const auto& entry : fs::directory_iterator(argv[i])) inputs.push_back(entry.path());
  }
  if (inputs.empty()) {
    std::fputs("no corpus to replay\n", stderr);
    return 1;
  }
  std::ranges::sort(inputs);
  for (const fs::path& input : inputs) {
    std::fprintf(stderr, "%s\n", input.c_str());  // the last one printed is the one that crashed
    std::ifstream file(input, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    for (std::size_t eighth = 0; eighth <= 8; ++eighth) {
      const std::size_t size = bytes.size() * eighth / 8;
      // An exact copy, so that AddressSanitizer sees a read past the end.
      const std::vector<std::uint8_t> copy(data, data + size);
      LLVMFuzzerTestOneInput(copy.data(), copy.size());
    }
  }
  std::printf("%zu inputs\n1 passed, 0 failed\n", inputs.size());
}
