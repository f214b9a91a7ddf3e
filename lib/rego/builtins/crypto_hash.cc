// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Hashes and HMACs.
#include "base/hex.h"
#include "crypto/mac.h"
#include "rego/builtins/families.h"
#include "rego/builtins/operands.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;
using crypto::PlainHash;

template <PlainHash method>
BuiltinResult hash_hex(BuiltinContext& ctx, Args args) {
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  return ctx.string(encode_hex(crypto::plain_hash(method, as_bytes(text))));
}

template <PlainHash method>
BuiltinResult hmac_hex(BuiltinContext& ctx, Args args) {
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::string_view key = IGP_OPERAND(string_operand(ctx, args, 2));
  return ctx.string(encode_hex(crypto::hmac(method, as_bytes(key), as_bytes(text))));
}

BuiltinResult hmac_equal(BuiltinContext& ctx, Args args) {
  const std::string_view a = IGP_OPERAND(string_operand(ctx, args, 1));
  const std::string_view b = IGP_OPERAND(string_operand(ctx, args, 2));
  return Value::boolean(equal_constant_time(as_bytes(a), as_bytes(b)));
}

constexpr BuiltinRow kRows[] = {
    {"crypto.hmac.equal", hmac_equal},
    {"crypto.hmac.md5", hmac_hex<PlainHash::kMd5>},
    {"crypto.hmac.sha1", hmac_hex<PlainHash::kSha1>},
    {"crypto.hmac.sha256", hmac_hex<PlainHash::kSha256>},
    {"crypto.hmac.sha512", hmac_hex<PlainHash::kSha512>},
    {"crypto.md5", hash_hex<PlainHash::kMd5>},
    {"crypto.sha1", hash_hex<PlainHash::kSha1>},
    {"crypto.sha256", hash_hex<PlainHash::kSha256>},
};

}  // namespace

constinit const BuiltinTable kCryptoHashBuiltins = kRows;

}  // namespace igp::rego
