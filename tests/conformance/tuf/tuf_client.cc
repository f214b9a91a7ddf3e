// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The client executable that the public tuf-conformance suite drives (its CLIENT-CLI.md): init,
// refresh and download, on top of lib/tuf with the real HTTP client and the system's clock.
#include <fmt/format.h>

#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "base/io/file.h"
#include "base/limits.h"
#include "http/client/network_client.h"
#include "tuf/directory_store.h"
#include "tuf/http_fetcher.h"

namespace {

struct Arguments {
  std::map<std::string, std::string> options;
  std::vector<std::string> target_names;
  std::vector<std::string> words;
};

Arguments parse(int argc, char** argv) {
  Arguments out;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (!word.starts_with("--") || i + 1 >= argc) {
      out.words.push_back(word);
    } else if (word == "--target-name") {
      out.target_names.emplace_back(argv[++i]);
    } else {
      out.options[word.substr(2)] = argv[++i];
    }
  }
  return out;
}

igp::Status run(Arguments& arguments) {
  igp::tuf::DirectoryStore store(arguments.options["metadata-dir"],
                                 arguments.options["target-dir"]);
  const std::string command = arguments.words.empty() ? "" : arguments.words[0];
  if (command == "init" && arguments.words.size() == 2) {
    const std::string root =
        IGP_TRY(igp::read_file(arguments.words[1], igp::limits::kTufRootBytes));
    return store.save_metadata("root", root);
  }
  const auto http = igp::http::make_network_client();
  igp::tuf::HttpFetcher fetcher(*http, arguments.options["metadata-url"],
                                arguments.options["target-base-url"]);
  const igp::SystemClock clock;
  igp::tuf::Client client(fetcher, store, clock);
  if (command == "refresh") return client.refresh();
  if (command != "download") return igp::fail(igp::ErrorCode::kUsage, "init, refresh or download");
  for (const std::string& name : arguments.target_names) IGP_CHECK(client.target(name));
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments = parse(argc, argv);
  const igp::Status done = run(arguments);
  if (done) return 0;
  fmt::print(stderr, "{}: {}\n", igp::info(done.error().code).name, done.error().text());
  return 1;
}
