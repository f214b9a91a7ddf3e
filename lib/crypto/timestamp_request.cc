// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/timestamp_request.h"

#include <openssl/ts.h>

#include "crypto/openssl.h"

namespace igp::crypto {
namespace {

using RequestPtr = Owned<TS_REQ, TS_REQ_free>;
using ResponsePtr = Owned<TS_RESP, TS_RESP_free>;
using ImprintPtr = Owned<TS_MSG_IMPRINT, TS_MSG_IMPRINT_free>;
using AlgorithmPtr = Owned<X509_ALGOR, X509_ALGOR_free>;
using IntegerPtr = Owned<ASN1_INTEGER, ASN1_INTEGER_free>;
using NumberPtr = Owned<BIGNUM, BN_free>;

IntegerPtr to_integer(ByteView bytes) {
  const NumberPtr number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
  return IntegerPtr(number ? BN_to_ASN1_INTEGER(number.get(), nullptr) : nullptr);
}

ImprintPtr to_imprint(const Digest& digest) {
  const AlgorithmPtr algorithm(X509_ALGOR_new());
  ImprintPtr imprint(TS_MSG_IMPRINT_new());
  if (!algorithm || !imprint) return nullptr;
  X509_ALGOR_set_md(algorithm.get(), evp_md(digest.algorithm()));
  Bytes value(digest.bytes().begin(), digest.bytes().end());
  if (TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) != 1 ||
      TS_MSG_IMPRINT_set_msg(imprint.get(), value.data(), static_cast<int>(value.size())) != 1) {
    return nullptr;
  }
  return imprint;
}

}  // namespace

Result<Bytes> encode_timestamp_request(const Digest& imprint, ByteView nonce) {
  initialize_openssl();
  const RequestPtr request(TS_REQ_new());
  const IntegerPtr number = to_integer(nonce);
  const ImprintPtr message = to_imprint(imprint);
  if (!request || !number || !message || TS_REQ_set_version(request.get(), 1) != 1 ||
      TS_REQ_set_msg_imprint(request.get(), message.get()) != 1 ||
      TS_REQ_set_nonce(request.get(), number.get()) != 1 ||
      TS_REQ_set_cert_req(request.get(), 1) != 1) {
    return fail(ErrorCode::kCrypto, "cannot make a timestamp request: {}", openssl_reason());
  }
  return encode_der(i2d_TS_REQ, request.get());
}

Status check_timestamp_nonce(ByteView answer, ByteView nonce) {
  initialize_openssl();
  const unsigned char* cursor = answer.data();
  const ResponsePtr response(d2i_TS_RESP(nullptr, &cursor, static_cast<long>(answer.size())));
  TS_TST_INFO* info = response ? TS_RESP_get_tst_info(response.get()) : nullptr;
  if (info == nullptr) {
    return fail(ErrorCode::kTimestampMalformed, "timestamp response is malformed: {}",
                openssl_reason());
  }
  const ASN1_INTEGER* found = TS_TST_INFO_get_nonce(info);
  const IntegerPtr wanted = to_integer(nonce);
  if (found == nullptr || !wanted || ASN1_INTEGER_cmp(found, wanted.get()) != 0) {
    return fail(ErrorCode::kTimestampInvalid, "timestamp is the answer to another request");
  }
  return {};
}

}  // namespace igp::crypto
