// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/sign/attest.h"

#include <nlohmann/json.hpp>
#include <set>

#include "base/json.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "sigstore/dsse.h"

namespace igp::sigstore {
namespace {

constexpr std::string_view kStatementType = "https://in-toto.io/Statement/v1";

Result<Json> encode_subjects(const std::vector<Subject>& subjects) {
  if (subjects.empty()) return fail(ErrorCode::kUsage, "a statement needs something to be about");
  if (subjects.size() > limits::kInTotoSubjects) {
    return fail(ErrorCode::kLimitExceeded, "{} subjects; a statement may have {}", subjects.size(),
                limits::kInTotoSubjects);
  }
  std::set<std::string_view> names;
  Json out = Json::array();
  for (const Subject& subject : subjects) {
    if (subject.digest.algorithm() != crypto::HashAlgorithm::kSha256)
      return fail(ErrorCode::kUsage, "{} is not named by SHA-256", quote(subject.name));
    if (!is_valid_utf8(subject.name))
      return fail(ErrorCode::kUsage, "the name {} is not UTF-8", quote(subject.name));
    if (!names.insert(subject.name).second)
      return fail(ErrorCode::kUsage, "two subjects have the name {}", quote(subject.name));
    out.push_back({{"name", subject.name}, {"digest", {{"sha256", subject.digest.hex()}}}});
  }
  return out;
}

/// The predicate's text without the white space around it, once it is known to be an object.
Result<std::string_view> check_predicate(std::string_view text) {
  // The statement around it is one more level.
  const Json json = IGP_TRY(
      parse_json(text, {.bytes = limits::kPredicateBytes, .depth = limits::kJsonDepth - 1}));
  if (!json.is_object()) return fail(ErrorCode::kFieldInvalid, "a predicate is a JSON object");
  const std::size_t begin = text.find('{');
  return text.substr(begin, text.rfind('}') - begin + 1);
}

}  // namespace

Result<UnsignedEnvelope> make_statement(const std::vector<Subject>& subjects,
                                        const Predicate& predicate) {
  const std::string_view object = IGP_TRY(check_predicate(predicate.json));
  Json subject = IGP_TRY(encode_subjects(subjects));
  const Json head = {{"_type", kStatementType},
                     {"subject", std::move(subject)},
                     {"predicateType", predicate.type}};
  std::string text = encode_json(head);
  text.pop_back();  // the object goes on with the predicate's own text
  text += fmt::format(",\"predicate\":{}}}", object);
  return UnsignedEnvelope{.payload_type = std::string(kInTotoPayloadType),
                          .payload = to_bytes(text)};
}

}  // namespace igp::sigstore
