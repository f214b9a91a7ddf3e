// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/command_signer.h"

#include <doctest/doctest.h>

#include <csignal>

#include "base/base64.h"
#include "base/limits.h"
#include "crypto/pem.h"
#include "crypto/verifier.h"
#include "support/test_keys.h"

using namespace igp;
using namespace igp::crypto;
using namespace igp::testing;
using namespace std::chrono_literals;

namespace {

std::unique_ptr<Signer> memory_signer(std::string_view pem) {
  return make_signer(*PrivateKey::from_pkcs8(parse_single_pem(pem)->bytes));
}

/// A signer whose program is a shell script.
std::unique_ptr<Signer> script_signer(const PublicKey& key, std::string script,
                                      std::chrono::milliseconds limit = 30s) {
  std::signal(SIGPIPE, SIG_IGN);
  return make_command_signer({.argv = {"sh", "-c", std::move(script)},
                              .environment = {"PATH=/usr/bin:/bin"},
                              .time_limit = limit,
                              .output_bytes = 0},
                             key);
}

const Digest& digest() {
  static const Digest value = digest_of(as_bytes("content"));
  return value;
}

ErrorCode code_of(std::string script, std::chrono::milliseconds limit = 30s) {
  const auto signer = script_signer(memory_signer(kP256)->public_key(), std::move(script), limit);
  const auto signature = signer->sign_digest(digest());
  return signature ? ErrorCode::kInternal : signature.error().code;
}

}  // namespace

TEST_CASE("command_signer: the program's signature is returned once it verifies") {
  const auto memory = memory_signer(kP256);
  const std::string good = encode_base64(*memory->sign_digest(digest()));
  for (const char* end : {"", "\\n", "\\r\\n"}) {
    const auto signer =
        script_signer(memory->public_key(), fmt::format("printf '{}{}'", good, end));
    const auto signature = signer->sign_digest(digest());
    REQUIRE(signature);
    CHECK(verify_digest_signature(memory->public_key(), digest(), *signature));
  }
  // The digest is what the program finds, and its name.
  const auto signer = script_signer(
      memory->public_key(),
      fmt::format("[ \"$(od -An -tx1 | tr -d ' \\n')\" = {} ] && [ $IGPACK_SIGNER_INPUT = sha256 ] "
                  "&& echo {}",
                  digest().hex(), good));
  CHECK(signer->sign_message(as_bytes("content")));
}

TEST_CASE("command_signer: an Ed25519 key signs the message, never a digest") {
  const auto memory = memory_signer(kEd25519);
  const std::string good = encode_base64(*memory->sign_message(as_bytes("content")));
  const auto signer = script_signer(
      memory->public_key(),
      fmt::format("[ \"$(cat)\" = content ] && [ $IGPACK_SIGNER_INPUT = message ] && echo {}",
                  good));
  CHECK(signer->sign_message(as_bytes("content")));
  CHECK(signer->sign_message(as_bytes("contend")).error().code == ErrorCode::kSignerFailed);
  CHECK(signer->sign_digest(digest()).error().code == ErrorCode::kKeyUnsupported);
}

TEST_CASE("command_signer: answers that are no signature of the key") {
  const std::string other =
      encode_base64(*memory_signer(kP256)->sign_digest(digest_of(as_bytes("contend"))));
  for (const std::string& script :
       {std::string("true"), std::string("echo"), std::string("echo '!'"), std::string("echo AAAA"),
        "echo " + other, "printf '%s\\n\\n' " + other}) {
    CAPTURE(script);
    CHECK(code_of(script) == ErrorCode::kSignerAnswerInvalid);
  }
}

TEST_CASE("command_signer: programs that fail, hang, talk too much or are not there") {
  CHECK(code_of("exit 1") == ErrorCode::kSignerFailed);
  CHECK(code_of("kill -9 $$") == ErrorCode::kSignerFailed);
  CHECK(code_of("exec sleep 60", 50ms) == ErrorCode::kSignerFailed);
  CHECK(code_of(fmt::format("head -c {} /dev/zero", limits::kSignerAnswerBytes)) ==
        ErrorCode::kSignerAnswerInvalid);
  CHECK(code_of(fmt::format("head -c {} /dev/zero", limits::kSignerAnswerBytes + 1)) ==
        ErrorCode::kLimitExceeded);
  const auto missing = make_command_signer(
      {.argv = {"/nonexistent"}, .environment = {}, .time_limit = 1s, .output_bytes = 0},
      memory_signer(kP256)->public_key());
  CHECK(missing->sign_digest(digest()).error().code == ErrorCode::kFileNotFound);
}
