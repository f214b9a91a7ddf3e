// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/answer.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "evidence/gate.h"
#include "graphql/http_params.h"
#include "http/client/status.h"

namespace igp::evidence {
namespace {

constexpr std::string_view kQuery =
    "query EvidenceOk($service: String!, $releaseId: ID!) {"
    " evidenceOk(service: $service, releaseId: $releaseId) {"
    " ok verdict reasons service releaseId } }";

Fail distrust(std::string_view why) {
  return fail(ErrorCode::kAnswerUntrusted, "the answer {}", why);
}

bool is_verdict(std::string_view word) {
  static constexpr Verdict kAll[] = {Verdict::kPass, Verdict::kFail, Verdict::kStale,
                                     Verdict::kNoEvidence, Verdict::kUndecided};
  return std::ranges::any_of(kAll, [&](Verdict verdict) { return name_of(verdict) == word; });
}

bool is_text(const Json* value) { return value != nullptr && value->is_string(); }

Result<std::vector<std::string>> reasons(const Json& decision) {
  const Json* list = json_find(decision, "reasons");
  if (list == nullptr || !list->is_array()) return distrust("has no reasons");
  std::vector<std::string> out;
  for (const Json& reason : *list) {
    if (!reason.is_string()) return distrust("has a reason that is no text");
    out.push_back(reason.get<std::string>());
  }
  return out;
}

Status check_echo(const Json& decision, const Question& question) {
  const Json* service = json_find(decision, "service");
  const Json* release_id = json_find(decision, "releaseId");
  const bool same = is_text(service) && *service == question.service && is_text(release_id) &&
                    *release_id == question.release_id;
  if (!same) return distrust("is about another service or release");
  return {};
}

}  // namespace

std::string encode_question(const Question& question) {
  return encode_json(
      {{"query", kQuery},
       {"operationName", "EvidenceOk"},
       {"variables", {{"service", question.service}, {"releaseId", question.release_id}}}});
}

Result<RemoteDecision> parse_answer(std::string_view body, const Question& question) {
  const auto document = parse_json(body, {.bytes = limits::kEvidenceAnswerBytes, .depth = 16});
  if (!document) return distrust("is not JSON");
  if (!document->is_object()) return distrust("is no JSON object");
  if (document->contains("errors")) return distrust("reports GraphQL errors");
  const Json* data = json_find(*document, "data");
  if (data == nullptr || !data->is_object()) return distrust("has no data");
  const Json* decision = json_find(*data, "evidenceOk");
  if (decision == nullptr || !decision->is_object()) return distrust("has no decision");
  IGP_CHECK(check_echo(*decision, question));
  const Json* ok = json_find(*decision, "ok");
  const Json* verdict = json_find(*decision, "verdict");
  if (ok == nullptr || !ok->is_boolean()) return distrust("has no ok");
  if (!is_text(verdict) || !is_verdict(verdict->get_ref<const std::string&>())) {
    return distrust("has no known verdict");
  }
  auto why = IGP_TRY(reasons(*decision));
  RemoteDecision out{ok->get<bool>(), verdict->get<std::string>(), std::move(why)};
  if (out.ok != (out.verdict == name_of(Verdict::kPass)) || out.ok != out.reasons.empty()) {
    return distrust("contradicts itself");
  }
  return out;
}

Result<RemoteDecision> read_answer(const http::HttpAnswer& answer, const Question& question) {
  if (http::is_temporary_status(answer.status)) {
    return fail(ErrorCode::kHttpStatus, "the server answered with status {}", answer.status);
  }
  if (answer.status == 401 || answer.status == 403) {
    return fail(ErrorCode::kAnswerUntrusted, "the server refused the token with status {}",
                answer.status);
  }
  if (answer.status != 200) {
    return fail(ErrorCode::kAnswerUntrusted, "the server answered with status {}", answer.status);
  }
  const std::string type(answer.headers.find("content-type").value_or(""));
  const std::string essence = http::to_lower_ascii(type.substr(0, type.find_first_of("; \t")));
  if (essence != graphql::kJsonType && essence != graphql::kResponseType) {
    return distrust("is not JSON");
  }
  return parse_answer(answer.body, question);
}

}  // namespace igp::evidence
