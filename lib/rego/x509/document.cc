// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/x509/document.h"

#include <algorithm>
#include <array>

#include "base/base64.h"
#include "base/utf8.h"
#include "rego/builtins/ip_network.h"
#include "rego/builtins/text.h"
#include "rego/value/builder.h"

namespace igp::rego::x509 {
namespace {

/// Go prints numbers, bytes and absent lists in ways of its own: each has one function here.
class Writer {
 public:
  explicit Writer(Arena& arena) : arena_(arena) {}

  [[nodiscard]] Value text(std::string_view text) const {
    if (is_valid_utf8(text)) return Value::string(arena_, text);
    return Value::string(arena_, from_runes(to_runes(text)));
  }
  [[nodiscard]] Value bytes(ByteView bytes) const {
    return Value::string(arena_, encode_base64(bytes));
  }
  [[nodiscard]] Value bytes(const std::optional<ByteView>& view) const {
    return view ? bytes(*view) : Value::null();
  }
  [[nodiscard]] Value number(ByteView bytes) const {
    return unsigned_number(bytes).to_number(arena_);
  }
  [[nodiscard]] Value number(const BigInteger& integer) const { return integer.to_number(arena_); }

  /// An array; null when there is nothing to list.
  template <class List, class Show>
  Value list(const List& items, const Show& show) const {
    return items.empty() ? Value::null() : full_list(items, show);
  }
  template <class List, class Show>
  Value full_list(const List& items, const Show& show) const {
    ArrayBuilder out(arena_);
    for (const auto& item : items) out.append(show(item));
    return out.finish();
  }
  template <class List>
  Value texts(const List& items) const {
    return list(items, [&](std::string_view item) { return text(item); });
  }
  [[nodiscard]] Value oid(const Oid& oid) const {
    return full_list(oid, [](std::int64_t part) { return Value::integer(part); });
  }
  [[nodiscard]] Value oids(const std::vector<Oid>& list_of) const {
    return list(list_of, [&](const Oid& one) { return oid(one); });
  }

  [[nodiscard]] Arena& arena() const { return arena_; }

 private:
  Arena& arena_;
};

Value attribute_value(const Writer& to, const AttributeValue& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return Value::boolean(*flag);
  if (const auto* text = std::get_if<std::string>(&value)) return to.text(*text);
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return Value::integer(*integer);
  if (const auto* bytes = std::get_if<Bytes>(&value)) return to.bytes(ByteView(*bytes));
  if (const auto* oid = std::get_if<Oid>(&value)) return to.oid(*oid);
  if (const auto* time = std::get_if<CertificateTime>(&value)) return to.text(time->text());
  const auto* bits = std::get_if<BitString>(&value);
  if (bits == nullptr) return Value::null();
  ObjectBuilder out(to.arena());
  out.insert("Bytes", to.bytes(bits->bytes));
  const auto length = static_cast<std::int64_t>(bits->bytes.size() * 8 - bits->unused);
  out.insert("BitLength", Value::integer(length));
  return out.finish();
}

Value attributes(const Writer& to, const Name& name) {
  return to.list(name, [&](const Attribute& attribute) {
    ObjectBuilder out(to.arena());
    out.insert("Type", to.oid(attribute.type));
    out.insert("Value", attribute_value(to, attribute.value));
    return out.finish();
  });
}

/// The last part of the OIDs below 2.5.4 that a member of pkix.Name lists.
struct NamePart {
  std::string_view member;
  std::int64_t type;
};
constexpr NamePart kListedParts[] = {{"Country", 6},       {"Locality", 7},
                                     {"Province", 8},      {"StreetAddress", 9},
                                     {"Organization", 10}, {"OrganizationalUnit", 11},
                                     {"PostalCode", 17}};
constexpr NamePart kSingleParts[] = {{"CommonName", 3}, {"SerialNumber", 5}};

std::vector<std::string_view> name_parts(const Name& name, std::int64_t type) {
  std::vector<std::string_view> out;
  for (const Attribute& attribute : name) {
    const Oid& id = attribute.type;
    const auto* text = std::get_if<std::string>(&attribute.value);
    if (text != nullptr && id.size() == 4 && id[0] == 2 && id[1] == 5 && id[2] == 4 &&
        id[3] == type) {
      out.push_back(*text);
    }
  }
  return out;
}

Value name_value(const Writer& to, const Name& name) {
  ObjectBuilder out(to.arena());
  for (const NamePart& part : kListedParts) {
    out.insert(part.member, to.texts(name_parts(name, part.type)));
  }
  for (const NamePart& part : kSingleParts) {
    const auto texts = name_parts(name, part.type);
    out.insert(part.member, to.text(texts.empty() ? "" : texts.back()));
  }
  out.insert("Names", attributes(to, name));
  out.insert("ExtraNames", Value::null());
  return out.finish();
}

void put_point(ObjectBuilder& out, const Writer& to, ByteView point) {
  const std::size_t size = (point.size() - 1) / 2;
  out.insert("Curve", Value::empty_object());
  out.insert("X", to.number(point.subspan(1, size)));
  out.insert("Y", to.number(point.subspan(1 + size)));
}

Value public_key_value(const Writer& to, const PublicKey& key) {
  if (const auto* edwards = std::get_if<Ed25519Key>(&key)) return to.bytes(edwards->bytes);
  ObjectBuilder out(to.arena());
  if (const auto* rsa = std::get_if<RsaKey>(&key)) {
    out.insert("N", to.number(rsa->modulus));
    out.insert("E", Value::integer(rsa->exponent));
  } else if (const auto* dsa = std::get_if<DsaKey>(&key)) {
    out.insert("P", to.number(dsa->p));
    out.insert("Q", to.number(dsa->q));
    out.insert("G", to.number(dsa->g));
    out.insert("Y", to.number(dsa->y));
  } else if (const auto* ecdsa = std::get_if<EcdsaKey>(&key)) {
    put_point(out, to, ecdsa->point);
  } else {
    return Value::null();
  }
  return out.finish();
}

Value extensions_value(const Writer& to, const std::vector<Extension>& extensions) {
  return to.list(extensions, [&](const Extension& extension) {
    ObjectBuilder out(to.arena());
    out.insert("Id", to.oid(extension.id));
    out.insert("Critical", Value::boolean(extension.critical));
    out.insert("Value", to.bytes(extension.value));
    return out.finish();
  });
}

std::string ip_text(ByteView bytes) {
  IpAddress ip;
  for (const std::uint8_t byte : bytes) ip.bits = ip.bits << 8 | byte;
  if (bytes.size() == 4) ip.bits |= static_cast<UInt128>(0xFFFF) << 32;
  return ip.text();
}

Value ranges_value(const Writer& to, const std::vector<IpRange>& ranges) {
  return to.list(ranges, [&](const IpRange& range) {
    ObjectBuilder out(to.arena());
    out.insert("IP", to.text(ip_text(range.address)));
    out.insert("Mask", to.bytes(range.mask));
    return out.finish();
  });
}

Value uri_value(const Writer& to, const GoUrl& uri) {
  ObjectBuilder out(to.arena());
  out.insert("Scheme", to.text(uri.scheme));
  out.insert("Opaque", to.text(uri.opaque));
  out.insert("User", uri.user ? Value::empty_object() : Value::null());
  out.insert("Host", to.text(uri.host));
  out.insert("Path", to.text(uri.path));
  out.insert("RawPath", to.text(uri.raw_path));
  out.insert("OmitHost", Value::boolean(uri.omit_host));
  out.insert("ForceQuery", Value::boolean(uri.force_query));
  out.insert("RawQuery", to.text(uri.raw_query));
  out.insert("Fragment", to.text(uri.fragment));
  out.insert("RawFragment", to.text(uri.raw_fragment));
  return out.finish();
}

void put_alt_names(ObjectBuilder& out, const Writer& to, const AltNames& names) {
  out.insert("DNSNames", to.texts(names.dns));
  out.insert("EmailAddresses", to.texts(names.emails));
  out.insert("IPAddresses", to.list(names.ips, [&](ByteView ip) { return to.text(ip_text(ip)); }));
  out.insert("URIs", to.list(names.uris, [&](const GoUrl& uri) { return uri_value(to, uri); }));
}

void put_constraints(ObjectBuilder& out, const Writer& to, const KnownExtensions& known) {
  const auto put = [&](std::string_view side, const Subtrees& trees) {
    const auto member = [&](std::string_view name) { return std::string(side).append(name); };
    out.insert(member("DNSDomains"), to.texts(trees.dns));
    out.insert(member("IPRanges"), ranges_value(to, trees.ips));
    out.insert(member("EmailAddresses"), to.texts(trees.emails));
    out.insert(member("URIDomains"), to.texts(trees.uris));
  };
  put("Permitted", known.constraints.permitted);
  put("Excluded", known.constraints.excluded);
  out.insert("PermittedDNSDomainsCritical", Value::boolean(known.constraints_critical));
}

void put_policies(ObjectBuilder& out, const Writer& to, const KnownExtensions& known) {
  const auto text_of = [&](ByteView oid) { return to.text(oid_text(oid)); };
  out.insert("Policies", to.list(known.policies, text_of));
  std::vector<Oid> small;
  for (const ByteView policy : known.policies) {
    if (auto oid = read_oid(policy)) small.push_back(*std::move(oid));
  }
  out.insert("PolicyIdentifiers",
             small.empty() && known.has_policies ? Value::empty_array() : to.oids(small));
  out.insert("PolicyMappings", to.list(known.policy_mappings, [&](const PolicyMapping& mapping) {
    ObjectBuilder pair(to.arena());
    pair.insert("IssuerDomainPolicy", text_of(mapping.issuer));
    pair.insert("SubjectDomainPolicy", text_of(mapping.subject));
    return pair.finish();
  }));
  const auto put_limit = [&](std::string_view name, const PathLimit& limit) {
    out.insert(name, Value::integer(limit.value_or(0)));
    out.insert(std::string(name) + "Zero", Value::boolean(limit == 0));
  };
  put_limit("InhibitAnyPolicy", known.inhibit_any_policy);
  put_limit("InhibitPolicyMapping", known.inhibit_policy_mapping);
  put_limit("RequireExplicitPolicy", known.require_explicit_policy);
}

void put_known(ObjectBuilder& out, const Writer& to, const KnownExtensions& known) {
  out.insert("KeyUsage", Value::integer(known.key_usage));
  out.insert("ExtKeyUsage",
             to.list(known.ext_key_usage, [](int usage) { return Value::integer(usage); }));
  out.insert("UnknownExtKeyUsage", to.oids(known.unknown_ext_key_usage));
  out.insert("UnhandledCriticalExtensions", to.oids(known.unhandled_critical));
  out.insert("BasicConstraintsValid", Value::boolean(known.has_basic_constraints));
  out.insert("IsCA", Value::boolean(known.is_ca));
  out.insert("MaxPathLen", Value::integer(known.max_path_length));
  out.insert("MaxPathLenZero",
             Value::boolean(known.has_basic_constraints && known.max_path_length == 0));
  out.insert("SubjectKeyId", to.bytes(known.subject_key_id));
  out.insert("AuthorityKeyId", to.bytes(known.authority_key_id));
  out.insert("OCSPServer", to.texts(known.ocsp_servers));
  out.insert("IssuingCertificateURL", to.texts(known.issuing_urls));
  out.insert("CRLDistributionPoints", to.texts(known.crl_urls));
  put_alt_names(out, to, known.names);
  put_constraints(out, to, known);
  put_policies(out, to, known);
}

void put_key(ObjectBuilder& out, const Writer& to, const KeyInfo& key) {
  out.insert("RawSubjectPublicKeyInfo", to.bytes(key.der));
  out.insert("PublicKeyAlgorithm", Value::integer(static_cast<int>(key.algorithm)));
  out.insert("PublicKey", public_key_value(to, key.key));
}

Value rsa_value(const Writer& to, const RsaPrivateKey& key) {
  ObjectBuilder computed(to.arena());
  computed.insert("Dp", to.number(key.exponent1));
  computed.insert("Dq", to.number(key.exponent2));
  computed.insert("Qinv", to.number(key.coefficient));
  computed.insert("CRTValues", Value::empty_array());
  ObjectBuilder out(to.arena());
  out.insert("N", to.number(key.modulus));
  out.insert("E", Value::integer(key.public_exponent));
  out.insert("D", to.number(key.private_exponent));
  out.insert("Primes", make_array(to.arena(), {to.number(key.prime1), to.number(key.prime2)}));
  out.insert("Precomputed", computed.finish());
  return out.finish();
}

/// base64url of a number without leading zeros.
std::string jwk_number(const BigInteger& number) {
  Bytes bytes((mpz_sizeinbase(number.get(), 2) + 7) / 8);
  std::size_t size = 0;
  mpz_export(bytes.data(), &size, 1, 1, 0, 0, number.get());
  bytes.resize(size);
  return encode_base64url(bytes);
}

Value rsa_jwk(const Writer& to, const RsaPrivateKey& key) {
  BigInteger exponent;
  mpz_set_si(exponent.get(), key.public_exponent);
  ObjectBuilder out(to.arena());
  out.insert("kty", to.text("RSA"));
  out.insert("n", to.text(jwk_number(key.modulus)));
  out.insert("e", to.text(jwk_number(exponent)));
  out.insert("d", to.text(jwk_number(key.private_exponent)));
  out.insert("p", to.text(jwk_number(key.prime1)));
  out.insert("q", to.text(jwk_number(key.prime2)));
  out.insert("dp", to.text(jwk_number(key.exponent1)));
  out.insert("dq", to.text(jwk_number(key.exponent2)));
  out.insert("qi", to.text(jwk_number(key.coefficient)));
  return out.finish();
}

Value ecdsa_jwk(const Writer& to, const EcdsaPrivateKey& key) {
  constexpr std::string_view kNames[] = {"P-224", "P-256", "P-384", "P-521"};
  const ByteView point(key.point);
  const std::size_t size = key.scalar.size();
  ObjectBuilder out(to.arena());
  out.insert("kty", to.text("EC"));
  out.insert("crv", to.text(kNames[static_cast<std::size_t>(key.curve)]));
  out.insert("x", to.text(encode_base64url(point.subspan(1, size))));
  out.insert("y", to.text(encode_base64url(point.subspan(1 + size))));
  out.insert("d", to.text(encode_base64url(key.scalar)));
  return out.finish();
}

}  // namespace

Value certificate_value(Arena& arena, const Certificate& certificate, bool with_uri_texts) {
  const Writer to(arena);
  ObjectBuilder out(arena);
  out.insert("Raw", to.bytes(certificate.der));
  out.insert("RawTBSCertificate", to.bytes(certificate.tbs));
  out.insert("RawSubject", to.bytes(certificate.subject_der));
  out.insert("RawIssuer", to.bytes(certificate.issuer_der));
  out.insert("Signature", to.bytes(ByteView(certificate.signature)));
  out.insert("SignatureAlgorithm",
             Value::integer(static_cast<int>(certificate.signature_algorithm)));
  put_key(out, to, certificate.key);
  out.insert("Version", Value::integer(certificate.version));
  out.insert("SerialNumber", to.number(certificate.serial));
  out.insert("Issuer", name_value(to, certificate.issuer));
  out.insert("Subject", name_value(to, certificate.subject));
  out.insert("NotBefore", to.text(certificate.not_before.text()));
  out.insert("NotAfter", to.text(certificate.not_after.text()));
  out.insert("Extensions", extensions_value(to, certificate.extensions));
  out.insert("ExtraExtensions", Value::null());
  put_known(out, to, certificate.known);
  if (with_uri_texts) {
    out.insert("URIStrings", to.list(certificate.known.names.uris,
                                     [&](const GoUrl& uri) { return to.text(uri.text()); }));
  }
  return out.finish();
}

Value request_value(Arena& arena, const CertificateRequest& request) {
  const Writer to(arena);
  ObjectBuilder out(arena);
  out.insert("Raw", to.bytes(request.der));
  out.insert("RawTBSCertificateRequest", to.bytes(request.tbs));
  out.insert("RawSubject", to.bytes(request.subject_der));
  put_key(out, to, request.key);
  out.insert("Version", Value::integer(request.version));
  out.insert("Signature", to.bytes(ByteView(request.signature)));
  out.insert("SignatureAlgorithm", Value::integer(static_cast<int>(request.signature_algorithm)));
  out.insert("Subject", name_value(to, request.subject));
  out.insert("Attributes", to.list(request.attributes, [&](const RequestAttribute& attribute) {
    ObjectBuilder one(arena);
    one.insert("Type", to.oid(attribute.type));
    one.insert("Value", to.full_list(attribute.values, [&](const Name& pairs) {
      return pairs.empty() ? Value::empty_array() : attributes(to, pairs);
    }));
    return one.finish();
  }));
  out.insert("Extensions", extensions_value(to, request.extensions));
  out.insert("ExtraExtensions", Value::null());
  put_alt_names(out, to, request.names);
  return out.finish();
}

Value private_key_value(Arena& arena, const PrivateKey& key) {
  const Writer to(arena);
  if (const auto* rsa = std::get_if<RsaPrivateKey>(&key)) return rsa_value(to, *rsa);
  if (const auto* edwards = std::get_if<Ed25519PrivateKey>(&key)) {
    Bytes both = edwards->seed;
    both.insert(both.end(), edwards->public_key.begin(), edwards->public_key.end());
    return to.bytes(ByteView(both));
  }
  const auto* ecdsa = std::get_if<EcdsaPrivateKey>(&key);
  if (ecdsa == nullptr) return Value::empty_object();
  ObjectBuilder out(arena);
  put_point(out, to, ecdsa->point);
  out.insert("D", to.number(ByteView(ecdsa->scalar)));
  return out.finish();
}

std::optional<Value> jwk_value(Arena& arena, const PrivateKey& key) {
  const Writer to(arena);
  if (const auto* rsa = std::get_if<RsaPrivateKey>(&key)) return rsa_jwk(to, *rsa);
  if (const auto* ecdsa = std::get_if<EcdsaPrivateKey>(&key)) return ecdsa_jwk(to, *ecdsa);
  const auto* edwards = std::get_if<Ed25519PrivateKey>(&key);
  if (edwards == nullptr) return std::nullopt;
  ObjectBuilder out(arena);
  out.insert("kty", to.text("OKP"));
  out.insert("crv", to.text("Ed25519"));
  out.insert("x", to.text(encode_base64url(edwards->public_key)));
  out.insert("d", to.text(encode_base64url(edwards->seed)));
  return out.finish();
}

Value key_pair_value(Arena& arena, const std::vector<ByteView>& chain, const PrivateKey& key,
                     const Certificate& leaf) {
  const Writer to(arena);
  ObjectBuilder out(arena);
  out.insert("Certificate", to.list(chain, [&](ByteView der) { return to.bytes(der); }));
  out.insert("PrivateKey", private_key_value(arena, key));
  out.insert("SupportedSignatureAlgorithms", Value::null());
  out.insert("OCSPStaple", Value::null());
  out.insert("SignedCertificateTimestamps", Value::null());
  out.insert("Leaf", certificate_value(arena, leaf, /*with_uri_texts=*/false));
  return out.finish();
}

}  // namespace igp::rego::x509
