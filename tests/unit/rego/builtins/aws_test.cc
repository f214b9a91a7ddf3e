// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Answers and errors are those of OPA 1.22.2.
#include <doctest/doctest.h>

#include "call.h"

namespace igp::rego {
namespace {

TEST_CASE("providers.aws.sign_req: signatures and what cannot be signed") {
  check_calls({
      {"providers.aws.sign_req",
       R"([{"method": "get", "url": "https://example.com/a b?x=1", "headers": {"X-É": "1", "user-agent": "u"}, "body": {"b": 1, "a": [1.5]}}, {"aws_service": "s3", "aws_access_key": "AK", "aws_secret_access_key": "SK", "aws_region": "us-east-1", "aws_session_token": "T"}, 1700000000000000000])",
       R"({"body": {"a": [1.5], "b": 1}, "headers": {"Authorization": "AWS4-HMAC-SHA256 Credential=AK/20231114/us-east-1/s3/aws4_request,SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token;x-é,Signature=b24f5ce508d5c5601ab2d0cbea310bfa28c4e6c27ce47a7ac01a0a8d5db9a4cd", "X-É": "1", "host": "example.com", "user-agent": "u", "x-amz-content-sha256": "be0f99d229adbed6fd3e3206be946511ff4ff13f0a68d5611e41781abe3175b1", "x-amz-date": "20231114T221320Z", "x-amz-security-token": "T"}, "method": "get", "url": "https://example.com/a b?x=1"})"},
      {"providers.aws.sign_req",
       R"([{"method": "get", "url": "https://example.com"}, {"aws_service": "ec2", "aws_access_key": "AK", "aws_secret_access_key": "SK", "aws_region": "r", "disable_payload_signing": true}, 0])",
       R"({"headers": {"Authorization": "AWS4-HMAC-SHA256 Credential=AK/19700101/r/ec2/aws4_request,SignedHeaders=host;x-amz-date,Signature=e647fe42281502be1ec5249d62ba72dd6d3a1a5e4bf98d8225df4982902f868f", "host": "example.com", "x-amz-date": "19700101T000000Z"}, "method": "get", "url": "https://example.com"})"},
      {"providers.aws.sign_req", R"([{"method": "get", "url": "x"}, {"aws_service": 1}, 0])",
       R"(eval_type_error: operand 2 missing required AWS config parameters(s): {"aws_access_key", "aws_region", "aws_secret_access_key"})"},
      {"providers.aws.sign_req",
       R"([{"url": "x"}, {"aws_service": "s", "aws_access_key": "", "aws_secret_access_key": "", "aws_region": ""}, 0])",
       R"(eval_type_error: operand 1 missing required request parameters(s): {"method"})"},
      {"providers.aws.sign_req",
       R"([{"url": "x", "method": "g"}, {"aws_service": "s", "aws_access_key": "", "aws_secret_access_key": "", "aws_region": ""}, 1.5])",
       R"(eval_type_error: operand 3 could not convert time_ns value into a unix timestamp)"},
      {"providers.aws.sign_req",
       R"([{"url": "x", "method": "g"}, {"aws_service": 1, "aws_access_key": "", "aws_secret_access_key": "", "aws_region": ""}, 1])",
       R"(eval_type_error: operand 2 invalid values for required AWS config parameters(s): {"aws_service"})"},
  });
}

}  // namespace
}  // namespace igp::rego
