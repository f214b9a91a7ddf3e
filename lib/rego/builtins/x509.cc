// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// crypto.x509.* and crypto.parse_private_keys: Go's view of certificates and keys.
#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "base/join.h"
#include "base/limits.h"
#include "rego/builtins/families.h"
#include "rego/builtins/go_base64.h"
#include "rego/builtins/go_pem.h"
#include "rego/builtins/operands.h"
#include "rego/number/number.h"
#include "rego/value/builder.h"
#include "rego/x509/document.h"
#include "rego/x509/path.h"

namespace igp::rego {
namespace {

using Args = std::span<const Value>;
using Certificates = std::vector<x509::Certificate>;

constexpr std::string_view kPemStart = "-----BEGIN";
constexpr std::string_view kPemLabelStart = "-----BEGIN ";

/// In the order of Go's x509.ExtKeyUsage.
constexpr std::string_view kUsageNames[] = {"KeyUsageAny",
                                            "KeyUsageServerAuth",
                                            "KeyUsageClientAuth",
                                            "KeyUsageCodeSigning",
                                            "KeyUsageEmailProtection",
                                            "KeyUsageIPSECEndSystem",
                                            "KeyUsageIPSECTunnel",
                                            "KeyUsageIPSECUser",
                                            "KeyUsageTimeStamping",
                                            "KeyUsageOCSPSigning",
                                            "KeyUsageMicrosoftServerGatedCrypto",
                                            "KeyUsageNetscapeServerGatedCrypto",
                                            "KeyUsageMicrosoftCommercialCodeSigning",
                                            "KeyUsageMicrosoftKernelCodeSigning"};

Error malformed(std::string_view what) {
  return error(ErrorCode::kCertificateMalformed, "{}", what);
}

/// What OPA may answer and this program cannot must not pass for an answer.
const BuiltinError* failure(const BuiltinContext& ctx, const Error& error) {
  if (error.code == ErrorCode::kKeyUnsupported || error.code == ErrorCode::kLimitExceeded) {
    return ctx.unsupported("{}", error.message);
  }
  return ctx.fail("{}", error.message);
}

Result<std::string> decode_base64(std::string_view text) {
  auto bytes = decode_go_base64(text, Base64Alphabet::kStandard, Base64Padding::kRequired);
  if (bytes) return *std::move(bytes);
  return Fail(malformed(fmt::format("illegal base64 data at input byte {}", bytes.error())));
}

Status check_size(std::string_view text) {
  if (text.size() <= limits::kX509Bytes) return {};
  return fail(ErrorCode::kLimitExceeded, "certificates or keys of more than {} bytes",
              limits::kX509Bytes);
}

/// The DER of all blocks, which have to be certificates.
Result<std::string> join_certificates(std::string_view pem) {
  std::string out;
  for (auto block = find_go_pem_block(pem); block; block = find_go_pem_block(block->rest)) {
    if (block->label != "CERTIFICATE") {
      return Fail(
          malformed(fmt::format("PEM block type is '{}', expected CERTIFICATE", block->label)));
    }
    out += block->bytes;
  }
  return out;
}

/// Certificates as PEM, or as base64 of PEM or DER: their DER.
Result<std::string> read_certificates(std::string_view text) {
  IGP_CHECK(check_size(text));
  if (text.starts_with(kPemStart)) return join_certificates(text);
  std::string decoded = IGP_TRY(decode_base64(text));
  if (decoded.starts_with(kPemStart)) return join_certificates(decoded);
  return decoded;
}

BuiltinResult parse_certificates(BuiltinContext& ctx, Args args) {
  const auto der = read_certificates(IGP_OPERAND(string_operand(ctx, args, 1)));
  if (!der) return failure(ctx, der.error());
  const auto certificates = x509::parse_certificates(as_bytes(*der));
  if (!certificates) return failure(ctx, certificates.error());
  ArrayBuilder out(ctx.arena);
  for (const x509::Certificate& one : *certificates) {
    out.append(x509::certificate_value(ctx.arena, one, /*with_uri_texts=*/true));
  }
  return out.finish();
}

BuiltinResult not_verified(const BuiltinContext& ctx, const Error& error) {
  if (error.code == ErrorCode::kKeyUnsupported || error.code == ErrorCode::kLimitExceeded) {
    return failure(ctx, error);
  }
  return make_array(ctx.arena, {Value::boolean(false), Value::empty_array()});
}

/// The first certificate is the root, the last the leaf.
BuiltinResult verify(const BuiltinContext& ctx, std::string_view text,
                     const x509::PathOptions& options, bool with_uri_texts) {
  const auto der = read_certificates(text);
  if (!der) return not_verified(ctx, der.error());
  const auto certificates = x509::parse_certificates(as_bytes(*der));
  if (!certificates) return not_verified(ctx, certificates.error());
  if (certificates->size() < 2) return not_verified(ctx, malformed("fewer than two certificates"));
  const auto between = std::span(*certificates).subspan(1, certificates->size() - 2);
  const auto path =
      x509::verify_path(certificates->front(), between, certificates->back(), options);
  if (!path) return not_verified(ctx, path.error());
  ArrayBuilder chain(ctx.arena);
  for (const x509::Certificate* one : *path) {
    chain.append(x509::certificate_value(ctx.arena, *one, with_uri_texts));
  }
  return make_array(ctx.arena, {Value::boolean(true), chain.finish()});
}

BuiltinResult parse_and_verify(BuiltinContext& ctx, Args args) {
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  return verify(ctx, text, {.host = {}, .time = ctx.now}, /*with_uri_texts=*/true);
}

std::string_view trim_quotes(std::string_view text) {
  while (text.starts_with('"')) text.remove_prefix(1);
  while (text.ends_with('"')) text.remove_suffix(1);
  return text;
}

/// Names of usages; what is no string is passed over, as by OPA.
Result<std::vector<int>> read_usages(const Value& value) {
  if (!value.is_array() && !value.is_set()) {
    return Fail(malformed("'KeyUsages' should be an Array or Set"));
  }
  std::vector<int> out;
  std::string wrong;
  for (const Value& item : value.items()) {
    if (!item.is_string()) continue;
    const std::string_view name = trim_quotes(item.as_string());
    const auto* at = std::ranges::find(kUsageNames, name);
    if (at == std::end(kUsageNames)) {
      wrong.append(wrong.empty() ? "" : " ").append(name);
    } else {
      out.push_back(static_cast<int>(at - std::begin(kUsageNames)));
    }
  }
  if (!wrong.empty()) {
    return Fail(malformed(fmt::format("invalid entries for 'KeyUsages' found: [{}]", wrong)));
  }
  return out;
}

Status read_option(std::string_view name, const Value& value, x509::PathOptions& out) {
  if (name == "DNSName") {
    if (!value.is_string()) return Fail(malformed("'DNSName' should be a string"));
    out.host = trim_quotes(value.as_string());
  } else if (name == "CurrentTime") {
    if (!value.is_number()) return Fail(malformed("'CurrentTime' should be a number"));
    const auto time = int_value(value);
    if (!time) return Fail(malformed("'CurrentTime' should be a valid int64 number"));
    out.time = *time;
  } else if (name == "MaxConstraintComparisons") {
    // Go has a bound of its own instead.
    if (!value.is_number()) return Fail(malformed("'MaxConstraintComparisons' should be a number"));
    if (!int_value(value)) {
      return Fail(malformed("'MaxConstraintComparisons' should be a valid number"));
    }
  } else if (name == "KeyUsages") {
    auto usages = IGP_TRY(read_usages(value));
    if (!usages.empty()) out.ext_key_usages = std::move(usages);
  } else {
    return Fail(malformed("invalid key option"));
  }
  return {};
}

BuiltinResult parse_and_verify_with_options(BuiltinContext& ctx, Args args) {
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  const Value given = IGP_OPERAND(operand_of(ctx, args, 2, Kind::kObject));
  // Options are not looked at when the certificates do not parse.
  const auto der = read_certificates(text);
  if (!der) return not_verified(ctx, der.error());
  if (const auto parsed = x509::parse_certificates(as_bytes(*der)); !parsed) {
    return not_verified(ctx, parsed.error());
  }
  x509::PathOptions options{.host = {}, .time = ctx.now};
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (!given.keys()[i].is_string()) continue;
    const Status read = read_option(given.keys()[i].as_string(), given.values()[i], options);
    if (!read) return failure(ctx, read.error());
  }
  return verify(ctx, text, options, /*with_uri_texts=*/false);
}

Result<std::string> read_request(std::string_view text) {
  IGP_CHECK(check_size(text));
  std::string bytes(text);
  if (!text.starts_with("-----BEGIN CERTIFICATE REQUEST-----")) {
    bytes = IGP_TRY(decode_base64(text));
  }
  const auto block = find_go_pem_block(bytes);
  if (!block) return bytes;
  if (block->label != "CERTIFICATE REQUEST") {
    return Fail(malformed("invalid PEM-encoded certificate signing request"));
  }
  return block->bytes;
}

BuiltinResult parse_certificate_request(BuiltinContext& ctx, Args args) {
  const auto der = read_request(IGP_OPERAND(string_operand(ctx, args, 1)));
  if (!der) return failure(ctx, der.error());
  const auto request = x509::parse_certificate_request(as_bytes(*der));
  if (!request) return failure(ctx, request.error());
  return x509::request_value(ctx.arena, *request);
}

/// The keys of PEM, or of base64 of it; other blocks are passed over.
Result<std::vector<x509::PrivateKey>> read_private_keys(std::string_view text) {
  IGP_CHECK(check_size(text));
  const auto decoded = decode_base64(text);
  std::vector<x509::PrivateKey> out;
  for (auto block = find_go_pem_block(decoded ? std::string_view(*decoded) : text); block;
       block = find_go_pem_block(block->rest)) {
    const ByteView der = as_bytes(block->bytes);
    if (block->label == "RSA PRIVATE KEY") {
      auto key = IGP_TRY(x509::parse_pkcs1_key(der));
      out.push_back(std::move(key));
    } else if (block->label == "PRIVATE KEY") {
      auto key = IGP_TRY(x509::parse_pkcs8_key(der));
      out.push_back(std::move(key));
    } else if (block->label == "EC PRIVATE KEY") {
      auto key = IGP_TRY(x509::parse_sec1_key(der));
      out.push_back(std::move(key));
    }
  }
  return out;
}

BuiltinResult parse_private_keys(BuiltinContext& ctx, Args args) {
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  if (text.empty()) return Value::null();
  const auto keys = read_private_keys(text);
  if (!keys) return failure(ctx, keys.error());
  ArrayBuilder out(ctx.arena);
  for (const x509::PrivateKey& key : *keys) {
    out.append(x509::private_key_value(ctx.arena, key));
  }
  return out.finish();
}

BuiltinResult parse_rsa_private_key(BuiltinContext& ctx, Args args) {
  const std::string_view text = IGP_OPERAND(string_operand(ctx, args, 1));
  if (text.empty()) return ctx.fail("input PEM data was empty");
  std::string pem(text);
  if (!text.starts_with(kPemStart)) {
    auto decoded = decode_base64(text);
    if (!decoded) return failure(ctx, decoded.error());
    pem = *std::move(decoded);
  }
  const auto keys = read_private_keys(pem);
  if (!keys) return failure(ctx, keys.error());
  if (keys->empty()) return Value::null();
  const auto* ecdsa = std::get_if<x509::EcdsaPrivateKey>(&keys->front());
  if (ecdsa != nullptr && ecdsa->curve == x509::WebCurve::kP224) {
    return ctx.fail(
        "failed to initialize *jwk.ecdsaPrivateKey from *ecdsa.PrivateKey: jwk: failed to get "
        "algorithm for converting ECDSA private key to JWK: unknown elliptic curve");
  }
  const auto jwk = x509::jwk_value(ctx.arena, keys->front());
  if (!jwk) return ctx.unsupported("X25519 keys are not supported");
  return *jwk;
}

/// Text that is no PEM is base64.
Result<std::string> decode_unless_pem(std::string_view text) {
  IGP_CHECK(check_size(text));
  return text.starts_with(kPemLabelStart) ? Result<std::string>(std::string(text))
                                          : decode_base64(text);
}

std::string joined(const std::vector<std::string>& labels) {
  return fmt::format("[{}]", join(labels, " "));
}

/// The certificates of PEM, or the one that the DER text is.
Result<std::vector<std::string>> read_chain(std::string_view text) {
  std::vector<std::string> out;
  if (!text.starts_with(kPemLabelStart)) {
    out.emplace_back(text);
    return out;
  }
  std::vector<std::string> skipped;
  for (auto block = find_go_pem_block(text); block; block = find_go_pem_block(block->rest)) {
    if (block->label == "CERTIFICATE") {
      out.push_back(std::move(block->bytes));
    } else {
      skipped.push_back(std::move(block->label));
    }
  }
  if (!out.empty()) return out;
  if (skipped.empty()) {
    return Fail(malformed("tls: failed to find any PEM data in certificate input"));
  }
  if (skipped.size() == 1 && skipped[0].ends_with("PRIVATE KEY")) {
    return Fail(malformed(
        "tls: failed to find certificate PEM data in certificate input, but did find a private "
        "key; PEM inputs may have been switched"));
  }
  return Fail(malformed(fmt::format(
      "tls: failed to find \"CERTIFICATE\" PEM block in certificate input after skipping PEM "
      "blocks of the following types: {}",
      joined(skipped))));
}

/// The first private key of PEM, or the DER text itself.
Result<std::string> read_chain_key(std::string_view text) {
  if (!text.starts_with(kPemStart)) return std::string(text);
  std::vector<std::string> skipped;
  for (auto block = find_go_pem_block(text); block; block = find_go_pem_block(block->rest)) {
    if (block->label == "PRIVATE KEY" || block->label.ends_with(" PRIVATE KEY")) {
      return std::move(block->bytes);
    }
    skipped.push_back(std::move(block->label));
  }
  if (skipped.empty()) return Fail(malformed("tls: failed to find any PEM data in key input"));
  if (skipped.size() == 1 && skipped[0] == "CERTIFICATE") {
    return Fail(
        malformed("tls: found a certificate rather than a key in the PEM for the private key"));
  }
  return Fail(malformed(fmt::format(
      "tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input after "
      "skipping PEM blocks of the following types: {}",
      joined(skipped))));
}

Status check_pair(const x509::Certificate& leaf, const x509::PrivateKey& key) {
  const auto& public_key = leaf.key.key;
  if (std::holds_alternative<std::monostate>(public_key) ||
      std::holds_alternative<x509::DsaKey>(public_key)) {
    return Fail(malformed("tls: unknown public key algorithm"));
  }
  const bool same_type = (std::holds_alternative<x509::RsaKey>(public_key) &&
                          std::holds_alternative<x509::RsaPrivateKey>(key)) ||
                         (std::holds_alternative<x509::EcdsaKey>(public_key) &&
                          std::holds_alternative<x509::EcdsaPrivateKey>(key)) ||
                         (std::holds_alternative<x509::Ed25519Key>(public_key) &&
                          std::holds_alternative<x509::Ed25519PrivateKey>(key));
  if (!same_type) {
    return Fail(malformed("tls: private key type does not match public key type"));
  }
  if (!x509::belongs_to(key, public_key)) {
    return Fail(malformed("tls: private key does not match public key"));
  }
  return {};
}

Result<Value> make_key_pair(Arena& arena, std::string_view chain_text, std::string_view key_text) {
  const std::string chain_bytes = IGP_TRY(decode_unless_pem(chain_text));
  const std::string key_bytes = IGP_TRY(decode_unless_pem(key_text));
  const std::vector<std::string> chain = IGP_TRY(read_chain(chain_bytes));
  const std::string key_der = IGP_TRY(read_chain_key(key_bytes));
  const x509::Certificate leaf = IGP_TRY(x509::parse_certificate(as_bytes(chain.front())));
  const x509::PrivateKey key = IGP_TRY(x509::parse_tls_key(as_bytes(key_der)));
  IGP_CHECK(check_pair(leaf, key));
  std::vector<ByteView> views;
  for (const std::string& der : chain) views.push_back(as_bytes(der));
  return x509::key_pair_value(arena, views, key, leaf);
}

BuiltinResult parse_keypair(BuiltinContext& ctx, Args args) {
  const std::string_view chain = IGP_OPERAND(string_operand(ctx, args, 1));
  if (!args[1].is_string()) return ctx.operand_type(1, args[1], {"string"});
  const auto pair = make_key_pair(ctx.arena, chain, args[1].as_string());
  if (!pair) return failure(ctx, pair.error());
  return *pair;
}

constexpr BuiltinRow kRows[] = {
    {"crypto.parse_private_keys", parse_private_keys},
    {"crypto.x509.parse_and_verify_certificates", parse_and_verify},
    {"crypto.x509.parse_and_verify_certificates_with_options", parse_and_verify_with_options},
    {"crypto.x509.parse_certificate_request", parse_certificate_request},
    {"crypto.x509.parse_certificates", parse_certificates},
    {"crypto.x509.parse_keypair", parse_keypair},
    {"crypto.x509.parse_rsa_private_key", parse_rsa_private_key},
};

}  // namespace

constinit const BuiltinTable kX509Builtins = kRows;

}  // namespace igp::rego
