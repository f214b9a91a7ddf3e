// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/x509/algorithm.h"

#include <algorithm>
#include <iterator>

#include "crypto/verifier.h"

namespace igp::rego::x509 {
namespace {

using namespace std::string_view_literals;

struct AlgorithmRow {
  std::string_view oid;
  SignatureAlgorithm algorithm;
};
constexpr AlgorithmRow kSignatures[] = {
    {"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x04"sv, SignatureAlgorithm::kMd5Rsa},
    {"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x05"sv, SignatureAlgorithm::kSha1Rsa},
    {"\x2b\x0e\x03\x02\x1d"sv, SignatureAlgorithm::kSha1Rsa},
    {"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b"sv, SignatureAlgorithm::kSha256Rsa},
    {"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0c"sv, SignatureAlgorithm::kSha384Rsa},
    {"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0d"sv, SignatureAlgorithm::kSha512Rsa},
    {"\x2a\x86\x48\xce\x38\x04\x03"sv, SignatureAlgorithm::kDsaSha1},
    {"\x60\x86\x48\x01\x65\x03\x04\x03\x02"sv, SignatureAlgorithm::kDsaSha256},
    {"\x2a\x86\x48\xce\x3d\x04\x01"sv, SignatureAlgorithm::kEcdsaSha1},
    {"\x2a\x86\x48\xce\x3d\x04\x03\x02"sv, SignatureAlgorithm::kEcdsaSha256},
    {"\x2a\x86\x48\xce\x3d\x04\x03\x03"sv, SignatureAlgorithm::kEcdsaSha384},
    {"\x2a\x86\x48\xce\x3d\x04\x03\x04"sv, SignatureAlgorithm::kEcdsaSha512},
};
constexpr auto kRsaPss = "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a"sv;
constexpr auto kMgf1 = "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x08"sv;
constexpr auto kRsa = "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01"sv;
constexpr auto kDsa = "\x2a\x86\x48\xce\x38\x04\x01"sv;
constexpr auto kEcdsa = "\x2a\x86\x48\xce\x3d\x02\x01"sv;
constexpr auto kEd25519 = "\x2b\x65\x70"sv;
constexpr auto kNull = "\x05\x00"sv;

struct PssRow {
  std::string_view hash;
  std::int64_t salt;
  SignatureAlgorithm algorithm;
};
constexpr PssRow kPss[] = {
    {"\x60\x86\x48\x01\x65\x03\x04\x02\x01"sv, 32, SignatureAlgorithm::kSha256RsaPss},
    {"\x60\x86\x48\x01\x65\x03\x04\x02\x02"sv, 48, SignatureAlgorithm::kSha384RsaPss},
    {"\x60\x86\x48\x01\x65\x03\x04\x02\x03"sv, 64, SignatureAlgorithm::kSha512RsaPss},
};

// In the order of WebCurve.
constexpr std::string_view kCurves[] = {"\x2b\x81\x04\x00\x21"sv,
                                        "\x2a\x86\x48\xce\x3d\x03\x01\x07"sv,
                                        "\x2b\x81\x04\x00\x22"sv, "\x2b\x81\x04\x00\x23"sv};

constexpr std::size_t kEd25519Bytes = 32;
constexpr std::size_t kLeastRsaBits = 1024;

bool is(ByteView bytes, std::string_view text) { return as_text(bytes) == text; }
bool is_none_or_null(ByteView parameters) { return parameters.empty() || is(parameters, kNull); }

Error malformed(std::string_view what) {
  return error(ErrorCode::kCertificateMalformed, "x509: {}", what);
}

/// The AlgorithmIdentifier alone inside [n].
std::optional<Algorithm> take_tagged_algorithm(DerReader& reader, int n) {
  const auto tagged = reader.next(context_group_tag(n));
  if (!tagged) return std::nullopt;
  DerReader inside(*tagged);
  const auto content = inside.next(kSequenceTag);
  if (!content || !inside.empty()) return std::nullopt;
  auto out = parse_algorithm(*content);
  if (!out) return std::nullopt;
  return *out;
}

/// RSASSA-PSS-params (RFC 4055 section 3.1), of which three sets are known.
SignatureAlgorithm pss_algorithm(ByteView parameters) {
  DerReader outer(parameters);
  const auto content = outer.next(kSequenceTag);
  if (!content) return SignatureAlgorithm::kUnknown;
  DerReader reader(*content);
  const auto hash = take_tagged_algorithm(reader, 0);
  const auto mask = take_tagged_algorithm(reader, 1);
  const auto salt_field = reader.next(context_group_tag(2));
  if (!hash || !mask || !salt_field) return SignatureAlgorithm::kUnknown;
  DerReader salt_reader(*salt_field);
  const auto salt = take_int64(salt_reader);
  std::optional<std::int64_t> trailer = 1;
  if (reader.at(context_group_tag(3))) {
    DerReader trailer_reader(*reader.next(context_group_tag(3)));
    trailer = take_int64(trailer_reader);
  }
  DerReader mask_outer(mask->parameters);
  const auto mask_content = mask_outer.next(kSequenceTag);
  const auto mask_hash = mask_content ? parse_algorithm(*mask_content)
                                      : Result<Algorithm>(Fail(malformed("no mask hash")));
  const bool plain = salt && trailer == 1 && mask_hash && is_none_or_null(hash->parameters) &&
                     is_none_or_null(mask_hash->parameters) && is(mask->oid, kMgf1) &&
                     as_text(mask_hash->oid) == as_text(hash->oid);
  if (!plain) return SignatureAlgorithm::kUnknown;
  const auto* row = std::ranges::find_if(
      kPss, [&](const PssRow& r) { return is(hash->oid, r.hash) && *salt == r.salt; });
  return row == std::end(kPss) ? SignatureAlgorithm::kUnknown : row->algorithm;
}

Result<PublicKey> parse_rsa_key(ByteView parameters, ByteView key) {
  if (!is(parameters, kNull)) return Fail(malformed("RSA key missing NULL parameters"));
  DerReader outer(key);
  const auto content = outer.next(kSequenceTag);
  if (!content) return Fail(malformed("invalid RSA public key"));
  DerReader reader(*content);
  const auto modulus = take_integer(reader);
  if (!modulus) return Fail(malformed("invalid RSA modulus"));
  const auto exponent = take_int64(reader);
  if (!exponent) return Fail(malformed("invalid RSA public exponent"));
  if (modulus->front() >= 0x80 || (modulus->size() == 1 && modulus->front() == 0)) {
    return Fail(malformed("RSA modulus is not a positive number"));
  }
  if (*exponent <= 0) return Fail(malformed("RSA public exponent is not a positive number"));
  return RsaKey{.modulus = *modulus, .exponent = *exponent};
}

Result<PublicKey> parse_dsa_key(ByteView parameters, ByteView key) {
  DerReader key_reader(key);
  DerReader outer(parameters);
  DsaKey out;
  const auto take = [](DerReader& reader, ByteView& number) {
    const auto content = take_integer(reader);
    number = content.value_or(ByteView());
    return content.has_value();
  };
  if (!take(key_reader, out.y)) return Fail(malformed("invalid DSA public key"));
  const auto content = outer.next(kSequenceTag);
  DerReader reader(content.value_or(ByteView()));
  if (!content || !take(reader, out.p) || !take(reader, out.q) || !take(reader, out.g)) {
    return Fail(malformed("invalid DSA parameters"));
  }
  for (const ByteView number : {out.y, out.p, out.q, out.g}) {
    if (number.front() >= 0x80 || (number.size() == 1 && number.front() == 0)) {
      return Fail(malformed("zero or negative DSA parameter"));
    }
  }
  return out;
}

Result<PublicKey> parse_ecdsa_key(ByteView parameters, ByteView key) {
  DerReader reader(parameters);
  const auto oid = reader.next(kOidTag);
  if (!oid || !read_oid(*oid)) return Fail(malformed("invalid ECDSA parameters"));
  const auto curve = find_curve(*oid);
  if (!curve) return Fail(malformed("unsupported elliptic curve"));
  if (!crypto::check_web_point(*curve, key)) {
    return fail(ErrorCode::kCertificateMalformed, "ecdsa: invalid uncompressed public key");
  }
  return EcdsaKey{.curve = *curve, .point = key};
}

std::optional<crypto::HashAlgorithm> hash_of(SignatureAlgorithm algorithm) {
  switch (algorithm) {
    case SignatureAlgorithm::kSha256Rsa:
    case SignatureAlgorithm::kSha256RsaPss:
    case SignatureAlgorithm::kEcdsaSha256:
      return crypto::HashAlgorithm::kSha256;
    case SignatureAlgorithm::kSha384Rsa:
    case SignatureAlgorithm::kSha384RsaPss:
    case SignatureAlgorithm::kEcdsaSha384:
      return crypto::HashAlgorithm::kSha384;
    case SignatureAlgorithm::kSha512Rsa:
    case SignatureAlgorithm::kSha512RsaPss:
    case SignatureAlgorithm::kEcdsaSha512:
      return crypto::HashAlgorithm::kSha512;
    default:
      return std::nullopt;
  }
}

bool is_ecdsa(SignatureAlgorithm algorithm) {
  return algorithm >= SignatureAlgorithm::kEcdsaSha256 &&
         algorithm <= SignatureAlgorithm::kEcdsaSha512;
}

Bytes exponent_bytes(std::int64_t exponent) {
  Bytes out;
  for (int shift = 56; shift >= 0; shift -= 8) {
    out.push_back(static_cast<std::uint8_t>(exponent >> shift));
  }
  return out;
}

Status refuse(std::string_view what) {
  return fail(ErrorCode::kSignatureInvalid, "x509: {}", what);
}

}  // namespace

Result<Algorithm> parse_algorithm(ByteView content) {
  DerReader reader(content);
  const auto oid = reader.next(kOidTag);
  if (!oid || !read_oid(*oid)) return Fail(malformed("malformed OID"));
  Algorithm out{.oid = *oid, .parameters = {}};
  if (reader.empty()) return out;
  const auto parameters = reader.next();
  if (!parameters) return Fail(malformed("malformed parameters"));
  out.parameters = parameters->whole;
  return out;
}

SignatureAlgorithm signature_algorithm(const Algorithm& algorithm) {
  if (is(algorithm.oid, kRsaPss)) return pss_algorithm(algorithm.parameters);
  if (is(algorithm.oid, kEd25519)) {
    return algorithm.parameters.empty() ? SignatureAlgorithm::kEd25519
                                        : SignatureAlgorithm::kUnknown;
  }
  const auto* row = std::ranges::find(kSignatures, as_text(algorithm.oid), &AlgorithmRow::oid);
  return row == std::end(kSignatures) ? SignatureAlgorithm::kUnknown : row->algorithm;
}

KeyAlgorithm key_algorithm(const Algorithm& algorithm) {
  if (is(algorithm.oid, kRsa)) return KeyAlgorithm::kRsa;
  if (is(algorithm.oid, kDsa)) return KeyAlgorithm::kDsa;
  if (is(algorithm.oid, kEcdsa)) return KeyAlgorithm::kEcdsa;
  return is(algorithm.oid, kEd25519) ? KeyAlgorithm::kEd25519 : KeyAlgorithm::kUnknown;
}

Result<PublicKey> parse_public_key(const Algorithm& algorithm, const BitString& key) {
  // Keys are whole bytes: bits that are left over make none of them.
  const bool whole = key.unused == 0;
  const ByteView bytes = whole ? key.bytes : ByteView();
  switch (key_algorithm(algorithm)) {
    case KeyAlgorithm::kRsa:
      return parse_rsa_key(algorithm.parameters, bytes);
    case KeyAlgorithm::kDsa:
      return parse_dsa_key(algorithm.parameters, bytes);
    case KeyAlgorithm::kEcdsa:
      return parse_ecdsa_key(algorithm.parameters, bytes);
    case KeyAlgorithm::kEd25519:
      if (!algorithm.parameters.empty()) {
        return Fail(malformed("Ed25519 key encoded with illegal parameters"));
      }
      if (bytes.size() != kEd25519Bytes) return Fail(malformed("wrong Ed25519 public key size"));
      return Ed25519Key{bytes};
    case KeyAlgorithm::kUnknown:
      break;
  }
  return PublicKey();
}

std::optional<WebCurve> find_curve(ByteView oid) {
  const auto* at = std::ranges::find(kCurves, as_text(oid));
  if (at == std::end(kCurves)) return std::nullopt;
  return static_cast<WebCurve>(at - std::begin(kCurves));
}

Status verify_signature(SignatureAlgorithm algorithm, const PublicKey& key, ByteView message,
                        ByteView signature) {
  if (const auto* edwards = std::get_if<Ed25519Key>(&key)) {
    if (algorithm != SignatureAlgorithm::kEd25519) return refuse("another key's algorithm");
    const auto made = crypto::PublicKey::from_ed25519(edwards->bytes);
    if (!made) return refuse("Ed25519 verification failure");
    return crypto::verify_message_signature(*made, message, signature,
                                            crypto::HashAlgorithm::kSha256);
  }
  const auto hash = hash_of(algorithm);
  if (!hash) return refuse("cannot verify signature: algorithm unimplemented or insecure");
  if (const auto* ecdsa = std::get_if<EcdsaKey>(&key)) {
    if (!is_ecdsa(algorithm)) return refuse("another key's algorithm");
    return crypto::verify_web_ecdsa(ecdsa->curve, ecdsa->point, *hash, message, signature);
  }
  const auto* rsa = std::get_if<RsaKey>(&key);
  if (rsa == nullptr || is_ecdsa(algorithm)) return refuse("another key's algorithm");
  const BigInteger modulus = unsigned_number(rsa->modulus);
  if (mpz_sizeinbase(modulus.get(), 2) < kLeastRsaBits) return refuse("an insecure RSA key");
  const auto padding = algorithm >= SignatureAlgorithm::kSha256RsaPss ? crypto::RsaPadding::kPss
                                                                      : crypto::RsaPadding::kPkcs1;
  return crypto::verify_web_rsa(rsa->modulus, exponent_bytes(rsa->exponent), padding, *hash,
                                message, signature);
}

}  // namespace igp::rego::x509
