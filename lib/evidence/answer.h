// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What a server says to evidenceOk, believed only when every part of it is as it must be.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/client/client.h"

namespace igp::evidence {

/// What was asked.
struct Question {
  std::string service;
  std::string release_id;
};

/// A decision that has the right shape and is about the question that was asked.
struct RemoteDecision {
  bool ok = false;      ///< true only together with verdict PASS and no reasons
  std::string verdict;  ///< one of the five words of Verdict
  std::vector<std::string> reasons;
};

/// The JSON body of a request that asks `question`.
std::string encode_question(const Question& question);

/// Reads the body of an answer. Fails with kAnswerUntrusted unless it is a JSON object with `data`
/// and without `errors`, names the asked service and release, and its ok, verdict and reasons agree
/// with one another. Nothing of the body enters the error's message.
Result<RemoteDecision> parse_answer(std::string_view body, const Question& question);

/// As parse_answer, after the status (200) and media type (JSON) of the answer. 5xx and other
/// statuses that may pass fail with kHttpStatus, every other one with kAnswerUntrusted.
Result<RemoteDecision> read_answer(const http::HttpAnswer& answer, const Question& question);

}  // namespace igp::evidence
