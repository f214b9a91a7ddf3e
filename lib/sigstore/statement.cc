// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/statement.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/limits.h"
#include "sigstore/proto_json.h"

namespace igp::sigstore {
namespace {

constexpr std::string_view kTypes[] = {"https://in-toto.io/Statement/v1",
                                       "https://in-toto.io/Statement/v0.1"};

Status add_digests(const ProtoObject& subject, std::vector<crypto::Digest>& out) {
  const ProtoObject digests = IGP_TRY(subject.object("digest"));
  for (const auto algorithm : {crypto::HashAlgorithm::kSha256, crypto::HashAlgorithm::kSha384,
                               crypto::HashAlgorithm::kSha512}) {
    const std::string name(crypto::name_of(algorithm));
    if (!digests.has(name.c_str())) continue;
    const auto digest =
        crypto::Digest::parse(fmt::format("{}:{}", name, IGP_TRY(digests.text(name.c_str()))));
    if (!digest) return subject.invalid("{} is no digest", name);
    out.push_back(*digest);
  }
  return {};
}

}  // namespace

Result<Statement> parse_statement(std::string_view payload) {
  const auto json = parse_json(payload);
  if (!json) return fail(ErrorCode::kAttestationInvalid, "statement: {}", json.error().message);
  const ProtoObject root =
      IGP_TRY(ProtoObject::root(*json, "statement", ErrorCode::kAttestationInvalid));
  const std::string type = IGP_TRY(root.text("_type"));
  if (std::ranges::find(kTypes, type) == std::end(kTypes))
    return root.invalid("unknown type {}", quote(type));
  Statement out;
  out.predicate_type = IGP_TRY(root.maybe_text("predicateType"));
  for (const ProtoObject& subject : IGP_TRY(root.objects("subject", limits::kInTotoSubjects))) {
    IGP_CHECK(add_digests(subject, out.subjects));
  }
  return out;
}

}  // namespace igp::sigstore
