// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// HttpFlags: the options of every command that sends requests.
#pragma once

#include <functional>
#include <string>

#include "base/diag.h"
#include "cli/flag.h"
#include "http/client/retry.h"

namespace igp::cli {

/// How long a command waits where the command line does not say, in seconds.
struct Patience {
  double timeout = 300;  ///< for one answer
  double deadline = 0;   ///< for all attempts together; not 0: a flag --deadline says it
};

/// --token-file, --ca-file, --client-cert, --client-key, --proxy, --timeout, --retries, --deadline.
/// Proxy variables and .netrc are not read: what is sent where is on the command line.
class HttpFlags {
 public:
  /// Commands that have no use for a bearer token leave out --token-file.
  void describe(FlagSet& flags, bool with_token = true, const Patience& patience = {});

  /// Makes GET requests with everything the flags say but the token. Fails with kUsage.
  [[nodiscard]] Result<std::function<http::HttpRequest(http::Url)>> request_maker() const;

  /// A GET request for `url`, with everything the flags say. Warns when a token would travel
  /// unencrypted to another machine. Fails with kUrlInvalid, kUsage, kFileNotFound or kIo.
  Result<http::HttpRequest> make_request(const std::string& url, Diag& diag) const;
  [[nodiscard]] http::RetryPolicy retry_policy() const;

 private:
  std::string token_file_;
  std::string ca_file_;
  std::string client_cert_;
  std::string client_key_;
  std::string proxy_;
  double timeout_ = Patience().timeout;
  double deadline_ = 0;
  std::int64_t retries_ = 3;
};

/// The bearer token in a file: its only line, without white space around it. Fails with kUsage when
/// it cannot be a token; messages never show it.
Result<std::string> load_token(const std::string& path);

}  // namespace igp::cli
