// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/verify/verifier.h"

#include "sigstore/verify/signature.h"

namespace igp::sigstore {

Result<crypto::PublicKey> signing_key(const Bundle& /*bundle*/, const VerifyPolicy& policy) {
  if (policy.key) return *policy.key;
  return fail(ErrorCode::kKeyRequired, "no key to verify with");
}

Result<Report> verify_bundle(const Bundle& bundle, const Artifact& artifact,
                             const VerifyPolicy& policy) {
  const crypto::PublicKey key = IGP_TRY(signing_key(bundle, policy));
  if (bundle.message() == nullptr) {
    return fail(ErrorCode::kBundleUnsupported, "DSSE envelopes are not verified with a key");
  }
  IGP_CHECK(verify_message(*bundle.message(), artifact, key));
  Report report{.format = bundle.format, .artifact = artifact.digest};
  report.key = KeySigner{.type = key.type(), .fingerprint = key.fingerprint()};
  if (bundle.tlog_entries.empty())
    report.not_checked.emplace_back("transparency log: the bundle has no entry");
  if (bundle.timestamps.empty())
    report.not_checked.emplace_back("signing time: the bundle has no timestamp");
  if (!bundle.certificates.empty()) {
    report.not_checked.emplace_back(
        "certificate: the key was given, the bundle's certificate was not used");
  }
  return report;
}

}  // namespace igp::sigstore
