// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "tuf/http_fetcher.h"

#include "http/client/status.h"

namespace igp::tuf {

Result<std::optional<std::string>> HttpFetcher::get(const std::string& base,
                                                    const std::string& name,
                                                    std::size_t max_bytes) {
  const std::string separator = base.ends_with('/') ? "" : "/";
  const http::Url url = IGP_TRY(http::Url::parse(base + separator + name));
  http::HttpRequest request = like_.value_or(http::HttpRequest{.url = url});
  request.url = url;
  request.max_body_bytes = max_bytes;
  http::HttpAnswer answer = IGP_TRY(client_.send(request));
  if (answer.status == 403 || answer.status == 404) return std::optional<std::string>();
  answer = IGP_TRY(http::check_status(request, std::move(answer)));
  return std::optional(std::move(answer.body));
}

Result<std::optional<std::string>> HttpFetcher::metadata(const std::string& name,
                                                         std::size_t max_bytes) {
  return get(metadata_url_, name, max_bytes);
}

Result<std::optional<std::string>> HttpFetcher::target(const std::string& name,
                                                       std::size_t max_bytes) {
  return get(targets_url_, name, max_bytes);
}

}  // namespace igp::tuf
