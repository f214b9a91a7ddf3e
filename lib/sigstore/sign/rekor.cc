// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/sign/rekor.h"

#include <algorithm>

#include "http/client/status.h"

namespace igp::sigstore {
namespace {

constexpr int kConflict = 409;
constexpr std::string_view kEntriesV1 = "/api/v1/log/entries";
constexpr std::string_view kEntriesV2 = "/api/v2/log/entries";

/// Where a log of the first generation says that an equal entry is: below its own entries, since
/// following it anywhere else would let the answer choose a host to ask.
Result<http::Url> existing_entry(const Service& log, const http::HttpAnswer& answer) {
  const auto location = answer.headers.find("Location");
  const std::string_view text = location.value_or("");
  const std::string_view id = text.substr(text.rfind('/') + 1);
  const bool is_id = !id.empty() && id.size() <= 80 && std::ranges::all_of(id, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  });
  if (!is_id) {
    return fail(ErrorCode::kHttpAnswerInvalid,
                "the transparency log has an equal entry but does not say where");
  }
  return log.url.with_path_suffix(fmt::format("{}/{}", kEntriesV1, id));
}

Result<TlogEntry> submit_v1(const Service& log, std::string body, ServiceClient& client) {
  http::HttpRequest request =
      client.post(log.url.with_path_suffix(kEntriesV1), "application/json", std::move(body));
  request.headers.set("Accept", "application/json");
  http::HttpAnswer answer = IGP_TRY(client.send(request));
  if (answer.status == kConflict) {
    const std::string text =
        IGP_TRY(client.fetch(client.request(IGP_TRY(existing_entry(log, answer)))));
    return parse_entry_answer_v1(text);
  }
  answer = IGP_TRY(http::check_status(request, std::move(answer)));
  return parse_entry_answer_v1(answer.body);
}

Result<TlogEntry> submit_v2(const Service& log, std::string body, ServiceClient& client) {
  http::HttpRequest request =
      client.post(log.url.with_path_suffix(kEntriesV2), "application/json", std::move(body));
  // The log answers nothing before a checkpoint covers the entry.
  request.timeouts.stall = request.timeouts.total;
  const std::string text = IGP_TRY(client.fetch(request));
  return parse_entry_answer_v2(text);
}

}  // namespace

Result<TlogEntry> submit_entry(const Service& log, const Bundle& bundle, const Artifact& artifact,
                               const crypto::PublicKey& key, ServiceClient& client) {
  if (log.major_version == 2)
    return submit_v2(log, IGP_TRY(encode_entry_request_v2(bundle, artifact, key)), client);
  if (log.major_version == 1)
    return submit_v1(log, IGP_TRY(encode_entry_request_v1(bundle, artifact, key)), client);
  return fail(ErrorCode::kServiceMissing, "transparency logs of API version {} are not supported",
              log.major_version);
}

}  // namespace igp::sigstore
