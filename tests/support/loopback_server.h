// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// LoopbackServer: a socket on 127.0.0.1 that plays a prepared answer for each connection.
#pragma once

#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "base/io/fd.h"

namespace igp::test {

/// Accepts one connection per prepared answer, reads one request head, sends the answer's bytes as
/// they are and closes. Ends with the test.
class LoopbackServer {
 public:
  explicit LoopbackServer(std::vector<std::string> answers);
  LoopbackServer(LoopbackServer&&) = delete;
  ~LoopbackServer();

  /// "http://127.0.0.1:PORT" + path.
  [[nodiscard]] std::string url(const std::string& path = "/") const;
  /// The request heads so far; only after every answer was fetched.
  [[nodiscard]] const std::vector<std::string>& requests();

 private:
  void run();

  std::vector<std::string> answers_;
  std::vector<std::string> requests_;
  UniqueFd listener_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

}  // namespace igp::test
