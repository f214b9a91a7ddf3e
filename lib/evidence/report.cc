// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "evidence/report.h"

#include <nlohmann/json.hpp>

#include "base/utf8.h"

namespace igp::evidence {
namespace {

constexpr std::size_t kReasonBytes = 512;

/// A server's text, cut between characters; escaping leaves only ASCII controls out, so that UTF-8
/// sequences stay whole.
std::string clean(std::string_view text) {
  std::string out = escape_for_terminal(text.substr(0, kReasonBytes));
  return text.size() > kReasonBytes ? out + "..." : out;
}

}  // namespace

Report make_report(const Question& question, const RemoteDecision& decision) {
  Report out{decision.ok, decision.verdict, question, {}};
  for (const std::string& reason : decision.reasons) out.reasons.push_back(clean(reason));
  return out;
}

Report make_report(const Question& question, const Error& failure) {
  const bool temporary = info(failure.code).exit_class == ExitClass::kTemporary;
  return {false, temporary ? "UNAVAILABLE" : "UNTRUSTED", question, {clean(failure.text())}};
}

Json report_to_json(const Report& report) {
  return {{"ok", report.ok},
          {"verdict", report.verdict},
          {"service", report.question.service},
          {"releaseId", report.question.release_id},
          {"reasons", report.reasons}};
}

std::string encode_report(Report report, std::size_t max_bytes) {
  std::string line = encode_json(report_to_json(report));
  for (std::size_t omitted = 1; line.size() > max_bytes && !report.reasons.empty(); ++omitted) {
    report.reasons.pop_back();
    Json json = report_to_json(report);
    json["omitted"] = omitted;
    line = encode_json(json);
  }
  return line;
}

}  // namespace igp::evidence
