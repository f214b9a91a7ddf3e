// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// A Fetcher over HTTP.
#pragma once

#include "http/client/client.h"
#include "tuf/client.h"

namespace igp::tuf {

/// Reads below two base URLs. 403 and 404 mean that the repository does not have a file: object
/// stores answer either. Requests have the headers, timeouts and TLS settings of `like`, if given.
class HttpFetcher final : public Fetcher {
 public:
  HttpFetcher(http::HttpClient& client, std::string metadata_url, std::string targets_url,
              std::optional<http::HttpRequest> like = {})
      : client_(client),
        metadata_url_(std::move(metadata_url)),
        targets_url_(std::move(targets_url)),
        like_(std::move(like)) {}

  Result<std::optional<std::string>> metadata(const std::string& name,
                                              std::size_t max_bytes) override;
  Result<std::optional<std::string>> target(const std::string& name,
                                            std::size_t max_bytes) override;

 private:
  Result<std::optional<std::string>> get(const std::string& base, const std::string& name,
                                         std::size_t max_bytes);

  http::HttpClient& client_;
  std::string metadata_url_;
  std::string targets_url_;
  std::optional<http::HttpRequest> like_;
};

}  // namespace igp::tuf
