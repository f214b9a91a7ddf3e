// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/timestamp.h"

#include <openssl/ts.h>
#include <openssl/x509v3.h>

#include "base/rfc3339.h"
#include "crypto/algorithms.h"
#include "crypto/certificate_handle.h"
#include "crypto/timestamp_form.h"

namespace igp::crypto {
namespace {

using ResponsePtr = Owned<TS_RESP, TS_RESP_free>;

Error malformed(std::string_view what) {
  return error(ErrorCode::kTimestampMalformed, "timestamp response is malformed: {}", what);
}

/// GeneralizedTime as RFC 3161 section 2.4.2 has it: "YYYYMMDDhhmmss[.f...]Z".
Result<UnixNanos> parse_generalized_time(std::string_view text) {
  constexpr std::size_t kSecondsEnd = 14;
  if (text.size() <= kSecondsEnd || text.back() != 'Z') return Fail(malformed("time"));
  const std::string_view fraction = text.substr(kSecondsEnd, text.size() - kSecondsEnd - 1);
  auto time = parse_rfc3339(fmt::format("{}-{}-{}T{}:{}:{}{}Z", text.substr(0, 4),
                                        text.substr(4, 2), text.substr(6, 2), text.substr(8, 2),
                                        text.substr(10, 2), text.substr(12, 2), fraction));
  if (!time) return Fail(malformed("time"));
  return *time;
}

Result<HashAlgorithm> hash_of(const ASN1_OBJECT* oid) {
  switch (OBJ_obj2nid(oid)) {
    case NID_sha256:
      return HashAlgorithm::kSha256;
    case NID_sha384:
      return HashAlgorithm::kSha384;
    case NID_sha512:
      return HashAlgorithm::kSha512;
    default:
      return Fail(malformed("hash algorithm is not SHA-2"));
  }
}

Result<Digest> imprint_of(TS_TST_INFO* info) {
  TS_MSG_IMPRINT* imprint = TS_TST_INFO_get_msg_imprint(info);
  const ASN1_OBJECT* oid = nullptr;
  X509_ALGOR_get0(&oid, nullptr, nullptr, TS_MSG_IMPRINT_get_algo(imprint));
  const ASN1_OCTET_STRING* value = TS_MSG_IMPRINT_get_msg(imprint);
  const unsigned char* data = ASN1_STRING_get0_data(value);
  auto digest = Digest::from_bytes(IGP_TRY(hash_of(oid)),
                                   {data, static_cast<std::size_t>(ASN1_STRING_length(value))});
  if (!digest) return Fail(malformed("imprint"));
  return std::move(*digest);
}

/// Whether the signer's certificate names timestamping as its one purpose (RFC 3161 section 2.3).
/// OpenSSL has seen to that, but passes over purposes that it has no name for.
bool is_only_for_timestamping(const X509* signer) {
  const Owned<EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free> purposes(
      static_cast<EXTENDED_KEY_USAGE*>(
          X509_get_ext_d2i(signer, NID_ext_key_usage, nullptr, nullptr)));
  return purposes && sk_ASN1_OBJECT_num(purposes.get()) == 1 &&
         OBJ_obj2nid(sk_ASN1_OBJECT_value(purposes.get(), 0)) == NID_time_stamp;
}

/// The authorities from the signer up to the last of `authority` may issue certificates for
/// timestamping. Those that the token brings have only been found to be authorities.
Status verify_issuers(X509* signer, const PKCS7* token, const std::vector<Certificate>& authority,
                      UnixNanos time) {
  std::vector<Certificate> helpers = authority;
  for (int i = 0; i < sk_X509_num(token->d.sign->cert); ++i) {
    const Bytes der = encode_der(i2d_X509, sk_X509_value(token->d.sign->cert, i));
    helpers.push_back(IGP_TRY(Certificate::from_der(der)));
  }
  const auto leaf = IGP_TRY(Certificate::from_der(encode_der(i2d_X509, signer)));
  for (const Certificate& one : IGP_TRY(verify_chain(leaf, helpers, authority.back(), time))) {
    if (one == leaf || one.may_issue_timestamping()) continue;
    return fail(ErrorCode::kTimestampInvalid,
                "timestamp's signer was certified by an authority for other uses");
  }
  return {};
}

}  // namespace

struct Timestamp::State {
  ResponsePtr response;
  UnixNanos time;
  Digest imprint;
};

Result<Timestamp> Timestamp::from_der(ByteView der) {
  const AcceptedAlgorithms algorithms;
  const unsigned char* cursor = der.data();
  ResponsePtr response(d2i_TS_RESP(nullptr, &cursor, static_cast<long>(der.size())));
  if (!response || cursor != der.data() + der.size()) return Fail(malformed(openssl_reason()));
  if (encode_der(i2d_TS_RESP, response.get()) != Bytes(der.begin(), der.end()))
    return Fail(malformed("not canonical DER"));
  const long status =
      ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(response.get())));
  if (status != TS_STATUS_GRANTED) return Fail(malformed("not granted"));
  TS_TST_INFO* info = TS_RESP_get_tst_info(response.get());
  if (info == nullptr || TS_RESP_get_token(response.get()) == nullptr)
    return Fail(malformed("no token"));
  if (TS_TST_INFO_get_version(info) != 1) return Fail(malformed("version"));
  const ASN1_GENERALIZEDTIME* time = TS_TST_INFO_get_time(info);
  const std::string_view text(reinterpret_cast<const char*>(ASN1_STRING_get0_data(time)),
                              static_cast<std::size_t>(ASN1_STRING_length(time)));
  const UnixNanos when = IGP_TRY(parse_generalized_time(text));
  Digest imprint = IGP_TRY(imprint_of(info));
  return Timestamp(
      std::make_shared<const State>(State{std::move(response), when, std::move(imprint)}));
}

UnixNanos Timestamp::time() const { return state_->time; }
const Digest& Timestamp::imprint() const { return state_->imprint; }

Status Timestamp::verify(const std::vector<Certificate>& authority) const {
  const AcceptedAlgorithms algorithms;
  const StorePtr store = make_store(authority.back(), state_->time);
  const StackPtr untrusted = make_stack(authority);
  X509* found = nullptr;
  const int ok = TS_RESP_verify_signature(TS_RESP_get_token(state_->response.get()),
                                          untrusted.get(), store.get(), &found);
  const X509Ptr signer(found);
  if (ok != 1 || !signer) {
    return fail(ErrorCode::kTimestampInvalid, "timestamp is not signed by a trusted authority: {}",
                openssl_reason());
  }
  if (!is_only_for_timestamping(signer.get())) {
    return fail(ErrorCode::kTimestampInvalid,
                "timestamp is signed by a certificate for more than timestamping");
  }
  // Where the trust root names the signer itself, another certificate of its issuer will not do.
  const Certificate& first = authority.front();
  const bool pinned = first.for_timestamping() && !first.is_authority();
  const PKCS7* token = TS_RESP_get_token(state_->response.get());
  if (!pinned) IGP_CHECK(verify_issuers(signer.get(), token, authority, state_->time));
  if (pinned && encode_der(i2d_X509, signer.get()) != first.der()) {
    return fail(ErrorCode::kTimestampInvalid,
                "timestamp is signed by another certificate than the trust root names");
  }
  return verify_token_form(token, signer.get(), authority, pinned);
}

}  // namespace igp::crypto
