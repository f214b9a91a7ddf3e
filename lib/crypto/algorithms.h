// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Private to lib/crypto: the algorithms that anything is verified with.
#pragma once

#include <openssl/types.h>

namespace igp::crypto {

/// While it lives, the code of this thread reaches through OpenSSL only algorithms that igpack
/// accepts: SHA-1 (as a certificate's fingerprint; chains refuse signatures over it), SHA-2, keys
/// and signatures of ECDSA, RSA and Ed25519, and SubjectPublicKeyInfo as the form of a key.
///
/// They are OpenSSL's own, in a library context of their own. Its default context offers hundreds,
/// and whatever looks for a decoder there asks each of them: that takes longer than checking a
/// signature, for every certificate.
class AcceptedAlgorithms {
 public:
  AcceptedAlgorithms();
  ~AcceptedAlgorithms();
  AcceptedAlgorithms(const AcceptedAlgorithms&) = delete;
  AcceptedAlgorithms& operator=(const AcceptedAlgorithms&) = delete;

 private:
  OSSL_LIB_CTX* before_;
};

}  // namespace igp::crypto
