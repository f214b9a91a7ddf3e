// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Api: what `serve` answers on /graphql and /v1/evidence, without any transport.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "evidence/limits.h"
#include "evidence/tokens.h"

namespace igp::evidence {

/// One HTTP request, as far as the API cares. Absent headers are empty.
struct ApiRequest {
  std::string_view method;
  std::string_view path;   ///< without query, percent-decoding not needed
  std::string_view query;  ///< raw, without '?'
  std::string_view content_type;
  std::string_view accept;
  std::string_view authorization;
  std::string_view body;
  bool is_loopback = false;  ///< the peer's address is 127.0.0.0/8 or ::1
};

/// The answer to it. Content-Length is the transport's business.
struct ApiAnswer {
  int status = 200;
  std::string content_type;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

struct ApiOptions {
  std::string database;  ///< path of the SQLite file; created with its directory when missing
  TokenSet tokens;       ///< empty: nobody may write, and only loopback may read
  GateLimits limits;
};

/// Safe to call from several threads at once.
class Api {
 public:
  /// Opens the store. Fails with kEvidenceStore, or kIo when its directory cannot be made.
  static Result<std::unique_ptr<Api>> open(ApiOptions options, std::shared_ptr<const Clock> clock);
  virtual ~Api() = default;

  /// Whether `path` belongs to this API: "/graphql" or "/v1/evidence".
  static bool serves(std::string_view path);

  /// Answers a request for a path that serves() knows. Every failure is an answer too.
  virtual ApiAnswer handle(const ApiRequest& request) = 0;

  /// Whether the store answers; for /readyz.
  virtual Status ready() = 0;
};

}  // namespace igp::evidence
