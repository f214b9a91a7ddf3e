// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/web_key.h"

#include <doctest/doctest.h>

#include "base/hex.h"

namespace igp::crypto {
namespace {

Bytes hex(std::string_view text) { return parse_hex(text).value(); }

// RFC 6979 appendix A.2.4: P-224, SHA-256, the message "sample".
constexpr std::string_view kScalar = "f220266e1105bfe3083e03ec7a3a654651f45e37167e88600bf257c1";
constexpr std::string_view kPoint =
    "0400cf08da5ad719e42707fa431292dea11244d64fc51610d94b130d6c"
    "eeab6f3debe455e3dbf85416f7030cbd94f34f2d6f232c69f3c1385a";
constexpr std::string_view kR = "61aa3da010e8e8406c656bc477a7a7189895e7e840cdfe8ff42307ba";
constexpr std::string_view kS = "00bc814050dab5d23770879494f9e0a680dc1af7161991bde692b10101";

Bytes signature() {
  return hex(std::string("303d021c") + std::string(kR) + "021d" + std::string(kS));
}

TEST_CASE("web_key: the public point of a scalar") {
  CHECK(make_web_point(WebCurve::kP224, hex(kScalar)).value() == hex(kPoint));
  const Bytes zero(28);
  const Bytes large(28, 0xFF);
  CHECK(make_web_point(WebCurve::kP224, zero).error().code == ErrorCode::kKeyMalformed);
  CHECK(make_web_point(WebCurve::kP224, large).error().code == ErrorCode::kKeyMalformed);
}

TEST_CASE("web_key: points that are none of the curve") {
  CHECK(check_web_point(WebCurve::kP224, hex(kPoint)));
  CHECK_FALSE(check_web_point(WebCurve::kP256, hex(kPoint)));
  Bytes off = hex(kPoint);
  off.back() ^= 1;
  CHECK(check_web_point(WebCurve::kP224, off).error().code == ErrorCode::kKeyMalformed);
  CHECK_FALSE(check_web_point(WebCurve::kP224, {}));
}

TEST_CASE("web_key: ECDSA on P-224") {
  const auto verify = [](std::string_view message, ByteView signature) {
    return verify_web_ecdsa(WebCurve::kP224, hex(kPoint), HashAlgorithm::kSha256, as_bytes(message),
                            signature);
  };
  CHECK(verify("sample", signature()));
  CHECK(verify("other", signature()).error().code == ErrorCode::kSignatureInvalid);
  Bytes longer = signature();
  longer.push_back(0);
  CHECK_FALSE(verify("sample", longer));
}

TEST_CASE("web_key: RSA keys that nobody should have") {
  const auto verify = [](std::size_t bytes, std::uint8_t last, std::uint8_t exponent) {
    Bytes modulus(bytes, 0xFF);
    modulus.back() = last;
    const std::uint8_t e[] = {exponent};
    return verify_web_rsa(modulus, e, RsaPadding::kPkcs1, HashAlgorithm::kSha256, {}, modulus)
        .error()
        .code;
  };
  CHECK(verify(127, 0xFF, 3) == ErrorCode::kKeyUnsupported);
  CHECK(verify(1025, 0xFF, 3) == ErrorCode::kKeyUnsupported);
  CHECK(verify(128, 0xFE, 3) == ErrorCode::kKeyMalformed);
  CHECK(verify(128, 0xFF, 1) == ErrorCode::kKeyMalformed);
  CHECK(verify(128, 0xFF, 4) == ErrorCode::kKeyMalformed);
  CHECK(verify(128, 0xFF, 3) == ErrorCode::kSignatureInvalid);
}

}  // namespace
}  // namespace igp::crypto
