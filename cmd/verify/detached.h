// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Signatures that stand in files of their own, in the forms that cosign and openssl write.
#pragma once

#include <string>

#include "verify/inputs.h"

namespace igp {

/// The names of a bare signature and of what may come along with it.
struct DetachedSignature {
  std::string signature;    ///< base64, in one or several lines, or the bytes themselves
  std::string certificate;  ///< PEM, or base64 of it; may be empty
  std::string timestamp;    ///< DER of a TimeStampResp, or cosign's JSON around it; may be empty
};

/// A bare signature says as much as a bundle with nothing else in it. Fails as InputReader::read,
/// or with kEncodingMalformed, kCertificateMalformed or kJsonMalformed.
Result<sigstore::Bundle> read_detached(const DetachedSignature& detached,
                                       const InputReader& inputs);

}  // namespace igp
