// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Answers and errors are those of OPA 1.22.2.
#include <doctest/doctest.h>

#include "call.h"

namespace igp::rego {
namespace {

TEST_CASE("crypto builtins: as OPA answers") {
  check_calls({
      {"crypto.md5", R"(["foo"])", R"("acbd18db4cc2f85cedef654fccc4a4d8")"},
      {"crypto.sha1", R"(["foo"])", R"("0beec7b5ea3f0fdbc95d0dd47f3c5bc275da8a33")"},
      {"crypto.sha256", R"([""])",
       R"("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")"},
      {"crypto.hmac.md5", R"(["foo","bar"])", R"("31b6db9e5eb4addb42f1a6ca07367adc")"},
      {"crypto.hmac.sha1", R"(["foo",""])", R"("a3cc770fc033e2cb419d42b64e0081a3bd3be30e")"},
      {"crypto.hmac.sha256", R"(["","k"])",
       R"("8bb990c40a7d61cb97597a942125025be50ac8beb74436e3735b98893a7f6620")"},
      {"crypto.hmac.sha512", R"(["foo","bar"])",
       R"("24257d7210582a65c731ec55159c8184cc24c02489453e58587f71f44c23a2d61b4b72154a89d17b2d49448a8452ea066f4fc56a2bcead45c088572ffccdb3d8")"},
      {"crypto.hmac.equal", R"(["a","a"])", "true"},
  });
}

}  // namespace
}  // namespace igp::rego
